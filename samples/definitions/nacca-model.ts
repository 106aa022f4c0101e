import type { Definition } from '#schemas/definition.ts';
import { managed, owned, states } from './criteria.ts';
import { effective, published } from './sources.ts';

export const naccaModel: Definition = {
  id: 'nacca-model',
  institution: 'nacca-model',
  version: 1,
  label: { fr: 'Entreprise autochtone : modèle de l’ANSAF', en: 'Indigenous business: NACCA model' },
  effective,
  source: published(
    {
      fr: 'Entreprise détenue à au moins 51 % par des Autochtones, dont la personne propriétaire a l’expertise et dirige activement les activités; pour une coopérative, on compte les membres votants. L’identité autochtone est montrée par une pièce d’un émetteur légitime : la propriété doit donc être documentée.',
      en: 'A firm at least 51% owned by Indigenous people, whose owner has the expertise and actively operates it; for a co-operative, voting members count. Indigenous identity is shown by identification from a legitimate issuer: ownership must therefore be documented.',
    },
    'naedb-cndea.com',
    'https://naedb-cndea.com',
  ),
  rule: {
    kind: 'all',
    of: [
      owned({ groups: ['indigenous'], cmp: '>=', bp: 5100, assurance: 'documented' }),
      {
        ...managed(['indigenous'], 'declared'),
        label: { fr: 'Exploitée activement par des Autochtones', en: 'Actively operated by Indigenous people' },
      },
      states('owner-expertise', 'declared', {
        fr: 'La personne propriétaire a l’expertise',
        en: 'The owner has the expertise',
      }),
    ],
  },
};
