import * as z from 'zod';
import { assurance } from './facts.ts';
import { isoDate, slug } from './primitives.ts';

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
