import type { Definition } from '#schemas/definition.ts';
import { certified, equityDeserving, ownedManagedControlled, socialPurpose } from './criteria.ts';
import { effective, published } from './sources.ts';

export const cityOfBrampton: Definition = {
  id: 'city-of-brampton',
  institution: 'city-of-brampton',
  version: 1,
  label: { fr: 'Fournisseur issu de la diversité : Ville de Brampton', en: 'Diverse supplier: City of Brampton' },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à au moins 51 %, gérée et contrôlée par des membres de groupes en quête d’équité, vétérans compris, ou entreprise à vocation sociale, certifiée par Buy Social, CAMSC, CGLCC, IWSCC ou WBE. Le texte noté n’énumère pas tous les groupes : femmes, Autochtones, personnes racisées, en situation de handicap et 2ELGBTQ+ sont notre lecture, avec les vétérans.',
      en: 'A firm at least 51% owned, managed and controlled by members of equity-seeking groups, veterans included, or a social purpose enterprise, certified by Buy Social, CAMSC, CGLCC, IWSCC or WBE. The text noted does not list all the groups: women, Indigenous, racialized, with disabilities and 2SLGBTQ+ are our reading, with veterans.',
    },
    'brampton.ca, release 850',
    'https://brampton.ca',
    { fr: 'texte de 2020', en: 'text of 2020' },
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'any',
        of: [
          ownedManagedControlled({
            groups: [...equityDeserving, 'veteran'],
            cmp: '>=',
            bp: 5100,
            assurance: 'documented',
          }),
          socialPurpose('documented'),
        ],
      },
      certified(['buy-social-canada', 'camsc', 'cglcc', 'iwscc', 'wbe-canada']),
    ],
  },
};
