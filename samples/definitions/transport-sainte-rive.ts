import type { Definition } from '#schemas/definition.ts';
import { certified, equityDeserving, ownedManagedControlled } from './criteria.ts';
import { effective, invented } from './sources.ts';

/** Deliberately the narrowest: it implies Toronto's and Brampton's, and no social economy enterprise can meet it. */
export const transportSainteRive: Definition = {
  id: 'transport-sainte-rive',
  institution: 'transport-sainte-rive',
  version: 1,
  label: {
    fr: 'Petit fournisseur certifié : Transport Sainte-Rive (exemple)',
    en: 'Certified small supplier: Sainte-Rive Transit (sample)',
  },
  effective,
  source: invented({
    fr: 'Entreprise à but lucratif de moins de 100 personnes, détenue à au moins 51 %, gérée et contrôlée par cinq groupes, vérifiée et certifiée. Choisie étroite, pour que la comparaison montre ce qu’elle implique et ce qu’elle exclut.',
    en: 'A for-profit firm of fewer than 100 people, at least 51% owned, managed and controlled by five groups, verified and certified. Chosen narrow, so that the comparison shows what it implies and what it excludes.',
  }),
  rule: {
    kind: 'all',
    of: [
      {
        kind: 'legalForm',
        id: 'for-profit',
        label: { fr: 'Entreprise à but lucratif', en: 'For-profit firm' },
        assurance: 'documented',
        anyOf: ['sole-proprietorship', 'partnership', 'corporation'],
      },
      {
        kind: 'measure',
        id: 'under-100-people',
        label: { fr: 'Moins de 100 personnes employées', en: 'Fewer than 100 people employed' },
        assurance: 'declared',
        measure: 'employees',
        cmp: '<',
        value: 100,
      },
      ownedManagedControlled({ groups: equityDeserving, cmp: '>=', bp: 5100, assurance: 'verified' }),
      certified(['camsc', 'cglcc', 'iwscc', 'wbe-canada']),
    ],
  },
};
