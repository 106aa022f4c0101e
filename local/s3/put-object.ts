import type { Blob } from './blobs.ts';
import { openUpload } from './body.ts';
import type { ObjectDetail } from './catalogue.ts';
import type { Checksums } from './checksums.ts';
import { S3Error } from './errors.ts';
import { namedHeaders, readDescription } from './headers.ts';
import { lockOf } from './lock.ts';
import { type Answer, causeOf, type ObjectCall, quoted, type Store, versionHeader } from './store.ts';
import { readTagHeader } from './tags.ts';
import { addVersion, assertWriteCondition, readWriteCondition } from './versions.ts';

export async function putObject(store: Store, call: ObjectCall): Promise<Answer> {
  const { request, config } = call;
  const condition = readWriteCondition(request.header);
  const described = readDescription(namedHeaders(request));
  const tags = readTagHeader(request.header('x-amz-tagging'));
  const lock = lockOf(request.header, config, store.now());
  const upload = openUpload(request, call.identity.payload, store.maxObjectBytes);
  assertChecked(lock, upload.wanted.length > 0 || request.header('content-md5') !== undefined);
  assertWriteCondition(store, call, condition);

  const blob = await receive(store, upload.content, upload.wanted, upload.assertDeclared);
  const detail = { ...described, tags, ...lock, checksums: blob.checksums };
  const content = { blob: blob.id, size: blob.size, etag: blob.md5, detail };
  const version = await addVersion(store, call, content, {
    event: 'ObjectCreated:Put',
    cause: causeOf(call),
    condition,
  });
  return {
    status: 200,
    headers: {
      etag: quoted(version.etag),
      ...checksumHeaders(blob.checksums),
      ...encryptionHeaders(detail),
      ...versionHeader(version, config),
    },
  };
}

/** Writes an upload to disk and holds it to what was declared; what fails leaves nothing. */
export async function receive(
  store: Store,
  content: AsyncIterable<Uint8Array>,
  wanted: Iterable<keyof Checksums>,
  verify: (blob: Blob) => void,
): Promise<Blob> {
  const blob = await store.blobs.write(content, wanted, store.maxObjectBytes);
  try {
    verify(blob);
    return blob;
  } catch (error) {
    await store.blobs.remove([blob.id]);
    throw error;
  }
}

/** S3 takes nothing under retention whose bytes it could not check on the way. */
export function assertChecked({ retention }: Pick<ObjectDetail, 'retention'>, hasChecksum: boolean): void {
  if (!retention || hasChecksum) return;
  const needed =
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters';
  throw new S3Error('InvalidRequest', needed);
}

export function checksumHeaders(checksums: Checksums): Record<string, string> {
  const found = Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]);
  return found.length === 0 ? {} : { ...Object.fromEntries(found), 'x-amz-checksum-type': 'FULL_OBJECT' };
}

export function encryptionHeaders({ headers }: Pick<ObjectDetail, 'headers'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')),
  );
}
