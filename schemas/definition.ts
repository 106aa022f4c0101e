import * as z from 'zod';
import { assurance } from './facts.ts';
import { basisPoints, bilingual, isoDate, slug } from './primitives.ts';
import { legalForm, region } from './vocabulary.ts';

const criterionBase = {
  id: slug,
  label: bilingual,
  assurance,
  /** Evidence established longer ago than this many months does not count. */
  maxAgeMonths: z.int().min(1).max(600).optional(),
};
const groups = z.array(slug).min(1).max(50);
const share = {
  groups,
  /** `union` counts a person once; `sum` counts them once per group (some policies read so); `anyOne` takes the largest group. */
  combine: z.enum(['union', 'sum', 'anyOne']),
  /** `>=` 5100 is "at least 51 %"; `>` 5000 is "more than 50 %": 50.5 % tells them apart. */
  cmp: z.enum(['>=', '>']),
  bp: basisPoints,
};

export const criterion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ownership'), ...criterionBase, ...share }),
  z.strictObject({ kind: z.literal('workforce'), ...criterionBase, ...share }),
  z.strictObject({ kind: z.literal('control'), ...criterionBase, groups, aspect: z.enum(['managed', 'controlled']) }),
  z.strictObject({
    kind: z.literal('certification'),
    ...criterionBase,
    anyOf: z.array(slug).min(1).max(50),
    /** Table of certifications accepted in place of others, by id; null when none is. */
    reciprocity: slug.nullable(),
  }),
  z.strictObject({ kind: z.literal('legalForm'), ...criterionBase, anyOf: z.array(legalForm).min(1) }),
  z.strictObject({
    kind: z.literal('region'),
    ...criterionBase,
    anyOf: z.array(region).min(1).max(50),
    scope: z.enum(['head', 'any']),
  }),
  z.strictObject({
    kind: z.literal('measure'),
    ...criterionBase,
    measure: z.enum(['employees', 'revenueCad', 'monthsInBusiness']),
    cmp: z.enum(['>=', '>', '<=', '<']),
    value: z.int().min(0).max(1_000_000_000_000),
  }),
  z.strictObject({ kind: z.literal('flag'), ...criterionBase, flag: slug }),
]);
export type Criterion = z.infer<typeof criterion>;

export type Rule =
  | { kind: 'all'; of: Rule[] }
  | { kind: 'any'; of: Rule[] }
  | { kind: 'atLeast'; n: number; of: Rule[] }
  | { kind: 'not'; of: Rule }
  | Criterion;

export const rule: z.ZodType<Rule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), of: z.array(rule).min(1) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(rule).min(1) }),
    z.strictObject({ kind: z.literal('atLeast'), n: z.int().min(1), of: z.array(rule).min(1) }),
    z.strictObject({ kind: z.literal('not'), of: rule }),
    ...criterion.options,
  ]),
);

/** Where the words of a definition come from, when they were read, and whose encoding this is. */
export const source = z.strictObject({
  /** `published`: encoded by us from a public text, not the institution's own word; `sample`: invented for demonstration. */
  status: z.enum(['published', 'sample', 'institution']),
  text: bilingual,
  url: z.url().optional(),
  readOn: isoDate.optional(),
});

export const definition = z.strictObject({
  id: slug,
  institution: slug,
  version: z.int().min(1),
  label: bilingual,
  effective: z.strictObject({ from: isoDate, until: isoDate.optional() }),
  source,
  rule,
});
export type Definition = z.infer<typeof definition>;

/** "Who holds `held` is taken to hold `accepted` too", from a date on. Dated and versioned, referenced by id. */
export const reciprocityTable = z.strictObject({
  id: slug,
  version: z.int().min(1),
  effective: z.strictObject({ from: isoDate, until: isoDate.optional() }),
  entries: z.array(z.strictObject({ held: slug, accepted: slug })).max(500),
});
export type ReciprocityTable = z.infer<typeof reciprocityTable>;
