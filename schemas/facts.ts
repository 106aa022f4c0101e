import * as z from 'zod';
import { basisPoints, isoDate, slug } from './primitives.ts';
import { legalForm, region } from './vocabulary.ts';

/** How well a fact is known, weakest first: said by the supplier, shown by a document, confirmed by a verifier. */
export const assurances = ['declared', 'documented', 'verified'] as const;
export const assurance = z.enum(assurances);
export type Assurance = z.infer<typeof assurance>;

/** Something known: its value, how well, since when it was established, and the last day on which it holds. */
const known = <T extends z.ZodType>(value: T) =>
  z
    .strictObject({ value, level: assurance, since: isoDate, until: isoDate.optional() })
    .refine(({ since, until }) => until === undefined || String(until) >= String(since), {
      path: ['until'],
      params: { code: 'ends-before-it-starts' },
    });

/** By name; at most 200 names, so that no record of a supplier can make an evaluation slow. */
const named = <T extends z.ZodType>(value: T) =>
  z.record(slug, value).refine((record) => Object.keys(record).length <= 200, { params: { code: 'too-many-names' } });

export const knownBoolean = known(z.boolean());
export type KnownBoolean = z.infer<typeof knownBoolean>;
export const knownShare = known(basisPoints);
export const knownCount = known(z.int().min(0));
export type Known<T> = { value: T; level: Assurance; since: string; until?: string | undefined };

/** One owner's share and what is known of the groups they belong to; a group that is not listed is unknown. */
export const owner = z.strictObject({ bp: basisPoints, groups: named(knownBoolean) });
export type Owner = z.infer<typeof owner>;

export const place = known(z.strictObject({ region, head: z.boolean() }));

/**
 * All that the network knows of a supplier which a definition may ask about. What is absent is unknown, never false.
 * Shares of owners add up to at most 10 000; what is missing to 10 000 belongs to owners not known.
 */
export const facts = z.strictObject({
  owners: z
    .array(owner)
    .max(200)
    .refine((owners) => owners.reduce((sum, { bp }) => sum + bp, 0) <= 10_000, {
      params: { code: 'more-than-the-whole' },
    }),
  /** Who manages and who controls the firm: a group is true when its members do. */
  managed: named(knownBoolean),
  controlled: named(knownBoolean),
  /** Share of the workforce in each group; people can be in several. */
  workforce: named(knownShare),
  /** true: held (after `until`, a known no); false: the certifier's complete list does not name the firm. */
  certifications: named(knownBoolean),
  legalForm: known(legalForm).optional(),
  places: z
    .array(place)
    .max(200)
    .refine((places) => places.filter(({ value }) => value.head).length <= 1, { params: { code: 'two-head-offices' } }),
  /** Whether `places` lists every place of business. */
  placesComplete: knownBoolean.optional(),
  employees: knownCount.optional(),
  revenueCad: knownCount.optional(),
  foundedOn: known(isoDate).optional(),
  flags: named(knownBoolean),
});
export type Facts = z.infer<typeof facts>;
