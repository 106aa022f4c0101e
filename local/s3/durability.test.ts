import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startS3 } from './testing.ts';
import type { Notification } from './types.ts';

const Bucket = 'docs';
const kills = 12;
const notifications = [{ id: 'all', target: 'function', events: ['s3:ObjectCreated:*'], prefix: 'k-' }];

/** A process that writes objects as fast as it can and says each one that was acknowledged and each event that it got. */
function startWriter(dir: string): ChildProcess {
  return spawn(process.execPath, [new URL('./writer.fixture.ts', import.meta.url).pathname, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('a writer killed at any moment leaves every acknowledged object whole, and every event comes', async () => {
  const dir = await mkdtemp(join(tmpdir(), 's3-kill-'));
  const acknowledged = new Map<string, string>();
  const told = new Set<string>();
  for (let round = 0; round < kills; round += 1) {
    const writer = startWriter(dir);
    const ended = new Promise((done) => writer.once('close', done));
    const lines = createInterface({ input: writer.stdout! });
    let armed = false;
    lines.on('line', (line) => {
      const [kind, key = '', hash = ''] = line.split(' ');
      if (kind === 'event') told.add(key);
      else acknowledged.set(key, hash);
      // Anywhere within or between two writes of the four at a time.
      if (!armed) setTimeout(() => writer.kill('SIGKILL'), 5 + Math.random() * 120);
      armed = true;
    });
    await ended;
  }
  const last = await startS3(
    { docs: { notifications } },
    {
      dir,
      onEvent: async ({ event }: Notification) => {
        told.add(event.Records[0].s3.object.key);
      },
    },
  );
  await last.s3.settled();
  const found = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = await last.client.send(
      new ListObjectsV2Command({ Bucket, ...(token && { ContinuationToken: token }) }),
    );
    for (const { Key = '' } of page.Contents ?? []) {
      const answer = await last.client.send(new GetObjectCommand({ Bucket, Key }));
      found.set(
        Key,
        createHash('sha256')
          .update((await answer.Body?.transformToByteArray()) ?? '')
          .digest('hex'),
      );
    }
    token = page.NextContinuationToken;
  } while (token);

  expect(acknowledged.size).toBeGreaterThan(kills);
  for (const [key, hash] of acknowledged) expect([key, found.get(key)]).toEqual([key, hash]);
  expect([...found.keys()].filter((key) => !told.has(key))).toEqual([]);
  // Nothing half-written is left, and nothing that belongs to no object.
  expect(await readdir(join(dir, 'incoming'))).toEqual([]);
  expect(await readdir(join(dir, 'blobs'))).toHaveLength(found.size);
  console.log(`${kills} kills, ${acknowledged.size} acknowledged, ${found.size} found, ${told.size} told`);
  await last.stop();
  await rm(dir, { recursive: true, force: true });
}, 120_000);
