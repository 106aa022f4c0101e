import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCode, type RunningS3, startS3 } from './testing.ts';

const Bucket = 'quarantine';
const Key = 'supplier-1/document-1';
const content = Buffer.from('%PDF-1.7 the content of the document');
const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('base64');
let running: RunningS3;
let now = Date.now();

beforeAll(async () => {
  const cors = [
    {
      allowedOrigins: ['https://portal.example'],
      allowedMethods: ['POST'],
      allowedHeaders: ['content-type'],
      exposedHeaders: ['ETag'],
      maxAgeSeconds: 600,
    },
  ];
  running = await startS3({ quarantine: { cors }, other: {} }, { clock: () => new Date(now) });
});
afterAll(() => running.stop());

/** A permit as the evidence room gives it: one key, one type, one hash, one range of sizes. */
const permit = (more: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(running.client, {
    Bucket,
    Key,
    Expires: 600,
    Fields: {
      'Content-Type': 'application/pdf',
      'x-amz-checksum-sha256': hash(content),
      'x-amz-checksum-algorithm': 'SHA256',
      'x-amz-meta-declared': 'reçu',
    },
    Conditions: [['content-length-range', 1, 100]],
    ...more,
  });

interface Upload {
  fields: Iterable<[string, string]>;
  file?: Uint8Array | undefined;
  url?: string;
  name?: string;
}

async function post({ fields, file = content, url = `${running.endpoint}/${Bucket}`, name = 'reçu.pdf' }: Upload) {
  const form = new FormData();
  for (const [field, value] of fields) form.append(field, value);
  form.append('file', new Blob([Uint8Array.from(file)], { type: 'application/pdf' }), name);
  const answer = await fetch(url, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: 'https://portal.example' },
  });
  const text = await answer.text();
  return { status: answer.status, code: errorCode(text), text, headers: answer.headers };
}

test('a form that keeps to its permit stores the document with all that it says', async () => {
  const { url, fields } = await permit();
  const answer = await post({ url, fields: Object.entries(fields) });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://portal.example');
  const head = await running.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  expect(head).toMatchObject({
    ContentType: 'application/pdf',
    ChecksumSHA256: hash(content),
    ContentLength: content.length,
  });
});

test('any field altered, added, removed or doubled is refused, and nothing is stored', async () => {
  const { fields } = await permit({ Key: 'never/stored' });
  const names = Object.keys(fields);
  const alteration = fc.oneof(
    fc.record({ kind: fc.constant('alter'), name: fc.constantFrom(...names), value: fc.string({ maxLength: 30 }) }),
    fc.record({
      kind: fc.constant('append'),
      name: fc.constantFrom(...names),
      value: fc.string({ minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('add'),
      name: fc.constantFrom(
        'x-amz-meta-more',
        'success_action_status',
        'success_action_redirect',
        'tagging',
        'Cache-Control',
        'foo',
      ),
      value: fc.string({ maxLength: 9 }),
    }),
    fc.record({ kind: fc.constant('remove'), name: fc.constantFrom(...names), value: fc.constant('') }),
    fc.record({ kind: fc.constant('double'), name: fc.constantFrom(...names), value: fc.string({ maxLength: 9 }) }),
  );
  await fc.assert(
    fc.asyncProperty(alteration, async ({ kind, name, value }) => {
      const altered = Object.entries(fields).flatMap(([field, old]): [string, string][] => {
        if (field !== name) return [[field, old]];
        if (kind === 'remove') return [];
        if (kind === 'double')
          return [
            [field, old],
            [field, value],
          ];
        return [[field, kind === 'append' ? old + value : value]];
      });
      if (kind === 'add') altered.push([name, value]);
      // Without its bucket field a form still names the bucket: by its address.
      fc.pre(!(kind === 'remove' && name === 'bucket') && !(kind === 'alter' && value === fields[name]));
      const answer = await post({ fields: altered });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
  const list = await running.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'never/' }));
  expect(list.KeyCount).toBe(0);
});

test('a file of another size, hash or bucket than permitted is refused', async () => {
  const { fields } = await permit({ Key: 'never/sized' });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (file) => {
      const answer = await post({ fields: Object.entries(fields), file });
      const expected = file.length === 0 ? 'EntityTooSmall' : file.length > 100 ? 'EntityTooLarge' : 'BadDigest';
      expect([answer.status, answer.code]).toEqual([400, expected]);
    }),
    { numRuns: 40 },
  );
  const large = await post({ fields: Object.entries(fields), file: new Uint8Array(3_000_000) });
  expect([large.status, large.code]).toEqual([400, 'EntityTooLarge']);
  const elsewhere = await post({ fields: Object.entries(fields), url: `${running.endpoint}/other` });
  expect([elsewhere.status, elsewhere.code]).toEqual([403, 'AccessDenied']);
});

