import type { StoredObject } from './catalogue.ts';
import { type ChecksumName, requestedChecksum } from './checksums.ts';
import { preconditionFailed, S3Error } from './errors.ts';
import { names } from './get-object.ts';
import { namedHeaders, readDescription } from './headers.ts';
import { lockOf } from './lock.ts';
import { encryptionHeaders, receive } from './put-object.ts';
import { type Answer, causeOf, type ObjectCall, quoted, resolveVersion, type Store, versionHeader } from './store.ts';
import { readTagHeader } from './tags.ts';
import { addVersion, readWriteCondition } from './versions.ts';
import { xmlDocument } from './xml.ts';

/** The copy shares the bytes of its source on disk; only its description is its own. */
export async function copyObject(store: Store, call: ObjectCall): Promise<Answer> {
  const { request, config } = call;
  const condition = readWriteCondition(request.header);
  const source = findSource(store, call);
  assertSourceConditions(call, source);
  const own = readDescription(namedHeaders(request));
  const replaces = directive(request.header('x-amz-metadata-directive'));
  const retags = directive(request.header('x-amz-tagging-directive'));
  const sse = encryptionHeaders(own);
  const described = replaces
    ? own
    : { headers: { ...source.detail.headers, ...sse }, metadata: source.detail.metadata };
  const tags = retags ? readTagHeader(request.header('x-amz-tagging')) : source.detail.tags;
  if (!replaces && !retags && !sse['x-amz-server-side-encryption'] && isOntoItself(call, source)) {
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const lock = lockOf(request.header, config, store.now());

  const { blob, checksums } = await duplicate(
    store,
    source,
    requestedChecksum(request.header('x-amz-checksum-algorithm')),
  );
  const content = { blob, size: source.size, etag: source.etag, detail: { ...described, tags, ...lock, checksums } };
  const version = await addVersion(store, call, content, {
    event: 'ObjectCreated:Copy',
    cause: causeOf(call),
    condition,
  });
  const upper = Object.entries(checksums).map(([name, value]) => [`Checksum${name.toUpperCase()}`, value]);
  return {
    status: 200,
    headers: {
      'content-type': 'application/xml',
      'x-amz-copy-source-version-id': source.version,
      ...sse,
      ...versionHeader(version, config),
    },
    body: xmlDocument('CopyObjectResult', {
      LastModified: new Date(version.modified).toISOString(),
      ETag: quoted(version.etag),
      ...Object.fromEntries(upper),
    }),
  };
}

/** `x-amz-copy-source: BUCKET/KEY[?versionId=ID]`, encoded, with or without a slash in front. */
function findSource(store: Store, { request }: ObjectCall): StoredObject {
  const [path = '', version] = (request.header('x-amz-copy-source') ?? '').split('?versionId=', 2);
  const malformed = () =>
    new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path).replace(/^\//, '');
  } catch {
    throw malformed();
  }
  const [bucket = '', ...rest] = decoded.split('/');
  const key = rest.join('/');
  if (bucket === '' || key === '') throw malformed();
  if (!store.buckets.has(bucket)) {
    throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { elements: { BucketName: bucket } });
  }
  return resolveVersion(store, { bucket, key }, version);
}

function assertSourceConditions({ request: { header } }: ObjectCall, { etag, modified }: StoredObject): void {
  const prefix = 'x-amz-copy-source-';
  const [match, noneMatch] = [header(`${prefix}if-match`), header(`${prefix}if-none-match`)];
  const later = (name: string) => Math.floor(modified / 1000) * 1000 > Date.parse(header(prefix + name) ?? '');
  const notLater = (name: string) => Math.floor(modified / 1000) * 1000 <= Date.parse(header(prefix + name) ?? '');
  if (match !== undefined && !names(match, etag)) throw preconditionFailed(`${prefix}If-Match`);
  if (match === undefined && later('if-unmodified-since')) throw preconditionFailed(`${prefix}If-Unmodified-Since`);
  if (noneMatch !== undefined && names(noneMatch, etag)) throw preconditionFailed(`${prefix}If-None-Match`);
  if (noneMatch === undefined && notLater('if-modified-since')) throw preconditionFailed(`${prefix}If-Modified-Since`);
}

/** True for REPLACE. */
function directive(value = 'COPY'): boolean {
  if (value !== 'COPY' && value !== 'REPLACE') throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  return value === 'REPLACE';
}

const isOntoItself = ({ bucket, key, request }: ObjectCall, source: StoredObject) =>
  source.bucket === bucket && source.key === key && !request.header('x-amz-copy-source')?.includes('?versionId=');

/** Linked, unless a checksum is asked for that the source does not have: then its bytes are read once more. */
async function duplicate({ blobs, ...store }: Store, { blob, detail }: StoredObject, wanted: ChecksumName | undefined) {
  if (wanted === undefined || detail.checksums[wanted] !== undefined) {
    return { blob: await blobs.link(blob), checksums: detail.checksums };
  }
  const copy = await receive({ blobs, ...store }, blobs.read(blob), [wanted], () => undefined);
  return { blob: copy.id, checksums: copy.checksums };
}
