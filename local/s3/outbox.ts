import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Catalogue, Version } from './catalogue.ts';
import type { BucketConfig, Notification, NotificationRule, S3EventRecord } from './types.ts';

const batch = 50;
const atOnce = 8;
const firstRetryMs = 1000;
const longestRetryMs = 5 * 60_000;
const longestStopMs = 5000;
const owner = { principalId: 'EMBEDDED' };

const row = z.object({ id: z.number(), attempts: z.number(), notification: z.string() });

/** Whose doing an event is. */
export interface Cause {
  requestId: string;
  accessKeyId: string;
  address: string;
}

/**
 * Events on their way out. `add` belongs in the transaction that makes them true, so neither exists without the
 * other; a row goes only once `onEvent` has resolved, so an event outlives a killed process and may come twice.
 */
export function createOutbox(
  catalogue: Catalogue,
  {
    region,
    onEvent,
    now,
  }: { region: string; onEvent: (notification: Notification) => Promise<void>; now: () => number },
) {
  const underWay = new Map<number, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let taking = false;
  let open = true;

  const deliver = async ({ id, attempts, notification }: z.infer<typeof row>) => {
    try {
      await onEvent(JSON.parse(notification) as Notification);
      if (open) catalogue.prepare('DELETE FROM events WHERE id = ?').run(id);
    } catch {
      const due = now() + Math.min(firstRetryMs * 2 ** attempts, longestRetryMs);
      if (open) catalogue.prepare('UPDATE events SET due = ?, attempts = attempts + 1 WHERE id = ?').run(due, id);
    }
  };

  /** Starts what is due and there is room for; each end makes room and comes here again. */
  const pump = () => {
    if (!taking) return;
    clearTimeout(timer);
    const sql = 'SELECT id, due, attempts, notification FROM events WHERE due <= ? ORDER BY due, id LIMIT ?';
    const due = catalogue.prepare(sql).all(now(), batch + underWay.size);
    for (const each of due.map((found) => row.parse(found))) {
      if (underWay.size >= atOnce) return;
      if (underWay.has(each.id)) continue;
      const work = deliver(each).finally(() => {
        underWay.delete(each.id);
        pump();
      });
      underWay.set(each.id, work);
    }
    if (underWay.size > 0) return;
    const next = catalogue.prepare('SELECT min(due) AS due FROM events').get()?.due;
    if (typeof next === 'number') timer = setTimeout(pump, Math.max(next - now(), 0)).unref();
  };

  return {
    /** Records the events that the bucket's rules make of a change. */
    add: (
      name: string,
      bucket: BucketConfig,
      version: Pick<Version, 'bucket' | 'key' | 'version' | 'size' | 'etag' | 'seq'>,
      cause: Cause,
    ) => {
      for (const rule of (bucket.notifications ?? []).filter((each) => matches(each, name, version.key))) {
        const record: S3EventRecord = {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: region,
          eventTime: new Date(now()).toISOString(),
          eventName: name,
          userIdentity: { principalId: `AWS:${cause.accessKeyId}` },
          requestParameters: { sourceIPAddress: cause.address },
          responseElements: { 'x-amz-request-id': cause.requestId, 'x-amz-id-2': cause.requestId },
          s3: {
            s3SchemaVersion: '1.0',
            configurationId: rule.id,
            bucket: { name: version.bucket, ownerIdentity: owner, arn: `arn:aws:s3:::${version.bucket}` },
            object: {
              key: encodeURIComponent(version.key).replaceAll('%20', '+').replaceAll('%2F', '/'),
              ...(name.startsWith('ObjectCreated:') && { size: version.size, eTag: version.etag }),
              ...(version.version !== 'null' && { versionId: version.version }),
              sequencer: version.seq.toString(16).toUpperCase().padStart(16, '0'),
            },
          },
        };
        const notification: Notification = { target: rule.target, event: { Records: [record] } };
        catalogue
          .prepare('INSERT INTO events (due, notification) VALUES (?, ?)')
          .run(now(), JSON.stringify(notification));
      }
    },
    /** Delivers what has been committed; call it after the transaction. */
    wake: () => setImmediate(pump),
    start: () => {
      taking = true;
      pump();
    },
    settled: async () => {
      pump();
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    /** Takes up nothing more and waits a little for what was taken up; what stays longer comes again at the next start. */
    stop: async () => {
      taking = false;
      clearTimeout(timer);
      const patience = new AbortController();
      const enough = sleep(longestStopMs, undefined, { signal: patience.signal }).catch(() => undefined);
      await Promise.race([Promise.all(underWay.values()), enough]);
      patience.abort();
      open = false;
    },
  };
}

function matches(rule: NotificationRule, name: string, key: string): boolean {
  const wanted = rule.events.some((event) => {
    const pattern = event.replace(/^s3:/, '');
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  });
  return wanted && key.startsWith(rule.prefix ?? '') && key.endsWith(rule.suffix ?? '');
}
