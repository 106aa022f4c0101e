import type { Store } from './store.ts';

interface Job {
  work: () => void;
  done: () => void;
  failed: (error: unknown) => void;
}

/** How long one transaction gathers jobs before the event loop gets its turn. */
const TICK_MS = 8;

/**
 * Runs jobs one after the other, as many as fit a tick in one SQLite transaction. A job that throws takes back only
 * its own writes. `afterCommit` runs once what the jobs wrote is safe.
 */
export function createTicker(store: Store, afterCommit: () => void) {
  let queue: Job[] = [];
  let scheduled = false;
  let closed = false;

  /** @returns what `work` returned, once it is committed; rejects with what it threw, or when the commit failed */
  function run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (closed) return reject(new Error('Step Functions has stopped'));
      let result: T;
      queue.push({
        work: () => {
          result = work();
        },
        done: () => resolve(result),
        failed: reject,
      });
      schedule();
    });
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(tick);
  }

  function tick(): void {
    scheduled = false;
    if (queue.length === 0 || closed) return;
    const jobs = queue;
    queue = [];
    const settled: (() => void)[] = [];
    const until = performance.now() + TICK_MS;
    let next = 0;
    try {
      store.begin();
      do settled.push(attempt(jobs[next++]!));
      while (next < jobs.length && performance.now() < until);
      store.commit();
    } catch (error) {
      abandon(jobs.slice(0, next), error);
      settled.length = 0;
    }
    queue = [...jobs.slice(next), ...queue];
    for (const settle of settled) settle();
    if (settled.length > 0) afterCommit();
    if (queue.length > 0) schedule();
  }

  function attempt(job: Job): () => void {
    store.savepoint();
    try {
      job.work();
      store.release();
      return job.done;
    } catch (error) {
      store.rollbackToSavepoint();
      return () => job.failed(error);
    }
  }

  /** The disk is full or failing: nothing of this tick happened. */
  function abandon(jobs: Job[], error: unknown): void {
    try {
      store.rollback();
    } catch {
      // SQLite has rolled back by itself.
    }
    for (const job of jobs) job.failed(error);
  }

  /** Runs what is queued and takes nothing more. */
  function close(): void {
    while (queue.length > 0) {
      scheduled = true;
      tick();
    }
    closed = true;
  }

  return { run, close };
}
