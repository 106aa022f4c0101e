import type { Definition } from '#schemas/definition.ts';
import { anyDiversityBody, certified, ownedManagedControlled, racialized, socialPurpose } from './criteria.ts';
import { effective, published } from './sources.ts';

export const cityOfToronto: Definition = {
  id: 'city-of-toronto',
  institution: 'city-of-toronto',
  version: 1,
  label: { fr: 'Fournisseur issu de la diversité : Ville de Toronto', en: 'Diverse supplier: City of Toronto' },
  effective,
  source: published(
    {
      fr: 'Entreprise certifiée détenue à au moins 51 %, gérée et contrôlée par des femmes, des Autochtones, des minorités raciales, des personnes handicapées, de nouveaux arrivants ou des personnes 2ELGBTQ+ (liste non exhaustive), ou entreprise à vocation sociale. Aucun organisme n’étant nommé dans le texte noté, tout organisme qui certifie la propriété issue de la diversité ou la vocation sociale est accepté ici.',
      en: 'A certified firm at least 51% owned, managed and controlled by women, Aboriginal people, racial minorities, persons with disabilities, newcomers or 2SLGBTQ+ people (the list is not exhaustive), or a social purpose enterprise. The text noted names no certifying body, so any body that certifies diverse ownership or a social purpose is accepted here.',
    },
    'toronto.ca/social-procurement-program',
    'https://toronto.ca/social-procurement-program',
    { fr: 'texte d’avant 2025', en: 'text from before 2025' },
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'any',
        of: [
          ownedManagedControlled({
            groups: ['women', 'indigenous', ...racialized, 'disability', 'newcomer', 'lgbtq2'],
            cmp: '>=',
            bp: 5100,
            assurance: 'documented',
          }),
          socialPurpose('documented'),
        ],
      },
      certified(anyDiversityBody),
    ],
  },
};
