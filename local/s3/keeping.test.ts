import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningS3, startS3 } from './testing.ts';
import type { Notification } from './types.ts';

const dayMs = 24 * 3600_000;
const start = Date.parse('2026-03-10T15:00:00Z');
let now: number;
let failing: number;
let running: RunningS3;
let events: Notification[];

beforeEach(async () => {
  now = start;
  failing = 0;
  events = [];
  running = await startS3(
    {
      accepted: { objectLock: { retention: { mode: 'COMPLIANCE', days: 365 } } },
      governed: { objectLock: { retention: { mode: 'GOVERNANCE', days: 30 } } },
      quarantine: {
        lifecycle: [{ id: 'empties-itself', prefix: 'in/', expirationDays: 7, abortIncompleteMultipartDays: 1 }],
        notifications: [
          { id: 'screen', target: 'screening', events: ['s3:ObjectCreated:*'], prefix: 'in/', suffix: '.pdf' },
          {
            id: 'watch',
            target: 'watcher',
            events: ['s3:ObjectRemoved:Delete', 's3:LifecycleExpiration:*', 's3:ObjectTagging:Put'],
          },
        ],
      },
      history: { versioning: true, lifecycle: [{ id: 'old', noncurrentDays: 3, expiredObjectDeleteMarker: true }] },
    },
    {
      clock: () => new Date(now),
      onEvent: async (notification) => {
        if (failing > 0) {
          failing -= 1;
          throw new Error('not now');
        }
        events.push(notification);
      },
    },
  );
  // The clients sign with the machine's time, the store reads another: bring them together.
  running.client.config.systemClockOffset = now - Date.now();
});
afterEach(() => running.stop());

const put = (Bucket: string, Key: string, more: object = {}) =>
  running.client.send(new PutObjectCommand({ Bucket, Key, Body: 'content', ...more }));
const pass = (ms: number) => {
  now += ms;
  running.client.config.systemClockOffset = now - Date.now();
};
const denied = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ name: 'AccessDenied' });

test('what is under compliance retention cannot be deleted, shortened or weakened before its time', async () => {
  const at = { Bucket: 'accepted', Key: 'doc' };
  const { VersionId } = await put('accepted', 'doc');
  const until = new Date(start + 365 * dayMs);
  const retain = (Mode: 'COMPLIANCE' | 'GOVERNANCE', RetainUntilDate: Date) =>
    running.client.send(
      new PutObjectRetentionCommand({
        ...at,
        VersionId,
        Retention: { Mode, RetainUntilDate },
        BypassGovernanceRetention: true,
      }),
    );
  const read = await running.client.send(new GetObjectRetentionCommand({ ...at, VersionId }));
  expect(read.Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: until });
  await denied(running.client.send(new DeleteObjectCommand({ ...at, VersionId, BypassGovernanceRetention: true })));
  const many = await running.client.send(
    new DeleteObjectsCommand({ Bucket: 'accepted', Delete: { Objects: [{ Key: 'doc', VersionId }] } }),
  );
  expect(many.Errors?.map(({ Code }) => Code)).toEqual(['AccessDenied']);
  await denied(retain('COMPLIANCE', new Date(start + dayMs)));
  await denied(retain('GOVERNANCE', new Date(start + 400 * dayMs)));
  await retain('COMPLIANCE', new Date(start + 366 * dayMs));
  await put('accepted', 'doc');
  await running.client.send(new DeleteObjectCommand(at));
  expect(await (await running.client.send(new GetObjectCommand({ ...at, VersionId }))).Body?.transformToString()).toBe(
    'content',
  );
  pass(366 * dayMs + 1000);
  await running.client.send(new DeleteObjectCommand({ ...at, VersionId }));
});

test('governance retention gives way to who may bypass it, a legal hold to nobody', async () => {
  const at = { Bucket: 'governed', Key: 'doc' };
  const { VersionId } = await put('governed', 'doc');
  const hold = (Status: 'ON' | 'OFF') =>
    running.client.send(new PutObjectLegalHoldCommand({ ...at, VersionId, LegalHold: { Status } }));
  const remove = (BypassGovernanceRetention: boolean) =>
    running.client.send(new DeleteObjectCommand({ ...at, VersionId, BypassGovernanceRetention }));
  await denied(remove(false));
  await hold('ON');
  await denied(remove(true));
  await hold('OFF');
  await remove(true);
});

