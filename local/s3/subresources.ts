import * as z from 'zod';
import { readDocument } from './body.ts';
import type { ObjectDetail } from './catalogue.ts';
import { malformedXml, S3Error } from './errors.ts';
import { assertRetentionChange, readLegalHold, readRetention } from './lock.ts';
import { type Answer, causeOf, type ObjectCall, resolveVersion, type Store, versionHeader } from './store.ts';
import { readTagDocument, tagDocument } from './tags.ts';
import { parseXml, type XmlNode, xmlDocument } from './xml.ts';

const retentionDocument = z.object({ Retention: z.object({ Mode: z.string(), RetainUntilDate: z.string() }) });
const legalHoldDocument = z.object({ LegalHold: z.object({ Status: z.string() }) });

export function getTagging(store: Store, call: ObjectCall): Answer {
  const object = target(store, call);
  return xml('Tagging', tagDocument(object.detail.tags), versionHeader(object, call.config));
}

export async function putTagging(store: Store, call: ObjectCall): Promise<Answer> {
  const tags = readTagDocument(await readDocument(call.request, call.identity.payload));
  return change(store, call, 200, 'ObjectTagging:Put', () => ({ tags }));
}

export const deleteTagging = (store: Store, call: ObjectCall): Promise<Answer> =>
  change(store, call, 204, 'ObjectTagging:Delete', () => ({ tags: {} }));

export function getRetention(store: Store, call: ObjectCall): Answer {
  const { retention } = target(store, call).detail;
  if (!retention)
    throw new S3Error('NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration');
  return xml('Retention', { Mode: retention.mode, RetainUntilDate: new Date(retention.until).toISOString() });
}

export async function putRetention(store: Store, call: ObjectCall): Promise<Answer> {
  assertLockable(call);
  const { Retention } = await read(call, retentionDocument);
  const retention = readRetention(Retention.Mode, Retention.RetainUntilDate, store.now());
  const bypass = call.request.header('x-amz-bypass-governance-retention') === 'true';
  return change(store, call, 200, undefined, (detail) => {
    assertRetentionChange(detail, retention, store.now(), bypass);
    return { retention };
  });
}

export function getLegalHold(store: Store, call: ObjectCall): Answer {
  const { legalHold } = target(store, call).detail;
  if (legalHold === undefined) {
    throw new S3Error('NoSuchObjectLockConfiguration', 'The specified object does not have a ObjectLock configuration');
  }
  return xml('LegalHold', { Status: legalHold ? 'ON' : 'OFF' });
}

export async function putLegalHold(store: Store, call: ObjectCall): Promise<Answer> {
  assertLockable(call);
  const legalHold = readLegalHold((await read(call, legalHoldDocument)).LegalHold.Status);
  return change(store, call, 200, undefined, () => ({ legalHold }));
}

const target = (store: Store, call: ObjectCall) => resolveVersion(store, call, call.request.query.get('versionId'));

function assertLockable({ config }: ObjectCall): void {
  if (!config.objectLock) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
}

async function read<T extends z.ZodType>({ request, identity }: ObjectCall, schema: T): Promise<z.infer<T>> {
  const found = schema.safeParse(parseXml(await readDocument(request, identity.payload)));
  if (!found.success) throw malformedXml();
  return found.data;
}

/** Changes what one version carries beside its bytes, with the event that tells of it. */
async function change(
  store: Store,
  call: ObjectCall,
  status: number,
  event: string | undefined,
  part: (detail: ObjectDetail) => Partial<ObjectDetail>,
): Promise<Answer> {
  const object = store.catalogue.transaction(() => {
    const found = target(store, call);
    store.catalogue.setDetail(found.seq, { ...found.detail, ...part(found.detail) });
    if (event) store.outbox.add(event, call.config, found, causeOf(call));
    return found;
  });
  await store.catalogue.durable();
  store.outbox.wake();
  return { status, headers: versionHeader(object, call.config) };
}

const xml = (root: string, content: XmlNode, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: xmlDocument(root, content),
});
