import * as z from 'zod';
import {
  attemptRecord,
  cursorRecord,
  digestRecord,
  entryDays,
  entryRecord,
  headRecord,
  parkedRecord,
  verdictRecord,
} from '../feed-records.ts';
import { supplierId } from '../identifiers.ts';
import { isoDate } from '../primitives.ts';
import { rolloutDays, rolloutRecord, runningTrial, segmentRecord } from '../rollout.ts';
import { record } from './record.ts';

/**
 * What institutions were told, and how far it went. A vendor's name stands in the events that recognised it: its last event
 * says that it is no longer told of, and entries go by themselves.
 */
const feeds = { table: 'feeds', inExport: 'no', atErasure: 'keep' } as const;
const feed = { ...feeds, pk: 'FEED#{institution}' } as const;
const delivery = { ...feeds, pk: 'DELIVERY#{institution}' } as const;
const rollouts = { ...feeds, lives: `${rolloutDays} days` } as const;

/** The last sequence given out. */
export const feedHead = record({ ...feed, kind: 'feed-head', sk: 'HEAD', schema: headRecord, streamed: true });
/** One event, ready to leave. */
export const feedEntry = record({
  ...feed,
  kind: 'feed-entry',
  sk: 'ENTRY#{sequence:11}',
  schema: entryRecord,
  streamed: false,
  lives: `${entryDays} days`,
});
/** The last verdict on a vendor; the index `due` finds it by the day on which time may change it. */
export const verdictOfVendor = record({
  ...feed,
  kind: 'verdict',
  sk: 'VERDICT#{vendor}',
  schema: verdictRecord.extend({ duePk: z.string().optional(), dueSk: z.string().optional() }),
  streamed: false,
});
/** How far the endpoint has received. */
export const deliveryCursor = record({
  ...delivery,
  kind: 'cursor',
  sk: 'CURSOR',
  schema: cursorRecord,
  streamed: true,
});
export const deliveryAttempt = record({
  ...delivery,
  kind: 'attempt',
  sk: 'ATTEMPT#{at}#{n:4}',
  schema: attemptRecord,
  streamed: false,
  lives: '30 days',
});
/** An event that was set aside. */
export const parkedEvent = record({
  ...delivery,
  kind: 'parked',
  sk: 'PARKED#{sequence:11}',
  schema: parkedRecord,
  streamed: false,
  lives: '400 days',
});
export const lastDigest = record({ ...delivery, kind: 'digest', sk: 'DIGEST', schema: digestRecord, streamed: false });

/** Every vendor that matching has met: an id. */
export const listedVendor = record({
  ...feeds,
  kind: 'listed-vendor',
  pk: 'VENDORS#{shard}',
  sk: '{vendor}',
  schema: z.object({ vendor: supplierId }),
  streamed: false,
});
export const rolloutRun = record({
  ...rollouts,
  kind: 'rollout',
  pk: 'ROLLOUT#{rollout}',
  sk: 'ROLLOUT',
  schema: rolloutRecord,
  streamed: true,
});
export const rolloutSegment = record({
  ...rollouts,
  kind: 'rollout-segment',
  pk: 'ROLLOUT#{rollout}',
  sk: 'SEGMENT#{segment}',
  schema: segmentRecord,
  streamed: false,
});
/** A rollout among those of an institution, by its beginning. */
export const rolloutOfInstitution = record({
  ...rollouts,
  kind: 'rollout-of-institution',
  pk: 'ROLLOUTS#{institution}',
  sk: '{startedAt}#{rollout}',
  schema: z.object({ rollout: z.string() }),
  streamed: false,
});
/** The one trial that an institution has running; it goes when the trial ends. */
export const trialRunning = record({
  ...rollouts,
  kind: 'running-trial',
  pk: 'TRIAL#{institution}',
  sk: 'RUNNING',
  schema: runningTrial,
  streamed: false,
});
/** The last day that was swept for definitions that took effect or ended. */
export const sweptDay = record({
  ...feeds,
  kind: 'swept-day',
  pk: 'SWEEP',
  sk: 'DAY',
  schema: z.object({ on: isoDate }),
  streamed: false,
});
