import type { Definition } from '#schemas/definition.ts';
import { anyDiversityBody, certified, ownedManagedControlled, racialized, socialPurpose } from './criteria.ts';
import { effective, published } from './sources.ts';

const groups = ['women', 'disability', 'newcomer', 'lgbtq2', ...racialized, 'york-local'] as const;

/**
 * York's policy and its FAQ contradict each other. The policy feeds York, since a policy binds and a FAQ explains; the
 * FAQ is kept as a second reading, to compare.
 */
export const yorkUniversityPolicy: Definition = {
  id: 'york-university-policy',
  institution: 'york-university',
  version: 1,
  label: { fr: 'Fournisseur issu de la diversité : politique de York', en: 'Diverse supplier: York’s policy' },
  effective,
  source: published(
    {
      fr: 'Entreprise certifiée détenue à « plus de 51 % », gérée et contrôlée par des femmes, des personnes handicapées, de nouveaux arrivants, des personnes LGBTQ+, des personnes racisées ou des groupes locaux que York nomme, ou entreprise à vocation sociale. Texte connu en partie; il contredit la FAQ de York. Aucun organisme n’étant nommé dans le texte noté, tout organisme qui certifie la propriété issue de la diversité ou la vocation sociale est accepté ici.',
      en: 'A certified firm "more than 51%" owned, managed and controlled by women, persons with disabilities, newcomers, LGBTQ+ people, racialized people or local groups that York names, or a social purpose enterprise. The text is known in part, and York’s FAQ contradicts it. It names no certifying body as noted, so any body that certifies diverse ownership or a social purpose is accepted here.',
    },
    'yorku.ca, social procurement policy',
    'https://yorku.ca',
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'any',
        of: [
          ownedManagedControlled({ groups, cmp: '>', bp: 5100, assurance: 'documented' }),
          socialPurpose('documented'),
        ],
      },
      certified(anyDiversityBody),
    ],
  },
};

export const yorkUniversityFaq: Definition = {
  id: 'york-university-faq',
  institution: 'york-university',
  version: 1,
  label: { fr: 'Fournisseur issu de la diversité : FAQ de York', en: 'Diverse supplier: York’s FAQ' },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à plus de 50 %, gérée et contrôlée par des membres de groupes semblables à ceux de la politique de York (lus ici comme les mêmes). La FAQ contredit la politique, qui dit « plus de 51 % » et demande une certification; elle ne dit pas quelle preuve est acceptée : la déclaration suffit ici. Lecture gardée pour comparaison : elle n’alimente pas York.',
      en: 'A firm more than 50% owned, managed and controlled by members of groups similar to those of York’s policy (read here as the same). The FAQ contradicts the policy, which says "more than 51%" and requires certification; it does not say which evidence is accepted: a declaration is enough here. A reading kept for comparison: it does not feed York.',
    },
    'yorku.ca/procurement',
    'https://yorku.ca/procurement',
  ),
  rule: ownedManagedControlled({ groups, cmp: '>', bp: 5000, assurance: 'declared' }),
};
