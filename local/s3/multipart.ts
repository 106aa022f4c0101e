import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { openUpload, readDocument } from './body.ts';
import { objectDetail } from './catalogue.ts';
import { malformedXml, S3Error } from './errors.ts';
import { namedHeaders, readDescription } from './headers.ts';
import { lockOf } from './lock.ts';
import { checksumHeaders, receive } from './put-object.ts';
import { type Answer, causeOf, type ObjectCall, quoted, type Store, versionHeader } from './store.ts';
import { readTagHeader } from './tags.ts';
import { addVersion, readWriteCondition } from './versions.ts';
import { parseXml, xmlDocument } from './xml.ts';

const leastPartBytes = 5 * 1024 * 1024;
const mostParts = 10_000;

const upload = z.object({ id: z.string(), bucket: z.string(), key: z.string(), begun: z.number(), detail: z.string() });
const part = z.object({ number: z.number(), blob: z.string(), size: z.number(), etag: z.string() });
type Part = z.infer<typeof part>;

const named = z.object({ PartNumber: z.coerce.number().int(), ETag: z.string() });
const document = z.object({
  CompleteMultipartUpload: z.object({ Part: z.union([named.transform((each) => [each]), z.array(named)]) }),
});

/**
 * Large files in parts, as the AWS CLI sends everything over 8 MB. Parts are checked as they come; the whole is
 * given an ETag as on AWS (MD5 of the parts' MD5s and their number), and carries no checksum of its own.
 */
export function createUpload(store: Store, { request, bucket, key, config }: ObjectCall): Answer {
  const described = readDescription(namedHeaders(request));
  const tags = readTagHeader(request.header('x-amz-tagging'));
  const detail = { ...described, tags, ...lockOf(request.header, config, store.now()), checksums: {} };
  const id = randomUUID();
  store.catalogue
    .prepare('INSERT INTO uploads (id, bucket, key, begun, detail) VALUES (?, ?, ?, ?, ?)')
    .run(id, bucket, key, store.now(), JSON.stringify(detail));
  return xml(xmlDocument('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id }));
}

export async function uploadPart(store: Store, call: ObjectCall): Promise<Answer> {
  const { request } = call;
  if (request.header('x-amz-copy-source') !== undefined)
    throw new S3Error('NotImplemented', 'UploadPartCopy is not implemented');
  const { id } = findUpload(store, call);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > mostParts) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const { content, wanted, assertDeclared } = openUpload(request, call.identity.payload, store.maxObjectBytes);
  const blob = await receive(store, content, wanted, assertDeclared);
  const sql = `INSERT INTO parts (upload, number, blob, size, etag, modified) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET blob = excluded.blob, size = excluded.size, etag = excluded.etag, modified = excluded.modified`;
  const replaced = store.catalogue.transaction(() => {
    findUpload(store, call);
    const old = partsOf(store, id).find((each) => each.number === number);
    store.catalogue.prepare(sql).run(id, number, blob.id, blob.size, blob.md5, store.now());
    return old;
  });
  await store.catalogue.durable();
  if (replaced) await store.blobs.remove([replaced.blob]);
  return { status: 200, headers: { etag: quoted(blob.md5), ...checksumHeaders(blob.checksums) } };
}

export async function completeUpload(store: Store, call: ObjectCall): Promise<Answer> {
  const { request, bucket, key, config } = call;
  const { id, detail } = findUpload(store, call);
  const read = document.safeParse(parseXml(await readDocument(request, call.identity.payload)));
  if (!read.success) throw malformedXml();
  const parts = chosenParts(partsOf(store, id), read.data.CompleteMultipartUpload.Part);
  const content = (async function* () {
    for (const { blob } of parts) yield* store.blobs.read(blob);
  })();
  const whole = await receive(store, content, [], () => undefined);
  const digest = createHash('md5').update(Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex'))));
  const version = await addVersion(
    store,
    call,
    {
      blob: whole.id,
      size: whole.size,
      etag: `${digest.digest('hex')}-${parts.length}`,
      detail: objectDetail.parse(JSON.parse(detail)),
    },
    {
      event: 'ObjectCreated:CompleteMultipartUpload',
      cause: causeOf(call),
      condition: readWriteCondition(request.header),
    },
  );
  await abortUpload(store, id);
  const location = `http://${request.raw.headers.host}${request.path}`;
  const body = { Location: location, Bucket: bucket, Key: key, ETag: quoted(version.etag) };
  return { ...xml(xmlDocument('CompleteMultipartUploadResult', body), versionHeader(version, config)) };
}

export async function deleteUpload(store: Store, call: ObjectCall): Promise<Answer> {
  await abortUpload(store, findUpload(store, call).id);
  return { status: 204 };
}

export async function abortUpload(store: Store, id: string): Promise<void> {
  const parts = partsOf(store, id);
  store.catalogue.prepare('DELETE FROM uploads WHERE id = ?').run(id);
  await store.catalogue.durable();
  await store.blobs.remove(parts.map(({ blob }) => blob));
}

/** The uploads of a bucket that were begun and not completed, for a lifecycle rule to judge. */
export function staleUploads({ catalogue }: Store, bucket: string, prefix: string) {
  const rows = catalogue.prepare('SELECT * FROM uploads WHERE bucket = ?').all(bucket);
  return rows.map((row) => upload.parse(row)).filter(({ key }) => key.startsWith(prefix));
}

function findUpload({ catalogue }: Store, { request, bucket, key }: ObjectCall) {
  const sql = 'SELECT * FROM uploads WHERE id = ? AND bucket = ? AND key = ?';
  const row = catalogue.prepare(sql).get(request.query.get('uploadId') ?? '', bucket, key);
  if (!row)
    throw new S3Error(
      'NoSuchUpload',
      'The specified multipart upload does not exist. It may have been aborted or completed.',
    );
  return upload.parse(row);
}

const partsOf = ({ catalogue }: Store, id: string): Part[] =>
  catalogue
    .prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number')
    .all(id)
    .map((row) => part.parse(row));

function chosenParts(stored: Part[], chosen: z.infer<typeof named>[]): Part[] {
  const parts = chosen.map(({ PartNumber, ETag }, index) => {
    if (index > 0 && PartNumber <= (chosen[index - 1]?.PartNumber ?? 0)) {
      throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    const found = stored.find(({ number, etag }) => number === PartNumber && etag === ETag.replaceAll('"', ''));
    if (!found) throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
    return found;
  });
  if (parts.slice(0, -1).some(({ size }) => size < leastPartBytes)) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
  }
  return parts;
}

const xml = (body: string, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body,
});
