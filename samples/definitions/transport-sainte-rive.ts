import type { Criterion, Definition } from '#schemas/definition.ts';
import { certified, equityDeserving, ownedManagedControlled } from './criteria.ts';
import { effective, invented } from './sources.ts';

const forProfit: Criterion = {
  kind: 'legalForm',
  id: 'for-profit',
  label: { fr: 'Entreprise à but lucratif', en: 'For-profit firm' },
  assurance: 'documented',
  anyOf: ['sole-proprietorship', 'partnership', 'corporation'],
};

const fewerThan100: Criterion = {
  kind: 'measure',
  id: 'under-100-people',
  label: { fr: 'Moins de 100 personnes employées', en: 'Fewer than 100 people employed' },
  assurance: 'declared',
  measure: 'employees',
  cmp: '<',
  value: 100,
};

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
      forProfit,
      fewerThan100,
      ownedManagedControlled({ groups: equityDeserving, cmp: '>=', bp: 5100, assurance: 'verified' }),
      certified(['camsc', 'cglcc', 'iwscc', 'wbe-canada']),
    ],
  },
};

/**
 * A reading to compare, not in force: the same firms on their certificate alone. It implies Toronto's and Brampton's only
 * when the standards of the certifying bodies are taken for granted.
 */
export const transportSainteRiveCertificate: Definition = {
  id: 'transport-sainte-rive-certificate',
  institution: 'transport-sainte-rive',
  version: 1,
  label: {
    fr: 'Petit fournisseur, sur certificat seul : Transport Sainte-Rive (exemple)',
    en: 'Small supplier, on its certificate alone: Sainte-Rive Transit (sample)',
  },
  effective,
  source: invented({
    fr: 'Entreprise à but lucratif de moins de 100 personnes, certifiée par CAMSC ou CGLCC, sans autre question. Lecture gardée pour comparaison : elle n’alimente pas l’institution.',
    en: 'A for-profit firm of fewer than 100 people, certified by CAMSC or CGLCC, nothing more asked. A reading kept for comparison: it does not feed the institution.',
  }),
  rule: { kind: 'all', of: [forProfit, fewerThan100, certified(['camsc', 'cglcc'])] },
};
