import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, openSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tooLarge } from './body.ts';
import { type ChecksumName, type Checksums, createDigests } from './checksums.ts';
import { createSync } from './disk.ts';

/** Bytes that are whole and on disk, under a name that nothing refers to yet. */
export interface Blob {
  id: string;
  size: number;
  md5: string;
  checksums: Checksums;
}

export type Blobs = ReturnType<typeof createBlobs>;

/**
 * Immutable files. One is written in `incoming/`, forced to disk and then renamed into `blobs/`, so what has a name
 * there is whole whatever happens. It belongs to an object from the moment that the index says so; `keepOnly` removes
 * what a killed process left without one.
 */
export function createBlobs(dir: string) {
  const incoming = join(dir, 'incoming');
  const blobs = join(dir, 'blobs');
  for (const each of [incoming, blobs]) mkdirSync(each, { recursive: true });
  const file = (id: string) => join(blobs, id);

  const settle = createSync(blobs);

  return {
    /** Throws EntityTooLarge beyond `largest` bytes; keeps nothing where it or the source throws. */
    write: async (
      source: AsyncIterable<Uint8Array>,
      wanted: Iterable<ChecksumName>,
      largest: number,
    ): Promise<Blob> => {
      const id = randomUUID();
      const draft = join(incoming, id);
      const handle = await open(draft, 'wx');
      try {
        const digests = createDigests(wanted);
        let size = 0;
        for await (const data of source) {
          size += data.length;
          if (size > largest) throw tooLarge(largest);
          digests.update(data);
          for (let done = 0; done < data.length; ) done += (await handle.write(data, done)).bytesWritten;
        }
        await handle.sync();
        await handle.close();
        await rename(draft, file(id));
        await settle();
        return { id, size, ...(await digests.finish()) };
      } catch (error) {
        await handle.close().catch(() => undefined);
        await rm(draft, { force: true });
        throw error;
      }
    },

    /** The same bytes under another name, without copying them: a blob never changes. Linked at once, as for `open`. */
    link: async (id: string): Promise<string> => {
      const copy = randomUUID();
      linkSync(file(id), file(copy));
      await settle();
      return copy;
    },

    /** Opens at once, so that a removal in the next tick cannot come between. The reader closes it. */
    open: (id: string): number => openSync(file(id), 'r'),

    read: async function* (id: string): AsyncGenerator<Buffer> {
      const handle = await open(file(id));
      yield* handle.createReadStream() as AsyncIterable<Buffer>;
    },

    remove: (ids: Iterable<string>) => Promise.all([...ids].map((id) => rm(file(id), { force: true }))),

    keepOnly: async (referred: Set<string>): Promise<void> => {
      const drafts = (await readdir(incoming)).map((name) => join(incoming, name));
      const orphans = (await readdir(blobs)).filter((id) => !referred.has(id)).map(file);
      await Promise.all([...drafts, ...orphans].map((path) => rm(path, { force: true })));
    },
  };
}
