import { open } from 'node:fs/promises';

/**
 * Forces a file or directory to disk for everyone who asks while an earlier turn is under way, at once: what was
 * written before the call is on disk when it resolves. A file that is gone has nothing left to force.
 */
export function createSync(path: string): () => Promise<void> {
  let current: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= current
      .catch(() => undefined)
      .then(() => {
        waiting = undefined;
        current = force(path);
        return current;
      });
    return waiting;
  };
}

async function force(path: string): Promise<void> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await handle?.sync().finally(() => handle.close());
}
