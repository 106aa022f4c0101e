import { randomBytes } from 'node:crypto';
import type { ObjectDetail, Version } from './catalogue.ts';
import { preconditionFailed, S3Error } from './errors.ts';
import { assertRemovable } from './lock.ts';
import type { Cause } from './outbox.ts';
import { isVersioned, type Store } from './store.ts';
import type { BucketConfig } from './types.ts';

/** Holds a write to `If-None-Match: *` (nothing there yet) or `If-Match: ETAG` (still what the writer saw). */
export interface WriteCondition {
  ifNoneMatch: string | undefined;
  ifMatch: string | undefined;
}

export interface Place {
  bucket: string;
  config: BucketConfig;
  key: string;
}

interface Content {
  blob: string;
  size: number;
  etag: string;
  detail: ObjectDetail;
}

interface Change {
  /** Such as `ObjectCreated:Put`. */
  event: string;
  cause: Cause;
}

const emptyDetail: ObjectDetail = { headers: {}, metadata: {}, tags: {}, checksums: {} };

export function readWriteCondition(header: (name: string) => string | undefined): WriteCondition {
  const ifNoneMatch = header('if-none-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'A header you provided implies functionality that is not implemented', {
      elements: { Header: 'If-None-Match' },
    });
  }
  return { ifNoneMatch, ifMatch: header('if-match') };
}

/** Throws PreconditionFailed, or NoSuchKey where there is nothing that If-Match could match. */
export function assertWriteCondition(store: Store, { bucket, key }: Place, condition: WriteCondition): void {
  const { ifNoneMatch, ifMatch } = condition;
  if (ifNoneMatch === undefined && ifMatch === undefined) return;
  const current = store.catalogue.current(bucket, key);
  const there = current !== undefined && !current.detail.deleteMarker;
  if (ifNoneMatch !== undefined && there) throw preconditionFailed('If-None-Match');
  if (ifMatch === undefined) return;
  if (!there) throw new S3Error('NoSuchKey', 'The specified key does not exist.', { elements: { Key: key } });
  if (ifMatch !== '*' && ifMatch.replaceAll('"', '') !== current.etag) throw preconditionFailed('If-Match');
}

/**
 * Makes `content` the current version of a key: the moment at which an upload is acknowledged.
 * The blob goes again if a condition no longer holds.
 */
export async function addVersion(
  store: Store,
  place: Place,
  content: Content,
  { event, cause, condition }: Change & { condition: WriteCondition },
): Promise<Version> {
  const { catalogue, outbox, blobs } = store;
  const write = () => {
    assertWriteCondition(store, place, condition);
    const replaced = removeNull(store, place);
    const { bucket, key } = place;
    const row = { bucket, key, version: newVersion(place.config), modified: store.now(), ...content };
    const version: Version = { ...row, seq: catalogue.insert(row) };
    outbox.add(event, place.config, version, cause);
    return { version, replaced };
  };
  const { version, replaced } = await attempt(
    () => catalogue.transaction(write),
    () => blobs.remove([content.blob]),
  );
  await catalogue.durable();
  outbox.wake();
  if (replaced) await blobs.remove([replaced]);
  return version;
}

async function attempt<T>(work: () => T, undo: () => Promise<unknown>): Promise<T> {
  try {
    return work();
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Deletes as S3 does without a version id: a marker where there is versioning, else the object. Undefined: nothing there. */
export async function removeCurrent(
  store: Store,
  place: Place,
  {
    event,
    cause,
    condition,
  }: { event: 'ObjectRemoved' | 'LifecycleExpiration'; cause: Cause; condition?: WriteCondition },
): Promise<Version | undefined> {
  const { catalogue, outbox } = store;
  const marks = isVersioned(place.config) || hasHistory(store, place);
  let freed: string | undefined;
  const gone = catalogue.transaction(() => {
    if (condition) assertWriteCondition(store, place, condition);
    const current = catalogue.current(place.bucket, place.key);
    if (!marks && !current) return;
    freed = removeNull(store, place);
    if (!marks && current) {
      outbox.add(`${event}:Delete`, place.config, current, cause);
      return current;
    }
    const { bucket, key } = place;
    const detail = { ...emptyDetail, deleteMarker: true };
    const row = {
      bucket,
      key,
      version: newVersion(place.config),
      modified: store.now(),
      blob: null,
      size: 0,
      etag: '',
      detail,
    };
    const marker = { ...row, seq: catalogue.insert(row) };
    outbox.add(`${event}:DeleteMarkerCreated`, place.config, marker, cause);
    return marker;
  });
  await catalogue.durable();
  outbox.wake();
  if (freed) await store.blobs.remove([freed]);
  return gone;
}

/** Deletes one version for good. Throws AccessDenied where a lock holds it. Undefined: there was none. */
export async function removeVersion(
  store: Store,
  place: Place,
  version: string,
  {
    cause,
    event,
    bypassGovernance = false,
  }: { cause: Cause; event: 'ObjectRemoved' | 'LifecycleExpiration'; bypassGovernance?: boolean },
): Promise<Version | undefined> {
  const { catalogue, outbox } = store;
  const gone = catalogue.transaction(() => {
    const found = catalogue.find(place.bucket, place.key, version);
    if (!found) return;
    assertRemovable(found, store.now(), bypassGovernance);
    catalogue.remove(found.seq);
    outbox.add(`${event}:Delete`, place.config, found, cause);
    return found;
  });
  await catalogue.durable();
  outbox.wake();
  if (gone?.blob) await store.blobs.remove([gone.blob]);
  return gone;
}

/** Without versioning a key has one version, `null`, which every write replaces. Answers the blob set free. */
function removeNull({ catalogue }: Store, { bucket, key, config }: Place): string | undefined {
  const old = isVersioned(config) ? undefined : catalogue.find(bucket, key, 'null');
  if (!old) return;
  catalogue.remove(old.seq);
  return old.blob ?? undefined;
}

/** A bucket whose versioning was suspended still keeps its old versions: a delete must not bring one back. */
function hasHistory({ catalogue }: Store, { bucket, key }: Place): boolean {
  for (const version of catalogue.walk(bucket, key)) {
    if (version.key !== key) return false;
    if (version.version !== 'null') return true;
  }
  return false;
}

const newVersion = (config: BucketConfig) => (isVersioned(config) ? randomBytes(24).toString('base64url') : 'null');
