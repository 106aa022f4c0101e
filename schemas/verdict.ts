import * as z from 'zod';
import { assurance } from './facts.ts';
import { bilingual, isoDate, slug } from './primitives.ts';

export const outcomes = ['qualifies', 'does-not-qualify', 'undetermined'] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

export const state = z.enum(['met', 'unmet', 'unknown']);
export type State = z.infer<typeof state>;

/** What a definition says of one supplier on one day, without the facts it rests on. */
export const verdict = z.strictObject({
  definition: slug,
  version: z.int().min(1),
  institution: slug,
  outcome,
  /** The weakest assurance that the outcome rests on; null when it rests on nothing known. */
  assurance: assurance.nullable(),
  /** The last day on which this outcome holds if nothing else is learned; null when no known date ends it. */
  validUntil: isoDate.nullable(),
});
export type Verdict = z.infer<typeof verdict>;

/**
 * Why, told in both languages: the rule's own sentence, then one for each of its parts. On a criterion `criterion` says
 * which one it is and `of` is empty.
 */
export const narrative = z.strictObject({
  state,
  /** The weakest assurance this part rests on; null when unknown or resting on nothing. */
  assurance: assurance.nullable(),
  criterion: z.strictObject({ id: slug, label: bilingual }).nullable(),
  text: bilingual,
  get of() {
    return z.array(narrative);
  },
});
export type Narrative = z.infer<typeof narrative>;

/** Minimal sets of further evidence that would make the supplier qualify, cheapest first; any one of them is enough. */
export const missingEvidence = z.strictObject({
  sets: z.array(
    z.strictObject({
      /** Effort without a unit: only the order means something. */
      cost: z.number(),
      steps: z.array(
        z.strictObject({
          criterion: z.strictObject({ id: slug, label: bilingual }),
          /** `unmet`: the definition excludes it, so it must be shown not to be so. */
          becomes: z.enum(['met', 'unmet']),
          text: bilingual,
        }),
      ),
    }),
  ),
  /** False where more ways exist than are listed. */
  complete: z.boolean(),
});
export type MissingEvidence = z.infer<typeof missingEvidence>;
