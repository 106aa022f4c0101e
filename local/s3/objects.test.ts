import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningS3, startS3 } from './testing.ts';

const Bucket = 'plain';
let running: RunningS3;

beforeAll(async () => {
  running = await startS3({ plain: {}, kept: { versioning: true } }, { maxObjectBytes: 8 * 1024 * 1024 });
});
afterAll(() => running.stop());

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('base64');
const put = (Key: string, Body: string | Uint8Array = 'x', more: object = {}) =>
  running.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Key: string, more: object = {}) => {
  const answer = await running.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, bytes: Buffer.from((await answer.Body?.transformToByteArray()) ?? []) };
};
const refused = (work: Promise<unknown>) => expect(work).rejects;

test('an object comes back as it was put, with its description', async () => {
  const Key = 'dossiers/Été & hiver/reçu +1.pdf';
  const body = randomBytes(300_000);
  const answer = await put(Key, body, {
    ContentType: 'application/pdf',
    CacheControl: 'no-store',
    ContentDisposition: 'attachment; filename="recu.pdf"',
    Metadata: { owner: 'Café Lévesque', plain: 'a b' },
    Tagging: 'state=new&from=portal',
  });
  expect(answer.ETag).toBe(`"${createHash('md5').update(body).digest('hex')}"`);
  const found = await read(Key);
  expect(found.bytes.equals(body)).toBe(true);
  expect(found).toMatchObject({
    ContentType: 'application/pdf',
    CacheControl: 'no-store',
    ContentDisposition: 'attachment; filename="recu.pdf"',
    TagCount: 2,
    ETag: answer.ETag,
    ContentLength: body.length,
  });
  expect(found.Metadata?.plain).toBe('a b');
  expect(found.VersionId).toBeUndefined();
});

test('an empty object and a streamed one of unknown hash are whole too', async () => {
  await put('empty', '');
  expect((await read('empty')).bytes).toHaveLength(0);
  const body = randomBytes(700_001);
  await put('streamed', Readable.from([body.subarray(0, 5), body.subarray(5)]) as never, {
    ContentLength: body.length,
  });
  expect((await read('streamed')).bytes.equals(body)).toBe(true);
});

test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
  'a %s that the client sends is verified, kept and told',
  async (ChecksumAlgorithm) => {
    const body = randomBytes(100_000);
    const name = `Checksum${ChecksumAlgorithm}` as const;
    const answer = await put('checked', body, { ChecksumAlgorithm });
    expect(answer[name]).toBeTruthy();
    const head = await running.client.send(new HeadObjectCommand({ Bucket, Key: 'checked', ChecksumMode: 'ENABLED' }));
    expect(head[name]).toBe(answer[name]);
    const wrong = Buffer.from(answer[name] ?? '', 'base64');
    wrong.writeUInt8(wrong.readUInt8(0) ^ 1, 0);
    await refused(put('checked-wrong', body, { [name]: wrong.toString('base64') })).toMatchObject({
      name: 'BadDigest',
    });
    await refused(read('checked-wrong')).toMatchObject({ name: 'NoSuchKey' });
  },
);

test('a SHA-256 declared before the upload is the stored one', async () => {
  const body = randomBytes(5000);
  await put('declared', body, { ChecksumSHA256: sha256(body) });
  const head = await running.client.send(new HeadObjectCommand({ Bucket, Key: 'declared', ChecksumMode: 'ENABLED' }));
  expect(head.ChecksumSHA256).toBe(sha256(body));
});

test('any range gives just those bytes, and one beyond the end is refused', async () => {
  const body = randomBytes(1000);
  await put('ranged', body);
  const range = fc
    .tuple(fc.nat(1200), fc.nat(1200))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
  await fc.assert(
    fc.asyncProperty(range, fc.constantFrom('both', 'from', 'last'), async ([start, end], kind) => {
      const Range = { both: `bytes=${start}-${end}`, from: `bytes=${start}-`, last: `bytes=-${end}` }[kind];
      const expected = {
        both: body.subarray(start, end + 1),
        from: body.subarray(start),
        last: end === 0 ? Buffer.alloc(0) : body.subarray(-end),
      }[kind];
      if (expected.length === 0) {
        await refused(read('ranged', { Range })).toMatchObject({ name: 'InvalidRange' });
        return;
      }
      const found = await read('ranged', { Range });
      expect(found.bytes.equals(expected)).toBe(true);
      const first = body.length - expected.length;
      expect(found.ContentRange).toBe(
        kind === 'both' ? `bytes ${start}-${Math.min(end, 999)}/1000` : `bytes ${first}-999/1000`,
      );
    }),
    { numRuns: 60 },
  );
});

