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
/** A list in which nothing is named twice: a group listed twice would count twice in a `sum`. */
const listOf = <T extends z.ZodType<string>>(item: T) =>
  z
    .array(item)
    .min(1)
    .max(50)
    .refine((items) => new Set(items).size === items.length, { params: { code: 'named-twice' } })
    .meta({ uniqueItems: true });
const groups = listOf(slug);
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
    anyOf: listOf(slug),
    /** Table of certifications accepted in place of others, by id; null when none is. */
    reciprocity: slug.nullable(),
  }),
  z.strictObject({ kind: z.literal('legalForm'), ...criterionBase, anyOf: listOf(legalForm) }),
  z.strictObject({
    kind: z.literal('region'),
    ...criterionBase,
    anyOf: listOf(region),
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

/** A rule larger than this is refused before it is read: no definition a person can check needs more. */
export const limits = { depth: 12, criteria: 200 } as const;

const parts = z
  .array(z.lazy(() => unboundedRule))
  .min(1)
  .max(limits.criteria);
/** A rule whose size has not been looked at: what several definitions come to together may be larger than one may ask. */
export const unboundedRule: z.ZodType<Rule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), of: parts }),
    z.strictObject({ kind: z.literal('any'), of: parts }),
    z.strictObject({ kind: z.literal('atLeast'), n: z.int().min(1), of: parts }).refine(({ n, of }) => n <= of.length, {
      path: ['n'],
      params: { code: 'more-than-the-parts' },
    }),
    z.strictObject({ kind: z.literal('not'), of: unboundedRule }),
    ...criterion.options,
  ]),
);

/** Walks a rule that nothing has checked yet, without recursion, and says where it is larger than the limits. */
const tooLarge = (input: unknown): { path: PropertyKey[]; code: string } | undefined => {
  const queue: { node: unknown; path: PropertyKey[]; depth: number }[] = [{ node: input, path: [], depth: 1 }];
  let leaves = 0;
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { node, path, depth } = next;
    const of: unknown = typeof node === 'object' && node !== null && 'of' in node ? node.of : undefined;
    // An empty list is wrong too, but thousands of them are not worth reading.
    const isLeaf = of === undefined || (Array.isArray(of) && of.length === 0);
    if (isLeaf && ++leaves > limits.criteria) return { path, code: 'too-many-criteria' };
    if (depth > limits.depth) return { path, code: 'nested-too-deeply' };
    if (Array.isArray(of)) {
      if (of.length > limits.criteria) return { path: [...path, 'of'], code: 'too-many-criteria' };
      of.forEach((part, index) => {
        queue.push({ node: part, path: [...path, 'of', index], depth: depth + 1 });
      });
    } else if (of !== undefined) queue.push({ node: of, path: [...path, 'of'], depth: depth + 1 });
  }
  return undefined;
};

export const rule = z.preprocess((input, context) => {
  const excess = tooLarge(input);
  if (excess === undefined) return input;
  context.addIssue({ code: 'custom', path: excess.path, params: { code: excess.code } });
  return z.NEVER;
}, unboundedRule);

/** The days on which something is in force, both included; no `until`: no end is known. */
const effective = z
  .strictObject({ from: isoDate, until: isoDate.optional() })
  .refine(({ from, until }) => until === undefined || until >= from, {
    path: ['until'],
    params: { code: 'ends-before-it-starts' },
  });

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
  effective,
  source,
  rule,
});
export type Definition = z.infer<typeof definition>;

/** "Who holds `held` is taken to hold `accepted` too", from a date on. Dated and versioned, referenced by id. */
export const reciprocityTable = z.strictObject({
  id: slug,
  version: z.int().min(1),
  effective,
  entries: z.array(z.strictObject({ held: slug, accepted: slug })).max(500),
});
export type ReciprocityTable = z.infer<typeof reciprocityTable>;
