import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hmac, readScope, scopeText, sha256Hex, signingKey } from './sigv4.ts';
import { credentials, errorCode, type RunningS3, region, startS3 } from './testing.ts';

const Bucket = 'docs';
let running: RunningS3;
let now = Date.now();

beforeAll(async () => {
  running = await startS3({ docs: { versioning: true } }, { clock: () => new Date(now) });
  await running.client.send(new PutObjectCommand({ Bucket, Key: 'a/reçu.pdf', Body: 'content' }));
});
afterAll(() => running.stop());

const presign = (expiresIn = 60) =>
  getSignedUrl(running.client, new GetObjectCommand({ Bucket, Key: 'a/reçu.pdf', ResponseContentType: 'text/plain' }), {
    expiresIn,
  });

const outcome = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init);
  return [answer.status, errorCode(await answer.text())];
};

test('a presigned URL reads what it was made for', async () => {
  const answer = await fetch(await presign());
  expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
    200,
    'content',
    'text/plain',
  ]);
});

test('a presigned URL altered anywhere is refused', async () => {
  const url = await presign();
  const start = running.endpoint.length + 1;
  const position = fc.integer({ min: start, max: url.length - 1 });
  await fc.assert(
    fc.asyncProperty(position, fc.constantFrom(...'abcXYZ019%/&=+.-_'), async (at, character) => {
      const altered = url.slice(0, at) + character + url.slice(at + 1);
      // The same request in other letters (%3a for %3A, or a sign and its code) is not an alteration.
      fc.pre(normal(altered) !== normal(url));
      const [status] = await outcome(altered);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});

function normal(url: string): string {
  try {
    const { pathname, searchParams } = new URL(url);
    const parts = [...searchParams].filter(([name, value]) => name + value !== '').map((pair) => JSON.stringify(pair));
    return decodeURIComponent(pathname) + parts.sort().join();
  } catch {
    return url;
  }
}

test('a presigned URL says what is wrong with it', async () => {
  const url = await presign();
  expect(await outcome(`${url}&versionId=null`)).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await outcome(`${url}&X-Amz-Expires=604800`)).toEqual([400, 'InvalidArgument']);
  expect(await outcome(url, { method: 'DELETE' })).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await outcome(url, { headers: { 'x-amz-checksum-mode': 'ENABLED' } })).toEqual([403, 'AccessDenied']);
  expect(await outcome(url.replace(credentials.accessKeyId, 'AKIDOTHER'))).toEqual([403, 'InvalidAccessKeyId']);
  expect(await outcome(url.replace(region, 'us-east-1'))).toEqual([400, 'AuthorizationQueryParametersError']);
  expect(await outcome(url.replace(/X-Amz-Expires=\d+/, 'X-Amz-Expires=604801'))).toEqual([
    400,
    'AuthorizationQueryParametersError',
  ]);
  expect(await outcome(url.replace('127.0.0.1', 'localhost'))).toEqual([403, 'SignatureDoesNotMatch']);
});

test('a presigned URL ends when it said it would, and does not begin early', async () => {
  const url = await presign(60);
  now = Date.now() + 61_000;
  expect(await outcome(url)).toEqual([403, 'AccessDenied']);
  now = Date.now() - 20 * 60_000;
  expect(await outcome(url)).toEqual([403, 'AccessDenied']);
  now = Date.now();
  expect(await outcome(url)).toEqual([200, undefined]);
});

test('a presigned upload takes just the body whose hash was signed', async () => {
  const ChecksumSHA256 = createHash('sha256').update('right').digest('base64');
  const url = await getSignedUrl(running.client, new PutObjectCommand({ Bucket, Key: 'up', ChecksumSHA256 }), {
    expiresIn: 60,
  });
  expect(await outcome(url, { method: 'PUT', body: 'wrong' })).toEqual([400, 'BadDigest']);
  expect(await outcome(url, { method: 'PUT', body: 'right' })).toEqual([200, undefined]);
});

test('an unsigned request learns nothing, not even whether a bucket exists', async () => {
  for (const path of ['', '/docs', '/docs/a', '/unknown', '/unknown/a']) {
    expect(await outcome(running.endpoint + path)).toEqual([403, 'AccessDenied']);
  }
  expect(await outcome(`${running.endpoint}/docs/a`, { method: 'PUT', body: 'x' })).toEqual([403, 'AccessDenied']);
});

test('a wrong secret, an unknown key, another region and a wrong clock are refused', async () => {
  const read = (config: object) => running.connect(config).send(new GetObjectCommand({ Bucket, Key: 'a/reçu.pdf' }));
  await expect(read({ credentials: { ...credentials, secretAccessKey: 'other' } })).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
  await expect(read({ credentials: { ...credentials, accessKeyId: 'other' } })).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
  });
  await expect(read({ region: 'eu-west-1' })).rejects.toMatchObject({ name: 'AuthorizationHeaderMalformed' });
  now += 16 * 60_000;
  await expect(read({})).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  now = Date.now();
});

