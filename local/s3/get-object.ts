import { createReadStream } from 'node:fs';
import type { StoredObject } from './catalogue.ts';
import { preconditionFailed, S3Error } from './errors.ts';
import { describe, headerValue } from './headers.ts';
import { checksumHeaders } from './put-object.ts';
import { type Range, readRange } from './range.ts';
import { type Answer, type ObjectCall, quoted, resolveVersion, type Store, versionHeader } from './store.ts';

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** GetObject and HeadObject. */
export function getObject(store: Store, call: ObjectCall): Answer {
  const { request, config } = call;
  if (request.query.has('partNumber')) throw new S3Error('NotImplemented', 'Reading by part number is not implemented');
  const object = resolveVersion(store, call, request.query.get('versionId'));
  const validators = { etag: quoted(object.etag), 'last-modified': new Date(object.modified).toUTCString() };
  if (isUnchanged(call, object)) return { status: 304, headers: { ...validators, ...versionHeader(object, config) } };

  const ifRange = request.header('if-range');
  const ranged = ifRange === undefined || ifRange === validators.etag || ifRange === validators['last-modified'];
  const range = ranged ? readRange(request.header('range'), object.size) : undefined;
  const length = range ? range.end - range.start + 1 : object.size;
  const tagCount = Object.keys(object.detail.tags).length;
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    'content-length': String(length),
    ...validators,
    ...describe(object.detail),
    ...versionHeader(object, config),
    ...(tagCount > 0 && { 'x-amz-tagging-count': String(tagCount) }),
    ...(request.header('x-amz-checksum-mode') === 'ENABLED' && !range && checksumHeaders(object.detail.checksums)),
    ...lockHeaders(object),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` }),
    ...overridden(call),
  };
  const answer = { status: range ? 206 : 200, headers };
  return request.method === 'HEAD' ? answer : { ...answer, body: contentOf(store, object, range) };
}

/** Opened now and closed once read, so a deletion meanwhile takes nothing away from this reader. */
function contentOf(store: Store, { blob }: StoredObject, range: Range | undefined): AsyncIterable<Uint8Array> {
  return createReadStream('', {
    fd: store.blobs.open(blob),
    start: range?.start ?? 0,
    ...(range && { end: range.end }),
  });
}

/** Throws PreconditionFailed; true stands for 304. ETags win over dates, as the service documents. */
function isUnchanged({ request: { header } }: ObjectCall, { etag, modified }: StoredObject): boolean {
  const since = (name: string) => {
    const at = Date.parse(header(name) ?? '');
    return Number.isNaN(at) ? undefined : Math.floor(modified / 1000) * 1000 > at;
  };
  const [ifMatch, ifNoneMatch] = [header('if-match'), header('if-none-match')];
  if (ifMatch !== undefined && !names(ifMatch, etag)) throw preconditionFailed('If-Match');
  if (ifMatch === undefined && since('if-unmodified-since') === true) throw preconditionFailed('If-Unmodified-Since');
  return ifNoneMatch === undefined ? since('if-modified-since') === false : names(ifNoneMatch, etag);
}

export const names = (list: string, etag: string) =>
  list.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '').replaceAll('"', '') === etag);

function overridden({ request }: ObjectCall): Record<string, string> {
  const given = overrides.map((name) => [name, request.query.get(`response-${name}`)] as const);
  return Object.fromEntries(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, headerValue(value)]])),
  );
}

function lockHeaders({ detail: { retention, legalHold } }: StoredObject): Record<string, string> {
  return {
    ...(retention && {
      'x-amz-object-lock-mode': retention.mode,
      'x-amz-object-lock-retain-until-date': new Date(retention.until).toISOString(),
    }),
    ...(legalHold !== undefined && { 'x-amz-object-lock-legal-hold': legalHold ? 'ON' : 'OFF' }),
  };
}