test('reading is conditional on ETag and date', async () => {
  const { ETag } = await put('conditional');
  await refused(read('conditional', { IfNoneMatch: ETag })).toMatchObject({ $metadata: { httpStatusCode: 304 } });
  await refused(read('conditional', { IfMatch: '"other"' })).toMatchObject({ name: 'PreconditionFailed' });
  await refused(read('conditional', { IfModifiedSince: new Date(Date.now() + 60_000) })).toMatchObject({
    $metadata: { httpStatusCode: 304 },
  });
  await refused(read('conditional', { IfUnmodifiedSince: new Date(0) })).toMatchObject({ name: 'PreconditionFailed' });
  expect((await read('conditional', { IfMatch: ETag, IfNoneMatch: '"other"' })).bytes.toString()).toBe('x');
});

test('a reader may name the headers of the answer, French file names too', async () => {
  await put('overridden');
  const found = await read('overridden', {
    ResponseContentType: 'text/plain',
    ResponseContentDisposition: 'attachment; filename="recu.pdf"; filename*=UTF-8\'\'re%C3%A7u.pdf',
  });
  expect(found.ContentType).toBe('text/plain');
  expect(found.ContentDisposition).toContain('re%C3%A7u.pdf');
  await refused(read('overridden', { ResponseContentType: 'text/plain\r\nx-evil: 1' })).toMatchObject({
    name: 'InvalidArgument',
  });
});

test('of twenty writers that want to be first, one is', async () => {
  const writers = Array.from({ length: 20 }, (_, index) => put('first', `writer ${index}`, { IfNoneMatch: '*' }));
  const outcomes = await Promise.allSettled(writers);
  const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason.name).toBe('PreconditionFailed');
  expect((await read('first')).bytes.toString()).toBe(`writer ${won}`);
});

test('a write may insist on what it saw', async () => {
  const { ETag } = await put('seen', 'one');
  await put('seen', 'two', { IfMatch: ETag });
  await refused(put('seen', 'three', { IfMatch: ETag })).toMatchObject({ name: 'PreconditionFailed' });
  await refused(put('never-seen', 'x', { IfMatch: ETag })).toMatchObject({ name: 'NoSuchKey' });
});

