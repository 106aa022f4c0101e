import * as z from 'zod';
import { readDocument } from './body.ts';
import type { Version } from './catalogue.ts';
import { malformedXml, S3Error } from './errors.ts';
import { type Answer, type Call, causeOf, type ObjectCall, type Store } from './store.ts';
import { readWriteCondition, removeCurrent, removeVersion } from './versions.ts';
import { parseXml, type XmlNode, xmlDocument } from './xml.ts';

const one = z.object({ Key: z.string().min(1), VersionId: z.string().optional() });
const document = z.object({
  Delete: z.object({
    Object: z.union([one.transform((each) => [each]), z.array(one).max(1000)]),
    Quiet: z.stringbool().default(false),
  }),
});

export async function deleteObject(store: Store, call: ObjectCall): Promise<Answer> {
  const { request } = call;
  const gone = await remove(store, call, call.key, request.query.get('versionId'), readWriteCondition(request.header));
  return {
    status: 204,
    headers: {
      ...(gone && gone.version !== 'null' && { 'x-amz-version-id': gone.version }),
      ...(gone?.detail.deleteMarker && { 'x-amz-delete-marker': 'true' }),
    },
  };
}

/** DeleteObjects: each key has its own answer, and one that fails stops no other. */
export async function deleteObjects(store: Store, call: Call): Promise<Answer> {
  const read = document.safeParse(parseXml(await readDocument(call.request, call.identity.payload)));
  if (!read.success) throw malformedXml();
  const { Object: objects, Quiet } = read.data.Delete;
  const result: { Deleted: XmlNode[]; Error: XmlNode[] } = { Deleted: [], Error: [] };
  for (const { Key, VersionId } of objects) {
    try {
      const gone = await remove(store, call, Key, VersionId);
      const marker = gone?.detail.deleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: gone.version };
      if (!Quiet) result.Deleted.push({ Key, VersionId, ...marker });
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      result.Error.push({ Key, VersionId, Code: error.code, Message: error.message });
    }
  }
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlDocument('DeleteResult', result) };
}

function remove(
  store: Store,
  call: Call,
  key: string,
  version: string | undefined,
  condition?: ReturnType<typeof readWriteCondition>,
): Promise<Version | undefined> {
  const place = { bucket: call.bucket, config: call.config, key };
  const change = { event: 'ObjectRemoved', cause: causeOf(call) } as const;
  if (version === undefined) return removeCurrent(store, place, { ...change, ...(condition && { condition }) });
  const bypassGovernance = call.request.header('x-amz-bypass-governance-retention') === 'true';
  return removeVersion(store, place, version, { ...change, bypassGovernance });
}
