import type { Identity, Keyring } from './authenticate.ts';
import type { Blobs } from './blobs.ts';
import type { Catalogue, StoredObject, Version } from './catalogue.ts';
import { S3Error } from './errors.ts';
import type { Cause, createOutbox } from './outbox.ts';
import type { S3Request } from './request.ts';
import type { BucketConfig } from './types.ts';

/** What every operation works on. */
export interface Store {
  catalogue: Catalogue;
  blobs: Blobs;
  outbox: ReturnType<typeof createOutbox>;
  buckets: Map<string, BucketConfig>;
  keyring: Keyring;
  now: () => number;
  maxObjectBytes: number;
}

/** A request to an existing bucket, by someone known. */
export interface Call {
  request: S3Request;
  identity: Identity;
  bucket: string;
  config: BucketConfig;
}

/** A call about one key. */
export interface ObjectCall extends Call {
  key: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | AsyncIterable<Uint8Array>;
}

export const isVersioned = (config: BucketConfig) => Boolean(config.versioning || config.objectLock);

export function causeOf({ request, identity }: Pick<Call, 'request' | 'identity'>): Cause {
  return {
    requestId: request.id,
    accessKeyId: identity.accessKeyId,
    address: request.raw.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** The version that a request names, or the current one. Throws S3's 404 or, for a delete marker, 404 or 405. */
export function resolveVersion(
  store: Store,
  { bucket, key }: Pick<ObjectCall, 'bucket' | 'key'>,
  id?: string,
): StoredObject {
  const found = id === undefined ? store.catalogue.current(bucket, key) : store.catalogue.find(bucket, key, id);
  if (!found) {
    throw id === undefined
      ? new S3Error('NoSuchKey', 'The specified key does not exist.', { elements: { Key: key } })
      : new S3Error('NoSuchVersion', 'The specified version does not exist.', {
          elements: { Key: key, VersionId: id },
        });
  }
  const { blob } = found;
  if (blob !== null) return { ...found, blob };
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.version };
  throw id === undefined
    ? new S3Error('NoSuchKey', 'The specified key does not exist.', { elements: { Key: key }, headers })
    : new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', { headers });
}

/** `x-amz-version-id`, which a bucket that never had versioning does not send. */
export const versionHeader = (version: Version, config: BucketConfig): Record<string, string> =>
  isVersioned(config) || version.version !== 'null' ? { 'x-amz-version-id': version.version } : {};

export const quoted = (etag: string) => `"${etag}"`;
