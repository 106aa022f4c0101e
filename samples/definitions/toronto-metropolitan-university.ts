import type { Definition } from '#schemas/definition.ts';
import { equityDeserving, ownedManagedControlled } from './criteria.ts';
import { effective, published } from './sources.ts';

export const torontoMetropolitanUniversity: Definition = {
  id: 'toronto-metropolitan-university',
  institution: 'toronto-metropolitan-university',
  version: 1,
  label: {
    fr: 'Fournisseur issu de la diversité : Université métropolitaine de Toronto',
    en: 'Diverse supplier: Toronto Metropolitan University',
  },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à « plus de 51 % », gérée et contrôlée par des membres de groupes en quête d’équité ou des Autochtones, certifiée ou s’identifiant elle-même. Lu à la lettre : 51,00 % exactement ne suffit pas. Le texte noté n’énumère pas les groupes : femmes, Autochtones, personnes racisées, en situation de handicap et 2ELGBTQ+ sont notre lecture. Comme s’identifier suffit, aucun certificat n’est demandé.',
      en: 'A firm "more than 51%" owned, managed and controlled by members of equity-deserving groups or Indigenous people, certified or self-identified. Read literally, exactly 51.00% is not enough. The text noted does not list the groups: women, Indigenous, racialized, with disabilities and 2SLGBTQ+ are our reading. As self-identification is enough, no certificate is asked for.',
    },
    'torontomu.ca, social purchasing policy',
    'https://torontomu.ca',
    { fr: 'texte d’octobre 2023', en: 'text of October 2023' },
  ),
  rule: ownedManagedControlled({ groups: equityDeserving, cmp: '>', bp: 5100, assurance: 'declared' }),
};
