import * as z from 'zod';
import { supplierId } from './identifiers.ts';
import { draft } from './network-records.ts';
import { bilingual, instant, slug } from './primitives.ts';
import { outcome } from './verdict.ts';

/** `publication`: a definition was published · `day`: one took effect or ended by its date · `what-if`: nothing is written. */
export const rolloutModes = ['publication', 'day', 'what-if'] as const;

/** Keys in the `feeds` table. A rollout's id is also the name of its execution. */
export const rolloutKey = {
  rollout: (id: string) => ({ pk: `ROLLOUT#${id}`, sk: 'ROLLOUT' }),
  segment: (id: string, segment: number) => ({ pk: `ROLLOUT#${id}`, sk: `SEGMENT#${segment}` }),
  /** Under each institution it is about, to list them. */
  listed: (institution: string, startedAt: string, id: string) => ({
    pk: `ROLLOUTS#${institution}`,
    sk: `${startedAt}#${id}`,
  }),
  /** The one trial that an institution has running. */
  running: (institution: string) => ({ pk: `TRIAL#${institution}`, sk: 'RUNNING' }),
  /** The last day that was swept for definitions that took effect or ended. */
  day: () => ({ pk: 'SWEEP', sk: 'DAY' }),
} as const;

/** Rollouts can be read for this many days. */
export const rolloutDays = 400;

/**
 * What a trial is answered from: facts that anybody can look up, the vendors that the institution was told of, firms drawn
 * from public statistics, or nothing.
 */
export const trialBases = ['open', 'own', 'statistics', 'none'] as const;
export const trialBasis = z.enum(trialBases);
export type TrialBasis = z.infer<typeof trialBasis>;

export const runningTrial = z.object({ rollout: z.string(), startedAt: instant });

export const rolloutRecord = z.object({
  rollout: z.string(),
  mode: z.enum(rolloutModes),
  institutions: z.array(slug).min(1),
  /** What-if: the definition that is tried, for the one institution. */
  definition: z.object({ id: slug, ...draft.shape }).optional(),
  /** What-if: what answers it, and the version in force that it is tried against. */
  basis: trialBasis.optional(),
  before: z.object({ id: slug, version: z.int().min(1) }).optional(),
  startedAt: instant,
  finishedAt: instant.optional(),
});
export type RolloutRecord = z.infer<typeof rolloutRecord>;

/** What a draft may do to a vendor: recognised where it was not, not any more, or not decided any more. */
export const turns = ['gain', 'lose', 'becomeUndetermined'] as const;
/** A criterion that a draft takes away, brings in or asks otherwise, and how many vendors turn by it (some by several). */
export const cause = z.strictObject({
  turn: z.enum(turns),
  criterion: slug,
  label: bilingual,
  change: z.enum(['removed', 'added', 'altered']),
  vendors: z.int(),
});
export type Cause = z.infer<typeof cause>;

/** How far one segment of the vendors has come. `after` moves only forward, so a page told twice counts once. */
export const segmentRecord = z.object({
  after: z.string(),
  done: z.boolean(),
  vendors: z.int(),
  events: z.int(),
  /** What-if: vendors by `{outcome before}>{outcome after}`. */
  changes: z.record(z.string(), z.int()),
  because: z.array(cause),
  /** What-if among the institution's own vendors: those that it would not recognise any more. */
  losing: z.array(z.object({ vendor: supplierId, to: outcome })).default([]),
  /** What-if on drawn firms: vendors that open facts alone do not decide. */
  covered: z.int().default(0),
});
export type SegmentRecord = z.infer<typeof segmentRecord>;
