import type { Definition } from '#schemas/definition.ts';
import { owned, socialPurpose, states } from './criteria.ts';
import { effective, published } from './sources.ts';

export const cityOfEdmonton: Definition = {
  id: 'city-of-edmonton',
  institution: 'city-of-edmonton',
  version: 1,
  label: { fr: 'Fournisseur qui s’identifie : Ville d’Edmonton', en: 'Self-identified supplier: City of Edmonton' },
  effective,
  source: published(
    {
      fr: 'Le fournisseur peut s’identifier à l’une de dix catégories, dont les vétérans, les jeunes, les personnes immigrantes ou réfugiées et la vocation sociale, sans effet sur la relation d’affaires. Ni seuil ni contrôle : une catégorie est lue comme au moins une personne propriétaire qui en est membre. Les autres catégories n’ayant pas été notées, le fournisseur dit lui-même s’il est dans l’une d’elles.',
      en: 'The supplier may identify itself in one of ten categories, among them veterans, youth, immigrants or refugees and social purpose; it never affects the relation. No threshold and no control: a category is read as at least one owner who belongs to it. The other categories were not noted, so the supplier itself says whether it is in one of them.',
    },
    'edmonton.ca',
    'https://edmonton.ca',
  ),
  rule: {
    kind: 'any',
    of: [
      {
        ...owned({ groups: ['veteran', 'youth', 'immigrant-refugee'], cmp: '>', bp: 0, assurance: 'declared' }),
        label: {
          fr: 'Au moins une personne propriétaire membre des groupes nommés',
          en: 'At least one owner who is a member of the groups named',
        },
      },
      socialPurpose('declared'),
      states('edmonton-other-category', 'declared', {
        fr: 'S’identifie à une autre des dix catégories',
        en: 'Self-identifies in another of the ten categories',
      }),
    ],
  },
};