/** A request signed by hand, to say what the SDK never says. */
function signedRequest(headers: Record<string, string>, body: (seed: ChunkSeed) => string | Buffer) {
  const timestamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const credential = `${credentials.accessKeyId}/${timestamp.slice(0, 8)}/${region}/s3/aws4_request`;
  const scope = readScope(credential);
  if (!scope) throw new Error('the scope is of the right form');
  const all: Record<string, string> = { host: new URL(running.endpoint).host, 'x-amz-date': timestamp, ...headers };
  const names = Object.keys(all).sort();
  const lines = names.map((name) => `${name}:${all[name]}\n`).join('');
  const canonical = ['PUT', `/${Bucket}/signed`, '', lines, names.join(';'), all['x-amz-content-sha256']].join('\n');
  const key = signingKey(credentials.secretAccessKey, scope);
  const text = ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), sha256Hex(canonical)].join('\n');
  const signature = hmac(key, text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const bytes = body({ key, timestamp, scope: scopeText(scope), signature });
  return new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    const sent = request(`${running.endpoint}/${Bucket}/signed`, {
      method: 'PUT',
      headers: { ...all, authorization, 'content-length': Buffer.byteLength(bytes) },
    });
    sent.on('error', reject);
    sent.on('response', async (answer) => resolve([answer.statusCode, errorCode((await answer.toArray()).join(''))]));
    sent.end(bytes);
  });
}

interface ChunkSeed {
  key: Buffer;
  timestamp: string;
  scope: string;
  signature: string;
}

function signedChunks(seed: ChunkSeed, chunks: string[], trailer?: string): string {
  let previous = seed.signature;
  const next = (kind: string, ...parts: string[]) => {
    previous = hmac(
      seed.key,
      [`AWS4-HMAC-SHA256-${kind}`, seed.timestamp, seed.scope, previous, ...parts].join('\n'),
    ).toString('hex');
    return previous;
  };
  const body = [...chunks, ''].map((chunk) => {
    const head = `${chunk.length.toString(16)};chunk-signature=${next('PAYLOAD', sha256Hex(''), sha256Hex(chunk))}\r\n`;
    return chunk === '' ? head : `${head}${chunk}\r\n`;
  });
  const end = trailer
    ? `${trailer}\r\nx-amz-trailer-signature:${next('TRAILER', sha256Hex(`${trailer}\n`))}\r\n\r\n`
    : '\r\n';
  return body.join('') + end;
}

const chunked = {
  'content-encoding': 'aws-chunked',
  'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'x-amz-decoded-content-length': '10',
};

test('signed chunks are taken, and one that was altered, cut or reordered is not', async () => {
  const whole = (seed: ChunkSeed) => signedChunks(seed, ['01234', '56789']);
  expect(await signedRequest(chunked, whole)).toEqual([200, undefined]);
  expect(await signedRequest(chunked, (seed) => whole(seed).replace('56789', '56780'))).toEqual([
    403,
    'SignatureDoesNotMatch',
  ]);
  expect(await signedRequest(chunked, (seed) => whole(seed).slice(0, -60))).toEqual([400, 'IncompleteBody']);
  expect(
    await signedRequest(chunked, (seed) => signedChunks(seed, ['0123456789']).replace(/;chunk-signature=\w+/, '')),
  ).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await signedRequest({ ...chunked, 'x-amz-decoded-content-length': '11' }, whole)).toEqual([
    400,
    'IncompleteBody',
  ]);
});

test('signed trailers are taken, and an altered one is not', async () => {
  const headers = {
    ...chunked,
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'x-amz-trailer': 'x-amz-checksum-sha256',
  };
  const trailer = `x-amz-checksum-sha256:${createHash('sha256').update('0123456789').digest('base64')}`;
  const whole = (seed: ChunkSeed) => signedChunks(seed, ['0123456789'], trailer);
  expect(await signedRequest(headers, whole)).toEqual([200, undefined]);
  expect(await signedRequest(headers, (seed) => whole(seed).replace(/sha256:../, 'sha256:AA'))).toEqual([
    403,
    'SignatureDoesNotMatch',
  ]);
  expect(await signedRequest(headers, (seed) => signedChunks(seed, ['0123456789'], 'x-amz-other:1'))).toEqual([
    400,
    'InvalidRequest',
  ]);
});

test('a body that is not the one signed is refused', async () => {
  const headers = { 'x-amz-content-sha256': sha256Hex('this') };
  expect(await signedRequest(headers, () => 'this')).toEqual([200, undefined]);
  expect(await signedRequest(headers, () => 'that')).toEqual([400, 'XAmzContentSHA256Mismatch']);
});
