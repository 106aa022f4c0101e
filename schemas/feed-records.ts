import * as z from 'zod';
import { disclosure, disqualificationReasons, eventTypes, sequenceDigits } from './events/v1.ts';
import { assurance } from './facts.ts';
import { supplierId } from './identifiers.ts';
import { instant, isoDate, slug } from './primitives.ts';
import { outcome } from './verdict.ts';

/** A sequence as it stands in keys and events: its order as text is its order as a number. */
export const sequenceText = (sequence: number): string => String(sequence).padStart(sequenceDigits, '0');

/** Keys of the `feeds` table. */
export const feedKey = {
  head: (institution: string) => ({ pk: `FEED#${institution}`, sk: 'HEAD' }),
  entry: (institution: string, sequence: number) => ({
    pk: `FEED#${institution}`,
    sk: `ENTRY#${sequenceText(sequence)}`,
  }),
  verdict: (institution: string, vendor: string) => ({ pk: `FEED#${institution}`, sk: `VERDICT#${vendor}` }),
  cursor: (institution: string) => ({ pk: `DELIVERY#${institution}`, sk: 'CURSOR' }),
  /** `n` tells apart what happened within one millisecond. */
  attempt: (institution: string, at: string, n: number) => ({
    pk: `DELIVERY#${institution}`,
    sk: `ATTEMPT#${at}#${String(n).padStart(4, '0')}`,
  }),
  parked: (institution: string, sequence: number) => ({
    pk: `DELIVERY#${institution}`,
    sk: `PARKED#${sequenceText(sequence)}`,
  }),
  digest: (institution: string) => ({ pk: `DELIVERY#${institution}`, sk: 'DIGEST' }),
  test: (institution: string) => ({ pk: `DELIVERY#${institution}`, sk: 'TEST' }),
} as const;

/** Every vendor that matching has met, spread over shards, so that a rollout can walk them all in parallel. */
export const vendorShards = 8;
export const vendorShardKey = (shard: number): string => `VENDORS#${shard}`;
export const vendorListKey = (vendor: string) => ({
  // The end of an id is chance: an even spread.
  pk: vendorShardKey(vendor.charCodeAt(vendor.length - 1) % vendorShards),
  sk: vendor,
});

/** The last sequence given out. Counter, entries and verdicts change in one transaction, so there is never a gap. */
export const headRecord = z.object({
  sequence: z.int().min(0),
  at: instant,
  /** Vendors that the institution recognises, as its events add up; absent in feeds that began before it was counted. */
  recognised: z.int().optional(),
});

/** Entries can be read, and replayed, for this many days; the state they add up to can always be read. */
export const entryDays = 400;

export const entryRecord = z.object({
  sequence: z.int().min(1),
  id: z.string(),
  type: z.enum(eventTypes),
  vendor: supplierId,
  at: instant,
  /**
   * The event's JSON text, byte for byte what is signed and sent, now and in every replay; only criteria whose consent was
   * withdrawn since are left out when it is read.
   */
  body: z.string(),
});
export type EntryRecord = z.infer<typeof entryRecord>;

/**
 * The last verdict of one institution on one vendor, and what it was reached from. `vendorVersion`, `generation` (of the
 * network's publications) and `on` only ever grow: a write from older inputs finds its condition failed.
 */
export const verdictRecord = z.object({
  vendor: supplierId,
  vendorVersion: z.int().min(1),
  generation: z.int().min(0),
  on: isoDate,
  definition: slug,
  definitionVersion: z.int().min(1),
  outcome,
  assurance: assurance.nullable(),
  validUntil: isoDate.nullable(),
  /** Whether the institution now counts the vendor among its own. */
  recognised: z.boolean(),
  /** JSON text (`qualifiedData`) of what the institution was last told of a vendor that it recognises. */
  shared: z.string().optional(),
  /** The reason last given for not recognising it any more. */
  reason: z.enum(disqualificationReasons).optional(),
  /** The institution was told, where it knew of the vendor, that the supplier closed its account. */
  closed: z.boolean().optional(),
  /** What the institution was last told of how much it may see; absent when it was told nothing. */
  disclosure: disclosure.optional(),
  /** The notice of expiry last given: days before which it is due, and for which last day. */
  notice: z.object({ days: z.int(), validUntil: isoDate }).optional(),
});
export type VerdictRecord = z.infer<typeof verdictRecord>;

/** How far an institution's endpoint has received its feed, and the run of the delivery workflow that may move it. */
export const cursorRecord = z.object({
  sequence: z.int().min(0),
  state: z.enum(['active', 'disabled']),
  disabledBecause: z.enum(['gone', 'exhausted']).optional(),
  /** One execution of the delivery workflow per run; the name of the execution ends with it. */
  run: z.int().min(1),
  /** An execution of this run has begun: whoever adds to the feed need not wake it. */
  running: z.boolean(),
  /** Asks for an execution, whatever the feed's head. */
  wake: z.boolean(),
  /** Failures in a row, and when the next try is due. */
  failures: z.int().min(0),
  nextTryAt: instant.optional(),
  /** Events refused in a row, with none accepted between them. */
  refusals: z.int().min(0),
  /** The endpoint's revision that was last activated: an activation told twice is one. */
  endpointRevision: z.int().min(0),
  /** The address that was last activated; absent in cursors made before it was noted. */
  address: z.string().optional(),
  /** Events that were no longer kept when their turn came: the cursor passed them, the endpoint never received them. */
  trimmed: z.object({ from: z.int().min(1), to: z.int().min(1), at: instant }).optional(),
  lastDeliveredAt: instant.optional(),
  lastFailure: z.object({ at: instant, reason: z.string(), status: z.int().optional() }).optional(),
});
export type CursorRecord = z.infer<typeof cursorRecord>;

export const attemptOutcomes = ['delivered', 'failed', 'refused', 'gone'] as const;
/** What came of a request, or of several alike in a row. Never a body: that is the institution's. */
export const attemptRecord = z.object({
  at: instant,
  from: z.int().min(1),
  to: z.int().min(1),
  events: z.int().min(1),
  requests: z.int().min(1),
  outcome: z.enum(attemptOutcomes),
  status: z.int().optional(),
  /** Milliseconds of the slowest request. */
  milliseconds: z.int().min(0),
  reason: z.string().max(100),
});
export type AttemptRecord = z.infer<typeof attemptRecord>;

/** An event that the endpoint refused on its own. `queued` asks to send it again. */
export const parkedRecord = z.object({
  sequence: z.int().min(1),
  id: z.string(),
  type: z.string(),
  vendor: supplierId,
  status: z.int(),
  parkedAt: instant,
  tries: z.int().min(1),
  state: z.enum(['parked', 'queued', 'delivered']),
});
export type ParkedRecord = z.infer<typeof parkedRecord>;

/**
 * The last test of an endpoint: an event that it has already received, sent once more beside the feed. The cursor has no
 * part in it. `outcome` is `delivered`, or a stable code of what went wrong; absent while it is under way.
 */
export const testRecord = z.object({
  sequence: z.int().min(1),
  requestedAt: instant,
  outcome: z.string().max(100).optional(),
});
export type TestRecord = z.infer<typeof testRecord>;

/** The last digest: what it told up to, and on which day. */
export const digestRecord = z.object({ sequence: z.int().min(0), on: isoDate });
