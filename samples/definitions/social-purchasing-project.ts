import type { Definition } from '#schemas/definition.ts';
import { employs, states } from './criteria.ts';
import { effective, published } from './sources.ts';

export const socialPurchasingProject: Definition = {
  id: 'social-purchasing-project',
  institution: 'social-purchasing-project',
  version: 1,
  label: { fr: 'Entreprise sociale : Social Purchasing Project', en: 'Social enterprise: Social Purchasing Project' },
  effective,
  source: published(
    {
      fr: 'Entreprise dont au moins 51 % du personnel à temps plein ou en formation vient de groupes défavorisés, qui consacre plus de la moitié de ses profits à sa vocation et dont les ventes sont une source principale de revenus. Le texte noté ne dit pas quelle preuve est acceptée : la déclaration suffit ici. On ignore si le projet existe encore.',
      en: 'A firm at least 51% of whose full-time staff or trainees come from disadvantaged groups, which gives more than half of its profits to its purpose and has sales as a principal source of revenue. The text noted does not say which evidence is accepted: a declaration is enough here. Whether the project still runs is not known.',
    },
    'socialpurchasingproject.org',
    'https://socialpurchasingproject.org',
  ),
  rule: {
    kind: 'all',
    of: [
      employs({ groups: ['disadvantaged'], cmp: '>=', bp: 5100, assurance: 'declared' }),
      states('majority-of-profits-to-purpose', 'declared', {
        fr: 'Plus de la moitié des profits va à la vocation sociale',
        en: 'More than half of profits goes to the social purpose',
      }),
      states('sales-principal-revenue', 'declared', {
        fr: 'Les ventes sont une source principale de revenus',
        en: 'Sales are a principal source of revenue',
      }),
    ],
  },
};
