import type { Clock } from '#platform/clock.ts';
import { log } from '#platform/log.ts';
import { ConditionFailed } from '#platform/tables.ts';
import type { CursorRecord, ParkedRecord } from '#schemas/feed-records.ts';
import type { CursorStore } from '../cursor.ts';
import type { Target, Targets } from '../endpoint.ts';
import type { Heads } from '../heads.ts';
import { messagesOf, single } from '../messages.ts';
import { retryAfterSeconds, waitSeconds } from '../retry.ts';
import type { Transport } from '../transport.ts';
import { type Failure, postMessage } from './post.ts';
import { type Progress, progressFrom } from './progress.ts';

export type SendDependencies = {
  cursors: CursorStore;
  targets: Targets;
  transport: Transport;
  heads: Heads;
  clock: Clock;
  random: () => number;
  /** The table of the audit log. */
  audit: string;
};

export type SendInput = { institution: string; run: number; round: number };
/** What the workflow branches on; `seconds` is set when it must wait. */
export type SendResult = SendInput & {
  outcome: 'caught-up' | 'more' | 'wait' | 'disabled' | 'handed-over' | 'superseded';
  seconds: number;
  because: 'gone' | 'exhausted' | '';
};

const pageSize = 100;
/** A call sends for about this long; the workflow then calls again. */
const callMilliseconds = 20_000;
/**
 * Events seldom come alone: after sending some, a call stays this long for the next ones, which then arrive sooner and
 * cost no execution of their own.
 */
const lingerMilliseconds = 400;
/** Each call adds some ten events to the execution's history, of which 25,000 are allowed: then a new execution takes over. */
const callsPerExecution = 1_000;

/** Sends what one institution has not received yet, in the order of its feed. */
export const send = async (deps: SendDependencies, input: SendInput): Promise<SendResult> => {
  const { institution, run } = input;
  const { cursors } = deps;
  const result = (outcome: SendResult['outcome'], more: Partial<SendResult> = {}): SendResult => ({
    institution,
    run,
    round: input.round + 1,
    outcome,
    seconds: 0,
    because: '',
    ...more,
  });
  const until = deps.clock().getTime() + callMilliseconds;

  const cursor = await cursors.read(institution);
  if (!cursor || cursor.run !== run) return result('superseded');
  if (cursor.state === 'disabled')
    // Asked again after a crash: the institution may not have been told yet.
    return cursor.disabledBecause ? result('disabled', { because: cursor.disabledBecause }) : result('superseded');
  const early = cursor.nextTryAt ? Date.parse(cursor.nextTryAt) - deps.clock().getTime() : 0;
  if (early > 0) return result('wait', { seconds: Math.ceil(early / 1000) });
  const [recent, setAside] = await Promise.all([deps.targets.recent(institution), cursors.parked(institution)]);
  // What was read a moment ago may be the endpoint before it was proven, or its address before: nothing is turned off for
  // that, and nothing passes the cursor for having been taken there.
  const isCurrent = isReady(recent) && recent.endpoint.revision >= cursor.endpointRevision;
  const target = isCurrent ? recent : await deps.targets.now(institution);

  try {
    if (!isReady(target)) {
      await cursors.commit([cursors.update(institution, run, { state: 'disabled', running: false, wake: false }, [])]);
      return result('superseded');
    }
    if (input.round >= callsPerExecution) {
      await cursors.commit([cursors.update(institution, run, { run: run + 1, running: false, wake: true }, [])]);
      return result('handed-over');
    }
    const progress = progressFrom(deps, institution, run, cursor, setAside);
    const failure =
      (cursor.wake ? await resendParked(deps, institution, target, progress, setAside) : undefined) ??
      (await sendFeed(deps, institution, target, progress, until));
    if (failure === 'caught-up') return result('caught-up');
    if (failure === 'more') return result('more');
    return await fail(deps, input, cursor, progress, failure, result);
  } catch (error) {
    // Somebody rewound, disabled or took over this institution meanwhile: what was sent is sent, the rest is theirs.
    if (error instanceof ConditionFailed) return result('superseded');
    throw error;
  }
};

const isReady = (target: Target | undefined): target is Target =>
  target?.endpoint.state === 'active' && target.keys.length > 0;

/** Sends page after page until the feed's end, a failure, or the end of the call. */
const sendFeed = async (
  deps: SendDependencies,
  institution: string,
  target: Target,
  progress: Progress,
  until: number,
): Promise<Failure | 'caught-up' | 'more'> => {
  for (;;) {
    const entries = await deps.cursors.entriesAfter(institution, progress.sequence, pageSize);
    for (const message of messagesOf(entries, target.endpoint.batch)) {
      const failure = await postMessage(deps, target, message, progress, { until });
      if (failure) return failure;
      await progress.saveNowAndThen();
      if (deps.clock().getTime() >= until) {
        await progress.save();
        return 'more';
      }
    }
    if (entries.length < pageSize) {
      // Noted before waiting: a process that ends in the quiet after an event does not send it again.
      await progress.saveNowAndThen();
      const more = progress.delivered && (await deps.heads.above(institution, progress.sequence, lingerMilliseconds));
      if (!more && (await progress.finish())) return 'caught-up';
      if (entries.length === 0) await passTrimmed(deps, institution, progress);
    }
    await progress.saveNowAndThen();
  }
};

/** Where the feed goes on but nothing of it is kept, waiting would never end. The head is read first: whatever it counts is there. */
const passTrimmed = async ({ cursors }: SendDependencies, institution: string, progress: Progress): Promise<void> => {
  const head = await cursors.head(institution);
  const kept = await cursors.entriesAfter(institution, progress.sequence, 1);
  if (kept.length === 0 && head > progress.sequence) progress.pass(head);
};

/** Sends again what an institution asked for; what is refused again stays parked. */
const resendParked = async (
  deps: SendDependencies,
  institution: string,
  target: Target,
  progress: Progress,
  setAside: readonly ParkedRecord[],
): Promise<Failure | undefined> => {
  for (const { sequence } of setAside.filter(({ state }) => state === 'queued')) {
    const entry = await deps.cursors.entry(institution, sequence);
    if (!entry) continue;
    const failure = await postMessage(deps, target, single(entry), progress, { again: true });
    if (failure) return failure;
    await progress.saveNowAndThen();
  }
  progress.attended();
  return undefined;
};

/** Notes the failure and says when to try again, or that it was the last time. */
const fail = async (
  { clock, random }: SendDependencies,
  { institution }: SendInput,
  cursor: CursorRecord,
  progress: Progress,
  failure: Failure,
  result: (outcome: SendResult['outcome'], more?: Partial<SendResult>) => SendResult,
): Promise<SendResult> => {
  const failures = (progress.delivered ? 0 : cursor.failures) + 1;
  const now = clock();
  const seconds = waitSeconds(failures, retryAfterSeconds(failure.retryAfter, now), random);
  const lastFailure = {
    at: now.toISOString(),
    reason: failure.reason,
    ...(failure.status && { status: failure.status }),
  };
  log.info('delivery-failed', { institution, failures, reason: failure.reason });
  if (failure.gone || seconds === undefined) {
    const because = failure.gone ? 'gone' : 'exhausted';
    await progress.save({ state: 'disabled', disabledBecause: because, running: false, failures, lastFailure }, [
      'nextTryAt',
    ]);
    return result('disabled', { because });
  }
  const nextTryAt = new Date(now.getTime() + seconds * 1000).toISOString();
  await progress.save({ failures, lastFailure, nextTryAt }, []);
  return result('wait', { seconds });
};
