import { fileTypeFromBuffer } from 'file-type';
import { sha256Hex } from '#platform/ids.ts';
import type { Document } from '#schemas/evidence.ts';
import { type Inspector, TooCostly } from '../inspection.ts';
import { type Inspection, refuses } from '../inspector/protocol.ts';

/** Where a second file hides behind the first: signatures that have no business inside a document. */
const strangers = [
  ['application/zip', Buffer.from('PK\x03\x04', 'latin1')],
  ['application/pdf', Buffer.from('%PDF-')],
  ['text/html', Buffer.from('<script')],
  ['image/svg+xml', Buffer.from('<svg')],
  ['application/x-msdownload', Buffer.from('This program cannot be run in DOS mode')],
] as const;

/** A file that is also another: an image with a PDF behind it, a PDF with an archive after its end. */
const isSeveral = (bytes: Uint8Array, mediaType: Document['mediaType']): boolean => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (mediaType === 'application/pdf') {
    const end = all.lastIndexOf('%%EOF');
    if (all.indexOf('%PDF-') !== 0) return true;
    // What follows the end of a PDF is at most a line or two.
    return end >= 0 && all.length - end > 1024;
  }
  const tail = mediaType === 'image/png' ? all.indexOf('IEND') + 8 : all.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2;
  const rest = all.subarray(Math.max(tail, 0));
  return strangers.some(([, signature]) => rest.includes(signature));
};

/** Looks at the bytes that arrived, whatever their name says; cheap questions first. */
export const inspect = async (inspector: Inspector, bytes: Uint8Array, declared: Document): Promise<Inspection> => {
  const refused = (code: Parameters<typeof refuses>[0]): Inspection => ({ findings: [refuses(code)], pages: 0 });
  if (bytes.length !== declared.bytes) return refused('size-differs');
  if (sha256Hex(bytes) !== declared.sha256) return refused('hash-differs');
  const type = await fileTypeFromBuffer(bytes);
  if (type?.mime !== declared.mediaType) return refused('type-differs');
  if (isSeveral(bytes, declared.mediaType)) return refused('several-types');
  try {
    const reply = await inspector.ask({ ask: 'inspect', mediaType: declared.mediaType, bytes });
    if ('inspection' in reply) return reply.inspection;
    return refused(declared.mediaType === 'application/pdf' ? 'pdf-damaged' : 'image-damaged');
  } catch (error) {
    if (error instanceof TooCostly) return refused('too-costly');
    throw error;
  }
};

export const isRefused = ({ findings }: Pick<Inspection, 'findings'>): boolean =>
  findings.some(({ effect }) => effect === 'refuses');
