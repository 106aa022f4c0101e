import type { DatabaseSync } from 'node:sqlite';
import { InvokeRefused, type InvokeResult } from './function.ts';

export type QueuePolicy = {
  readonly maximumRetries: number;
  readonly maximumAgeMilliseconds: number;
};

export type FailedInvocation = {
  readonly functionName: string;
  readonly payload: string;
  readonly result: InvokeResult;
  readonly attempts: number;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
};

type QueueOptions = {
  /** Opened with `FULL`: what was accepted is owed. */
  readonly store: DatabaseSync;
  readonly invoke: (functionName: string, payload: string) => Promise<InvokeResult>;
  readonly policyOf: (functionName: string) => QueuePolicy;
  /** Keeps an invocation that is given up; a rejection makes it come again. */
  readonly giveUp: (failed: FailedInvocation) => Promise<void>;
  readonly now: () => number;
};

export type InvocationQueue = {
  readonly add: (functionName: string, payload: string) => void;
  readonly start: () => void;
  readonly stop: () => void;
};

/** Lambda waits a minute before the first retry and two before the second. */
const retryAfter = (attempts: number) => attempts * 60_000;
const AT_ONCE = 16;

type Row = { id: number; name: string; payload: string; attempts: number; accepted: number };

/** Asynchronous invocations: accepted into a file, run at least once, retried, given up only where that is recorded. */
export function createQueue({ store, invoke, policyOf, giveUp, now }: QueueOptions): InvocationQueue {
  store.exec(`CREATE TABLE IF NOT EXISTS invocation (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, payload TEXT,
    attempts INTEGER, accepted INTEGER, due INTEGER) STRICT`);
  const insert = store.prepare(
    'INSERT INTO invocation (name, payload, attempts, accepted, due) VALUES (?, ?, 0, ?, ?)',
  );
  const due = store.prepare('SELECT * FROM invocation WHERE due <= ? ORDER BY id LIMIT ?');
  const next = store.prepare('SELECT min(due) AS due FROM invocation WHERE due > ?');
  const remove = store.prepare('DELETE FROM invocation WHERE id = ?');
  const postpone = store.prepare('UPDATE invocation SET attempts = ?, due = ? WHERE id = ?');
  const running = new Set<number>();
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  function pump(): void {
    if (!started) return;
    clearTimeout(timer);
    for (const row of due.all(now(), AT_ONCE + running.size) as Row[]) {
      if (running.size >= AT_ONCE) return;
      if (running.has(row.id)) continue;
      running.add(row.id);
      void run(row).finally(() => {
        running.delete(row.id);
        setImmediate(pump);
      });
    }
    const soonest = next.get(now())?.due;
    if (typeof soonest === 'number') timer = setTimeout(pump, soonest - now());
  }

  async function run({ id, name, payload, attempts, accepted }: Row): Promise<void> {
    const result = await attempt(name, payload);
    // Stopped meanwhile, the thread was ended with the runtime: nobody knows how far it came, so it runs again.
    if (!started) return;
    if (result === 'later') return void postpone.run(attempts, now() + 1_000, id);
    if (!result.functionError) return void remove.run(id);
    const policy = policyOf(name);
    const expired = now() - accepted > policy.maximumAgeMilliseconds;
    if (attempts < policy.maximumRetries && !expired) {
      return void postpone.run(attempts + 1, now() + retryAfter(attempts + 1), id);
    }
    try {
      const condition = expired ? 'EventAgeExceeded' : 'RetriesExhausted';
      await giveUp({ functionName: name, payload, result, attempts: attempts + 1, condition });
      if (started) remove.run(id);
    } catch {
      if (started) postpone.run(attempts, now() + retryAfter(1), id);
    }
  }

  /** Throttled is no failure of the function: it comes again soon. */
  async function attempt(name: string, payload: string): Promise<InvokeResult | 'later'> {
    try {
      return await invoke(name, payload);
    } catch (error) {
      if (error instanceof InvokeRefused && error.code === 'TooManyRequestsException') return 'later';
      return { payload: JSON.stringify({ errorMessage: String(error) }), functionError: 'Unhandled' };
    }
  }

  return {
    add(functionName, payload) {
      insert.run(functionName, payload, now(), now());
      setImmediate(pump);
    },
    start() {
      started = true;
      pump();
    },
    stop() {
      started = false;
      clearTimeout(timer);
    },
  };
}