test('a lock asked for in the upload counts, and not where the bucket has none', async () => {
  const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(start + dayMs) };
  const { VersionId } = await put('governed', 'own', lock);
  const head = await running.client.send(new HeadObjectCommand({ Bucket: 'governed', Key: 'own' }));
  expect(head.ObjectLockMode).toBe('COMPLIANCE');
  await denied(
    running.client.send(
      new DeleteObjectCommand({ Bucket: 'governed', Key: 'own', VersionId, BypassGovernanceRetention: true }),
    ),
  );
  await expect(put('quarantine', 'own', lock)).rejects.toMatchObject({ name: 'InvalidRequest' });
  await expect(
    put('governed', 'past', { ...lock, ObjectLockRetainUntilDate: new Date(start - 1) }),
  ).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('events go where prefix and suffix send them, in the shape of AWS', async () => {
  await put('quarantine', 'in/Été 1.pdf');
  await put('quarantine', 'in/other.png');
  await put('quarantine', 'out/2.pdf');
  await running.client.send(
    new CopyObjectCommand({ Bucket: 'quarantine', Key: 'in/copy.pdf', CopySource: 'quarantine/out/2.pdf' }),
  );
  await running.client.send(new DeleteObjectCommand({ Bucket: 'quarantine', Key: 'out/2.pdf' }));
  await running.client.send(
    new PutObjectTaggingCommand({
      Bucket: 'quarantine',
      Key: 'in/other.png',
      Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] },
    }),
  );
  await running.s3.settled();
  const seen = events.map(
    ({
      target,
      event: {
        Records: [{ eventName, s3 }],
      },
    }) => [target, eventName, s3.configurationId, s3.object.key],
  );
  expect(seen.sort()).toEqual([
    ['screening', 'ObjectCreated:Copy', 'screen', 'in/copy.pdf'],
    ['screening', 'ObjectCreated:Put', 'screen', 'in/%C3%89t%C3%A9+1.pdf'],
    ['watcher', 'ObjectRemoved:Delete', 'watch', 'out/2.pdf'],
    ['watcher', 'ObjectTagging:Put', 'watch', 'in/other.png'],
  ]);
  const record = events.find(({ event }) => event.Records[0].eventName === 'ObjectCreated:Put')?.event.Records[0];
  expect(record).toMatchObject({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'ca-central-1',
    eventTime: '2026-03-10T15:00:00.000Z',
    s3: {
      bucket: { name: 'quarantine', arn: 'arn:aws:s3:::quarantine' },
      object: { size: 7, eTag: '9a0364b9e99bb480dd25e1f0284c8555' },
    },
  });
});

test('an event that fails comes again, later', async () => {
  failing = 2;
  await put('quarantine', 'in/a.pdf');
  await running.s3.settled();
  expect(events).toHaveLength(0);
  pass(1000);
  await running.s3.settled();
  expect(events).toHaveLength(0);
  pass(2000);
  await running.s3.settled();
  expect(events).toHaveLength(1);
});

test('objects end at the midnight after their days, and only under their prefix', async () => {
  await put('quarantine', 'in/old');
  await put('quarantine', 'out/old');
  const has = (Key: string) =>
    running.client.send(new HeadObjectCommand({ Bucket: 'quarantine', Key })).then(
      () => true,
      () => false,
    );
  pass(7 * dayMs);
  expect(await running.s3.sweep()).toBe(0);
  pass(9 * 3600_000);
  expect(await running.s3.sweep()).toBe(1);
  expect([await has('in/old'), await has('out/old')]).toEqual([false, true]);
  await running.s3.settled();
  expect(events.map(({ event }) => event.Records[0].eventName)).toEqual(['LifecycleExpiration:Delete']);
});

test('old versions end after their days out of use, then the marker that hid them', async () => {
  const at = { Bucket: 'history', Key: 'doc' };
  await put('history', 'doc');
  await put('history', 'doc');
  const count = async () => {
    const list = await running.client.send(new ListObjectVersionsCommand({ Bucket: 'history' }));
    return [list.Versions?.length ?? 0, list.DeleteMarkers?.length ?? 0];
  };
  pass(2 * dayMs);
  await running.client.send(new DeleteObjectCommand(at));
  pass(2 * dayMs);
  await running.s3.sweep();
  expect(await count()).toEqual([1, 1]);
  pass(2 * dayMs);
  await running.s3.sweep();
  expect(await count()).toEqual([0, 0]);
});

test('a file in parts is put together in their order; one never completed is ended', async () => {
  const at = { Bucket: 'quarantine', Key: 'in/large' };
  const { client } = running;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at, ContentType: 'application/pdf' }));
  const send = (PartNumber: number, Body: Buffer) =>
    client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }));
  const second = await send(2, Buffer.from('the end'));
  const first = await send(1, Buffer.alloc(5 * 1024 * 1024, 'a'));
  const complete = (Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
  await expect(
    complete([
      { PartNumber: 2, ETag: second.ETag },
      { PartNumber: 1, ETag: first.ETag },
    ]),
  ).rejects.toMatchObject({ name: 'InvalidPartOrder' });
  await expect(complete([{ PartNumber: 1, ETag: second.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
  const whole = await complete([
    { PartNumber: 1, ETag: first.ETag },
    { PartNumber: 2, ETag: second.ETag },
  ]);
  expect(whole.ETag).toMatch(/-2"$/);
  const read = await client.send(new GetObjectCommand({ ...at, Range: 'bytes=-8' }));
  expect([await read.Body?.transformToString(), read.ContentType]).toEqual(['athe end', 'application/pdf']);

  const left = await client.send(new CreateMultipartUploadCommand(at));
  pass(3 * dayMs);
  await running.s3.sweep();
  await expect(client.send(new AbortMultipartUploadCommand({ ...at, UploadId: left.UploadId }))).rejects.toMatchObject({
    name: 'NoSuchUpload',
  });
});
