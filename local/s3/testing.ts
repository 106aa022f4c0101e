import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createS3 } from './s3.ts';
import type { BucketConfig, Notification, S3Options } from './types.ts';

export const region = 'ca-central-1';
export const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'a-secret-of-the-test' };

/** A store on a temporary directory behind an HTTP server, a real SDK client on it, and the events that it gave. */
export async function startS3(buckets: Record<string, BucketConfig>, options: Partial<S3Options> = {}) {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 's3-test-')));
  const events: Notification[] = [];
  const s3 = createS3({
    dir,
    region,
    credentials: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    onEvent: async (notification) => {
      events.push(notification);
    },
    ...options,
  });
  for (const [name, config] of Object.entries(buckets)) s3.createBucket(name, config);
  await s3.start();
  const server = createServer((req, res) => void s3.handle(req, res));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connect = (config: S3ClientConfig = {}) =>
    new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1, ...config });
  const client = connect();
  return {
    s3,
    dir,
    endpoint,
    events,
    client,
    connect,
    stop: async ({ keep = false } = {}) => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await s3.stop();
      if (!keep) await rm(dir, { recursive: true, force: true });
    },
  };
}

export type RunningS3 = Awaited<ReturnType<typeof startS3>>;

/** The code of the S3 error in an XML answer. */
export const errorCode = (xml: string) => /<Code>(\w+)<\/Code>/.exec(xml)?.[1];
