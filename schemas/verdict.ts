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
