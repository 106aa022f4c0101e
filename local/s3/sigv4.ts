import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** AWS Signature Version 4, the part that a verifier and a test need: keys, canonical form, comparison. */
export const algorithm = 'AWS4-HMAC-SHA256';

export interface Scope {
  accessKeyId: string;
  /** yyyymmdd */
  date: string;
  region: string;
  service: string;
}

/** `KEY/20261122/ca-central-1/s3/aws4_request`, or undefined where it is not of that form. */
export function readScope(credential: string): Scope | undefined {
  const [terminal, service, region, date, ...key] = credential.split('/').reverse();
  if (terminal !== 'aws4_request' || !service || !region || !/^\d{8}$/.test(date ?? '') || key.length === 0) return;
  return { accessKeyId: key.reverse().join('/'), date: date ?? '', region, service };
}

export const scopeText = ({ date, region, service }: Scope) => `${date}/${region}/${service}/aws4_request`;

export const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

export const sha256Hex = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

export function signingKey(secret: string, { date, region, service }: Scope): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request');
}

/** RFC 3986: everything but the unreserved characters, and the slash in a path. */
export function uriEncode(text: string, { keepSlash = false } = {}): string {
  const encoded = encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return keepSlash ? encoded.replaceAll('%2F', '/') : encoded;
}

interface Canonical {
  method: string;
  /** As sent. S3 encodes it once (every other service twice). */
  path: string;
  query: Iterable<[string, string]>;
  headers: (name: string) => string | undefined;
  signedHeaders: string[];
  payloadHash: string;
}

export function canonicalRequest({ method, path, query, headers, signedHeaders, payloadHash }: Canonical) {
  const parameters = [...query]
    .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
    .sort(byBytes)
    .join('&');
  const lines = signedHeaders.map((name) => `${name}:${(headers(name) ?? '').trim().replace(/\s+/g, ' ')}\n`);
  return [
    method,
    uriEncode(decodeURIComponent(path), { keepSlash: true }),
    parameters,
    lines.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** `a=` sorts before `a-b=` by name, which is what the sign `=` would get wrong if it were compared too. */
function byBytes(one: string, other: string): number {
  const [a = '', b = ''] = [one.split('=', 1)[0], other.split('=', 1)[0]];
  if (a === b) return one < other ? -1 : 1;
  return a < b ? -1 : 1;
}

export function stringToSign(timestamp: string, scope: Scope, canonical: string): string {
  return [algorithm, timestamp, scopeText(scope), sha256Hex(canonical)].join('\n');
}

/** Compares in constant time. */
export function sameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `20261122T074000Z` in ms since the epoch; NaN where it is not of that form. */
export function readTimestamp(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
