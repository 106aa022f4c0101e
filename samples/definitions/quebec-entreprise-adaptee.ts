import type { Definition } from '#schemas/definition.ts';
import { certified, employs } from './criteria.ts';
import { effective, published } from './sources.ts';

export const quebecEntrepriseAdaptee: Definition = {
  id: 'quebec-entreprise-adaptee',
  institution: 'quebec-entreprise-adaptee',
  version: 1,
  label: { fr: 'Entreprise adaptée : Québec', en: 'Entreprise adaptée: Québec' },
  effective,
  source: published(
    {
      fr: 'Organisme sans but lucratif ou coopérative dont au moins 60 % de l’effectif est en situation de handicap, agréé par Services Québec.',
      en: 'A non-profit or co-operative at least 60% of whose workforce has a disability, accredited by Services Québec.',
    },
    'cqea.ca',
    'https://cqea.ca',
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'legalForm',
        id: 'non-profit-or-co-operative',
        label: { fr: 'Organisme sans but lucratif ou coopérative', en: 'Non-profit or co-operative' },
        assurance: 'documented',
        anyOf: ['non-profit', 'co-operative'],
      },
      employs({ groups: ['disability'], cmp: '>=', bp: 6000, assurance: 'documented' }),
      certified(['entreprise-adaptee']),
    ],
  },
};
