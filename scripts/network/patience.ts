import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, ApiRefusal } from '#schemas/api/client.ts';

/** Waits until something is there; says what it waited for when it never comes. */
export const until = async <T>(what: string, look: () => Promise<T | undefined>, seconds = 180): Promise<T> => {
  const end = performance.now() + seconds * 1000;
  for (let pause = 10; ; pause = Math.min(pause * 1.3, 250)) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await sleep(pause);
  }
};

const passing = (error: unknown): boolean =>
  error instanceof ApiRefusal
    ? error.problem.status >= 500 || error.problem.status === 429
    : error instanceof TypeError;

/**
 * A client that repeats a call, with the same key, while the network is away or busy: what anybody's client should do.
 * A change that names its version (`If-Match`) is not repeated: it may have been done.
 */
export const patient = (api: ApiClient, seconds = 180): ApiClient => {
  return async (operation, parts) => {
    const once = {
      ...parts,
      ...(operation.idempotencyKey && { idempotencyKey: parts.idempotencyKey ?? crypto.randomUUID() }),
    };
    const end = performance.now() + seconds * 1000;
    for (let pause = 20; ; pause = Math.min(pause * 1.5, 500)) {
      try {
        return await api(operation, once);
      } catch (error) {
        if (!passing(error) || performance.now() > end) throw error;
        // Asked too often: the answer says how long to wait.
        const told = error instanceof ApiRefusal ? Number(error.headers.get('retry-after')) * 1000 : 0;
        await sleep(Math.max(pause, told));
      }
    }
  };
};
