import type { Criterion, Definition, Rule } from '#schemas/definition.ts';
import type { Assurance, Facts, Known, Owner } from '#schemas/facts.ts';
import { noFacts } from '#schemas/no-facts.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { CriterionOf } from '../finding.ts';

/** Valid objects for tests, with overrides: what a test does not say is `verified` and has no end. */
export const known = <T>(value: T, level: Assurance = 'verified', until?: string, since = '2024-01-01'): Known<T> => ({
  value,
  level,
  since,
  ...(until === undefined ? {} : { until }),
});

export const ownerIn = (bp: number, groups: Record<string, boolean>, level: Assurance = 'verified'): Owner => ({
  bp,
  groups: Object.fromEntries(Object.entries(groups).map(([group, value]) => [group, known(value, level)])),
});

export const factsOf = (overrides: Partial<Facts> = {}): Facts => ({ ...noFacts(), ...overrides });

const base = (id: string) => ({
  id,
  label: { fr: `Critère ${id}`, en: `Criterion ${id}` },
  assurance: 'verified' as const,
});

type Over<K extends Criterion['kind']> = Partial<CriterionOf<K>>;
export const ownership = (over: Over<'ownership'> = {}): CriterionOf<'ownership'> => ({
  kind: 'ownership',
  ...base('owned'),
  groups: ['women'],
  combine: 'union',
  cmp: '>=',
  bp: 5100,
  ...over,
});
export const workforce = (over: Over<'workforce'> = {}): CriterionOf<'workforce'> => ({
  ...ownership(),
  ...base('staff'),
  ...over,
  kind: 'workforce',
});
export const control = (over: Over<'control'> = {}): CriterionOf<'control'> => ({
  kind: 'control',
  ...base('control'),
  groups: ['women'],
  aspect: 'controlled',
  ...over,
});
export const certification = (over: Over<'certification'> = {}): CriterionOf<'certification'> => ({
  kind: 'certification',
  ...base('certified'),
  anyOf: ['wbe'],
  reciprocity: null,
  ...over,
});
export const form = (over: Over<'legalForm'> = {}): CriterionOf<'legalForm'> => ({
  kind: 'legalForm',
  ...base('form'),
  anyOf: ['non-profit'],
  ...over,
});
export const located = (over: Over<'region'> = {}): CriterionOf<'region'> => ({
  kind: 'region',
  ...base('located'),
  anyOf: ['CA-ON'],
  scope: 'any',
  ...over,
});
export const measured = (over: Over<'measure'> = {}): CriterionOf<'measure'> => ({
  kind: 'measure',
  ...base('measured'),
  measure: 'employees',
  cmp: '>=',
  value: 5,
  ...over,
});
export const flagged = (over: Over<'flag'> = {}): CriterionOf<'flag'> => ({
  kind: 'flag',
  ...base('flagged'),
  flag: 'reinvests-profits',
  ...over,
});

export const all = (...of: Rule[]): Rule => ({ kind: 'all', of });
export const any = (...of: Rule[]): Rule => ({ kind: 'any', of });
export const atLeast = (n: number, ...of: Rule[]): Rule => ({ kind: 'atLeast', n, of });
export const not = (of: Rule): Rule => ({ kind: 'not', of });

export const definitionOf = (rule: Rule, over: Partial<Definition> = {}): Definition => ({
  id: 'diverse-supplier',
  institution: 'sample-city',
  version: 1,
  label: { fr: 'Fournisseur issu de la diversité', en: 'Diverse supplier' },
  effective: { from: '2024-01-01' },
  source: { status: 'sample', text: { fr: 'Exemple', en: 'Sample' } },
  rule,
  ...over,
});

export const vocabulary: Vocabulary = {
  groups: {
    women: { fr: 'femmes', en: 'women' },
    indigenous: { fr: 'Autochtones', en: 'Indigenous people' },
    black: { fr: 'personnes noires', en: 'Black people' },
  },
  flags: { 'reinvests-profits': { fr: 'Réinvestit la majorité des profits', en: 'Reinvests the majority of profits' } },
  certifications: {
    wbe: { fr: 'WBE Canada', en: 'WBE Canada' },
    camsc: { fr: 'CAMSC', en: 'CAMSC' },
    ccib: { fr: 'CCEA', en: 'CCIB' },
  },
};
