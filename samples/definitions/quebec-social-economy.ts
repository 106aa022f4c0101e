import type { Definition } from '#schemas/definition.ts';
import { states } from './criteria.ts';
import { effective, published } from './sources.ts';

export const quebecSocialEconomy: Definition = {
  id: 'quebec-social-economy',
  institution: 'quebec-social-economy',
  version: 1,
  label: { fr: 'Entreprise d’économie sociale : Québec', en: 'Social economy enterprise: Québec' },
  effective,
  source: published(
    {
      fr: 'Coopérative, mutuelle ou organisme sans but lucratif seulement, à gouvernance démocratique, non contrôlé par un organisme public, dont la distribution des surplus est limitée et dont le reliquat des biens est dévolu. La définition est dans la loi : chaque point doit être montré par un document.',
      en: 'A co-operative, a mutual or a non-profit only, democratically governed, not controlled by a public body, with limited distribution of surpluses and devolution of residual assets. The definition is in a statute: each point is to be shown by a document.',
    },
    'economie.gouv.qc.ca',
    'https://economie.gouv.qc.ca',
  ),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'legalForm',
        id: 'social-economy-form',
        label: {
          fr: 'Coopérative, mutuelle ou organisme sans but lucratif',
          en: 'Co-operative, mutual or non-profit',
        },
        assurance: 'documented',
        anyOf: ['co-operative', 'mutual', 'non-profit'],
      },
      states('free-of-public-control', 'documented', {
        fr: 'Non contrôlée par un organisme public',
        en: 'Not controlled by a public body',
      }),
      states('democratic-governance', 'documented', { fr: 'Gouvernance démocratique', en: 'Democratic governance' }),
      states('limited-surplus-distribution', 'documented', {
        fr: 'Distribution limitée des surplus',
        en: 'Limited distribution of surpluses',
      }),
      states('residual-assets-devolved', 'documented', {
        fr: 'Dévolution du reliquat des biens',
        en: 'Devolution of residual assets',
      }),
    ],
  },
};
