import type { Version } from './catalogue.ts';
import { S3Error } from './errors.ts';
import { abortUpload, staleUploads } from './multipart.ts';
import type { Store } from './store.ts';
import type { BucketConfig, LifecycleRule } from './types.ts';
import { removeCurrent, removeVersion } from './versions.ts';

const dayMs = 24 * 3600_000;
const cause = { requestId: 'LIFECYCLE', accessKeyId: 's3.amazonaws.com', address: '127.0.0.1' };

/** When something that began at `from` has lasted so many days: at the midnight UTC that follows, as on AWS. */
const endOf = (from: number, days: number) => Math.ceil((from + days * dayMs) / dayMs) * dayMs;

/** Ends what each bucket's rules say has lasted long enough. Answers how many versions went or were marked deleted. */
export async function sweep(store: Store): Promise<number> {
  let ended = 0;
  for (const [bucket, config] of store.buckets) {
    for (const rule of config.lifecycle ?? []) ended += await applyRule(store, bucket, config, rule);
  }
  return ended;
}

async function applyRule(store: Store, bucket: string, config: BucketConfig, rule: LifecycleRule): Promise<number> {
  const prefix = rule.prefix ?? '';
  const over = (from: number, days: number | undefined) => days !== undefined && endOf(from, days) <= store.now();
  let ended = 0;
  for (const versions of byKey(store, bucket, prefix)) {
    const [current, ...older] = versions;
    if (!current) continue;
    const place = { bucket, config, key: current.key };
    const change = { event: 'LifecycleExpiration', cause } as const;
    const ends: Version[] = [];
    for (const [index, version] of older.entries()) {
      // A version is out of use since the one after it came.
      if (over(versions[index]?.modified ?? version.modified, rule.noncurrentDays)) ends.push(version);
    }
    if (current.blob === null && older.length === ends.length && rule.expiredObjectDeleteMarker) ends.push(current);
    for (const version of ends) if (await end(() => removeVersion(store, place, version.version, change))) ended += 1;
    if (current.blob !== null && over(current.modified, rule.expirationDays)) {
      if (await end(() => removeCurrent(store, place, change))) ended += 1;
    }
  }
  for (const upload of staleUploads(store, bucket, prefix)) {
    if (over(upload.begun, rule.abortIncompleteMultipartDays)) await abortUpload(store, upload.id);
  }
  return ended;
}

/** What a lock holds stays; a later sweep comes back to it. */
async function end(work: () => Promise<Version | undefined>): Promise<boolean> {
  try {
    return (await work()) !== undefined;
  } catch (error) {
    if (error instanceof S3Error && error.code === 'AccessDenied') return false;
    throw error;
  }
}

/** The versions of one key at a time, the newest first. */
function* byKey({ catalogue }: Store, bucket: string, prefix: string): Generator<Version[]> {
  let group: Version[] = [];
  for (const version of catalogue.walk(bucket, prefix)) {
    if (!version.key.startsWith(prefix)) break;
    if (group[0] && group[0].key !== version.key) {
      yield group;
      group = [];
    }
    group.push(version);
  }
  yield group;
}