test('a copy takes over description and tags, or replaces them', async () => {
  const copy = (Key: string, more: object = {}) =>
    running.client.send(
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURIComponent('source é')}`, ...more }),
    );
  await put('source é', 'content', {
    ContentType: 'image/png',
    Metadata: { a: '1' },
    Tagging: 't=1',
    ChecksumAlgorithm: 'SHA256',
  });
  const same = await copy('copied');
  expect(same.CopyObjectResult?.ChecksumSHA256).toBe(sha256(Buffer.from('content')));
  expect(await read('copied')).toMatchObject({ ContentType: 'image/png', Metadata: { a: '1' }, TagCount: 1 });
  await copy('replaced', {
    MetadataDirective: 'REPLACE',
    Metadata: { b: '2' },
    TaggingDirective: 'REPLACE',
    Tagging: 'u=1&v=2',
  });
  const replaced = await read('replaced');
  expect(replaced).toMatchObject({ Metadata: { b: '2' }, TagCount: 2 });
  expect(replaced.bytes.toString()).toBe('content');
  await refused(copy('source é')).toMatchObject({ name: 'InvalidRequest' });
  await refused(copy('c', { CopySourceIfMatch: '"other"' })).toMatchObject({ name: 'PreconditionFailed' });
  expect((await copy('other-sum', { ChecksumAlgorithm: 'CRC32' })).CopyObjectResult?.ChecksumCRC32).toBeTruthy();
  await running.client.send(new DeleteObjectCommand({ Bucket, Key: 'source é' }));
  expect((await read('copied')).bytes.toString()).toBe('content');
});

test('tags are read, replaced and removed, ten at most', async () => {
  await put('tagged');
  const tags = async () => (await running.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet;
  const set = (TagSet: { Key: string; Value: string }[]) =>
    running.client.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
  await set([{ Key: 'état', Value: 'vérifié <&>' }]);
  expect(await tags()).toEqual([{ Key: 'état', Value: 'vérifié <&>' }]);
  const eleven = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
  await refused(set(eleven)).toMatchObject({ name: 'InvalidTag' });
  await running.client.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'tagged' }));
  expect(await tags()).toEqual([]);
});

test('a versioned bucket keeps what is replaced or deleted', async () => {
  const at = { Bucket: 'kept', Key: 'doc' };
  const { client } = running;
  const first = await client.send(new PutObjectCommand({ ...at, Body: 'one' }));
  const second = await client.send(new PutObjectCommand({ ...at, Body: 'two' }));
  const gone = await client.send(new DeleteObjectCommand(at));
  expect(gone.DeleteMarker).toBe(true);
  await refused(client.send(new GetObjectCommand(at))).toMatchObject({ name: 'NoSuchKey' });
  await refused(client.send(new GetObjectCommand({ ...at, VersionId: gone.VersionId }))).toMatchObject({
    name: 'MethodNotAllowed',
  });
  await refused(client.send(new GetObjectCommand({ ...at, VersionId: 'unknown' }))).toMatchObject({
    name: 'NoSuchVersion',
  });
  const old = await client.send(new GetObjectCommand({ ...at, VersionId: first.VersionId }));
  expect(await old.Body?.transformToString()).toBe('one');
  const list = await client.send(new ListObjectVersionsCommand({ Bucket: 'kept', Prefix: 'doc' }));
  expect(list.Versions?.map((each) => [each.VersionId, each.IsLatest])).toEqual([
    [second.VersionId, false],
    [first.VersionId, false],
  ]);
  expect(list.DeleteMarkers?.map((each) => [each.VersionId, each.IsLatest])).toEqual([[gone.VersionId, true]]);
  await client.send(new DeleteObjectCommand({ ...at, VersionId: gone.VersionId }));
  expect(await (await client.send(new GetObjectCommand(at))).Body?.transformToString()).toBe('two');
});

test('versions are listed page by page without loss', async () => {
  const { client } = running;
  for (let index = 0; index < 7; index += 1) {
    await client.send(new PutObjectCommand({ Bucket: 'kept', Key: `page/${index % 2}`, Body: `${index}` }));
  }
  const found: (string | undefined)[] = [];
  let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (let more = true; more; ) {
    const page = await client.send(
      new ListObjectVersionsCommand({ Bucket: 'kept', Prefix: 'page/', MaxKeys: 2, ...marker }),
    );
    found.push(...(page.Versions ?? []).map(({ VersionId }) => VersionId));
    more = page.IsTruncated ?? false;
    marker = {
      ...(page.NextKeyMarker && { KeyMarker: page.NextKeyMarker }),
      ...(page.NextVersionIdMarker && { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
  expect(found).toHaveLength(7);
  expect(new Set(found).size).toBe(7);
});

test('every listing, however paged, gives the keys in order and folds common prefixes', async () => {
  const key = fc
    .array(fc.constantFrom('a', 'b', 'é', '/', ' ', '😀', '\u{ffee}'), { minLength: 1, maxLength: 5 })
    .map((each) => each.join(''));
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(key, { maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (keys, MaxKeys, folds) => {
        round += 1;
        const Prefix = `list-${round}/`;
        for (const each of keys) await put(Prefix + each);
        const contents: string[] = [];
        const prefixes: string[] = [];
        let token: string | undefined;
        do {
          const page = await running.client.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix,
              MaxKeys,
              EncodingType: 'url',
              ...(folds && { Delimiter: '/' }),
              ...(token && { ContinuationToken: token }),
            }),
          );
          expect((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0)).toBeLessThanOrEqual(MaxKeys);
          contents.push(...(page.Contents ?? []).map((each) => decodeURIComponent(each.Key ?? '')));
          prefixes.push(...(page.CommonPrefixes ?? []).map((each) => decodeURIComponent(each.Prefix ?? '')));
          token = page.NextContinuationToken;
        } while (token);
        const sorted = keys
          .map((each) => Prefix + each)
          .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
        const cut = (each: string) => each.indexOf('/', Prefix.length);
        const folded = sorted.filter((each) => folds && cut(each) >= 0).map((each) => each.slice(0, cut(each) + 1));
        expect(contents).toEqual(sorted.filter((each) => !folds || cut(each) < 0));
        expect(prefixes).toEqual([...new Set(folded)]);
      },
    ),
    { numRuns: 25 },
  );
});

test('several deletions at once are each answered', async () => {
  await put('many/1');
  await put('many/2');
  const Objects = [{ Key: 'many/1' }, { Key: 'many/2' }, { Key: 'many/never' }];
  const answer = await running.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(Objects.map(({ Key }) => Key));
  await refused(read('many/1')).toMatchObject({ name: 'NoSuchKey' });
});

test('what is replaced or deleted leaves no file behind', async () => {
  const own = await startS3({ plain: {} });
  const files = () => readdir(join(own.dir, 'blobs'));
  for (const Body of ['one', 'two', 'three']) await own.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body }));
  expect(await files()).toHaveLength(1);
  await own.client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  expect(await files()).toHaveLength(0);
  await own.stop();
});

test('what is too large, unknown or not implemented is refused by name', async () => {
  await refused(put('large', randomBytes(8 * 1024 * 1024 + 1))).toMatchObject({ name: 'EntityTooLarge' });
  await refused(running.client.send(new PutObjectCommand({ Bucket: 'unknown', Key: 'k', Body: 'x' }))).toMatchObject({
    name: 'NoSuchBucket',
  });
  await refused(running.client.send(new HeadBucketCommand({ Bucket: 'unknown' }))).toMatchObject({ name: 'NotFound' });
  await refused(put('k'.repeat(1025))).toMatchObject({ name: 'KeyTooLongError' });
  await refused(put('k', 'x', { ACL: 'public-read' })).toMatchObject({ name: 'AccessControlListNotSupported' });
  await refused(put('k', 'x', { StorageClass: 'GLACIER' })).toMatchObject({ name: 'InvalidStorageClass' });
  await refused(put('k', 'x', { Metadata: { long: 'x'.repeat(2100) } })).toMatchObject({ name: 'MetadataTooLarge' });
});
