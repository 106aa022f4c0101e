import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import type { StreamRecord } from './records.ts';

export type LanePolicy = {
  readonly batchSize: number;
  readonly windowMilliseconds: number;
  /** -1: as often as it takes. */
  readonly maximumRetries: number;
  /** -1: however old. */
  readonly maximumAgeMilliseconds: number;
  /** No record counts as older than this moment, in milliseconds since the epoch. */
  readonly ageFrom: number;
  readonly bisect: boolean;
};

/** The first record of the batch that is not done, and why the call failed; undefined when all is done. */
export type BatchFailure = { readonly from: number; readonly reason: string } | undefined;

export type GivenUp = {
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
};

type LaneOptions = {
  readonly policy: LanePolicy;
  readonly signal: AbortSignal;
  readonly invoke: (records: readonly DynamoDBRecord[]) => Promise<BatchFailure>;
  /** Keeps a batch that is given up. The lane goes on only when that succeeded. */
  readonly giveUp: (batch: GivenUp) => Promise<void>;
  /** All up to this one is finished, one way or the other. */
  readonly finished: (last: StreamRecord) => void;
  readonly now: () => number;
};

export type Lane = {
  readonly push: (record: StreamRecord) => void;
  readonly waiting: () => number;
  readonly idle: () => boolean;
  /** Resolves when what runs has ended, after the signal was aborted. */
  readonly stopped: Promise<void>;
};

/** Milliseconds before try number `attempt`. Lambda's own back-off starts in the same range and also ends at a minute. */
const backOff = (attempt: number) => Math.min(60_000, 100 * 2 ** Math.min(attempt, 12)) * (0.75 + Math.random() / 2);

/** Records of the keys that fall to this lane, delivered in order, one batch at a time. */
export function createLane({ policy, signal, invoke, giveUp, finished, now }: LaneOptions): Lane {
  const queue: StreamRecord[] = [];
  let working = false;
  let wake: (() => void) | undefined;
  signal.addEventListener('abort', () => wake?.());

  async function work(): Promise<void> {
    while (!signal.aborted) {
      while (queue.length === 0 && !signal.aborted) await nudge();
      if (policy.windowMilliseconds > 0) await fillBatch();
      if (signal.aborted) return;
      working = true;
      await deliver(queue.splice(0, policy.batchSize), 0);
      // Stopped in the middle, the batch is not finished, and the lane must not look as if it had nothing left to do.
      if (signal.aborted) return;
      working = false;
    }
  }

  const nudge = (milliseconds?: number) =>
    new Promise<void>((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function fillBatch(): Promise<void> {
    const until = now() + policy.windowMilliseconds;
    while (queue.length < policy.batchSize && now() < until && !signal.aborted) await nudge(until - now());
  }

  async function deliver(batch: readonly StreamRecord[], attempts: number): Promise<void> {
    let records = batch;
    for (let attempt = attempts; records.length > 0 && !signal.aborted; attempt++) {
      records = await withoutExpired(records, attempt);
      if (records.length === 0) return;
      const failure = await invoke(records.map(({ record }) => record));
      if (!failure) return finished(records.at(-1)!);
      if (signal.aborted) return;
      if (failure.from > 0) {
        // What precedes the failure is done, and the failing record has had its first try.
        finished(records[failure.from - 1]!);
        records = records.slice(failure.from);
        attempt = 0;
      } else if (policy.bisect && records.length > 1) {
        // Splitting finds the record that cannot be handled and does not count as a try, as on AWS.
        const middle = Math.ceil(records.length / 2);
        await deliver(records.slice(0, middle), attempt);
        return deliver(records.slice(middle), attempt);
      }
      if (policy.maximumRetries !== -1 && attempt >= policy.maximumRetries) {
        return giveUpOn({ records, condition: 'RetryAttemptsExhausted', attempts: attempt + 1 });
      }
      await pause(backOff(attempt));
    }
  }

  async function withoutExpired(records: readonly StreamRecord[], attempts: number): Promise<readonly StreamRecord[]> {
    if (policy.maximumAgeMilliseconds === -1) return records;
    const oldest = now() - policy.maximumAgeMilliseconds;
    const fresh = records.findIndex(({ writtenAt }) => Math.max(writtenAt, policy.ageFrom) >= oldest);
    if (fresh === 0) return records;
    const expired = fresh === -1 ? records : records.slice(0, fresh);
    await giveUpOn({ records: expired, condition: 'RecordAgeExceeded', attempts });
    return fresh === -1 ? [] : records.slice(fresh);
  }

  async function giveUpOn(batch: GivenUp): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await giveUp(batch);
        return finished(batch.records.at(-1)!);
      } catch {
        await pause(backOff(attempt));
      }
    }
  }

  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal }).catch(() => undefined);

  return {
    push(record) {
      queue.push(record);
      wake?.();
    },
    waiting: () => queue.length,
    idle: () => queue.length === 0 && !working,
    stopped: work(),
  };
}