test('a permit ends when it said it would', async () => {
  const { fields } = await permit({ Expires: 60 });
  now += 61_000;
  const answer = await post({ fields: Object.entries(fields) });
  now = Date.now();
  expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
  expect(answer.text).toContain('Policy expired');
});

test('fields after the file count for nothing', async () => {
  const { url, fields } = await permit();
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(content)]), 'a.pdf');
  form.append('success_action_redirect', 'https://evil.example/');
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([
    204,
    `${running.endpoint}/${Bucket}/${encodeURIComponent(Key)}`,
  ]);
});

test('a key may begin as permitted and take the name of the file', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is S3's placeholder, not ours.
  const { fields } = await permit({ Key: 'inbox/${filename}' });
  expect((await post({ fields: Object.entries(fields), name: 'C:\\mes documents\\facture.pdf' })).status).toBe(204);
  const found = await running.client.send(new GetObjectCommand({ Bucket, Key: 'inbox/facture.pdf' }));
  expect(await found.Body?.transformToString()).toBe(content.toString());
  const other = await post({ fields: Object.entries({ ...fields, key: 'outbox/a' }) });
  expect(other.text).toContain('Policy Condition failed');
});

test('success answers as the permit asks: a document, a redirect, tags set', async () => {
  const Tagging = '<Tagging><TagSet><Tag><Key>state</Key><Value>new</Value></Tag></TagSet></Tagging>';
  const created = await permit({ Fields: { success_action_status: '201', tagging: Tagging } });
  const document = await post({ fields: Object.entries(created.fields) });
  expect(document.status).toBe(201);
  expect(document.text).toContain(`<Key>${Key}</Key>`);
  const tags = await running.client.send(new GetObjectTaggingCommand({ Bucket, Key }));
  expect(tags.TagSet).toEqual([{ Key: 'state', Value: 'new' }]);
  const redirected = await permit({ Fields: { success_action_redirect: 'https://portal.example/done?lang=fr' } });
  const redirect = await post({ fields: Object.entries(redirected.fields) });
  const location = new URL(redirect.headers.get('location') ?? '');
  expect([redirect.status, location.searchParams.get('lang'), location.searchParams.get('key')]).toEqual([
    303,
    'fr',
    Key,
  ]);
});

test('an upload that breaks off, or is no form, stores nothing', async () => {
  const { fields } = await permit({ Key: 'never/cut' });
  const parts = Object.entries(fields).map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = `${parts.join('')}--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n${content}`;
  const send = (length: number) =>
    `POST /${Bucket} HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n${body}`;
  const port = Number(new URL(running.endpoint).port);
  const unended = connect(port, '127.0.0.1');
  unended.write(send(Buffer.byteLength(body)));
  expect(String((await once(unended, 'data'))[0])).toContain('MalformedPOSTRequest');
  unended.destroy();
  const more = '\r\n--b\r\ncontent-disposition: form-data; name="more"\r\n\r\n';
  const halfway = connect(port, '127.0.0.1');
  halfway.write(send(Buffer.byteLength(body + more)) + more.slice(0, -2));
  await new Promise((done) => setTimeout(done, 100));
  halfway.write(more.slice(-2));
  expect(String((await once(halfway, 'data'))[0])).toContain('MalformedPOSTRequest');
  halfway.destroy();
  const cut = connect(port, '127.0.0.1');
  cut.write(send(Buffer.byteLength(body) + 20));
  await new Promise((done) => setTimeout(done, 100));
  cut.destroy();
  const plain = await fetch(`${running.endpoint}/${Bucket}`, { method: 'POST', body: 'x' });
  expect([plain.status, errorCode(await plain.text())]).toEqual([400, 'MalformedPOSTRequest']);
  await new Promise((done) => setTimeout(done, 100));
  expect((await running.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'never/' }))).KeyCount).toBe(0);
});

test('a form without a policy is refused: nobody posts unsigned', async () => {
  const answer = await post({ fields: [['key', 'a']], file: new Uint8Array(3_000_000) });
  expect([answer.status, answer.code]).toEqual([403, 'AccessDenied']);
});

test('a preflight is answered by the rules of the bucket', async () => {
  const ask = (origin: string, method: string, headers = 'content-type') =>
    fetch(`${running.endpoint}/${Bucket}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    });
  const allowed = await ask('https://portal.example', 'POST');
  expect([
    allowed.status,
    allowed.headers.get('access-control-allow-origin'),
    allowed.headers.get('access-control-max-age'),
  ]).toEqual([200, 'https://portal.example', '600']);
  expect((await ask('https://other.example', 'POST')).status).toBe(403);
  expect((await ask('https://portal.example', 'DELETE')).status).toBe(403);
  expect((await ask('https://portal.example', 'POST', 'x-other')).status).toBe(403);
});
