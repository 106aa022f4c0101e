import type { Definition } from '#schemas/definition.ts';
import { controlled, owned } from './criteria.ts';
import { effective, published } from './sources.ts';

export const federalPsib: Definition = {
  id: 'federal-psib',
  institution: 'federal-psib',
  version: 1,
  label: {
    fr: 'Entreprise autochtone : stratégie fédérale d’approvisionnement (SAEA)',
    en: 'Indigenous business: federal procurement strategy (PSIB)',
  },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à au moins 51 % et contrôlée à au moins 51 % par des Autochtones, qui se certifie elle-même et peut être vérifiée. Le contrôle est ici un oui ou un non : l’entreprise dit si des Autochtones la contrôlent.',
      en: 'A firm at least 51% owned and at least 51% controlled by Indigenous people, which certifies itself and may be audited. Control is a yes or a no here: the firm says whether Indigenous people control it.',
    },
    'isc-sac.gc.ca',
    'https://isc-sac.gc.ca',
  ),
  rule: {
    kind: 'all',
    of: [
      owned({ groups: ['indigenous'], cmp: '>=', bp: 5100, assurance: 'declared' }),
      {
        ...controlled(['indigenous'], 'declared'),
        label: {
          fr: 'Contrôlée par des Autochtones',
          en: 'Controlled by Indigenous people',
        },
      },
    ],
  },
};
