import { createHash } from 'node:crypto';
import type { PayloadRule } from './authenticate.ts';
import {
  assertDigests,
  type ChecksumName,
  type Checksums,
  createDigests,
  declaredChecksums,
  declaredMd5,
  requestedChecksum,
} from './checksums.ts';
import { dechunk } from './chunked.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

const largestDocumentBytes = 1024 * 1024;

/** The content of an upload, and how to hold it to what its sender declared. */
export interface Upload {
  content: AsyncIterable<Buffer>;
  /** The checksums to compute while the content passes. */
  wanted: ChecksumName[];
  /** Throws where the content that passed is not what was declared (length, hash, checksum). Call it at the end. */
  assertDeclared: (found: { md5: string; checksums: Checksums }) => void;
}

export const tooLarge = (largest: number, proposed?: number) =>
  new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
    elements: { ...(proposed !== undefined && { ProposedSize: String(proposed) }), MaxSizeAllowed: String(largest) },
  });

/** Reads the body of a signed request as its signature and its headers say it is. */
export function openUpload(request: S3Request, payload: PayloadRule, largest: number): Upload {
  const length = declaredLength(request, payload);
  if (length > largest) throw tooLarge(largest, length);
  const declared = { md5: declaredMd5(request.header('content-md5')), checksums: declaredChecksums(request.header) };
  const trailers = new Map<string, string>();
  const announced = (request.header('x-amz-trailer') ?? '').toLowerCase().replace(/^x-amz-checksum-/, '');
  const trailing = announced === '' ? undefined : requestedChecksum(announced);
  const asked = requestedChecksum(request.header('x-amz-sdk-checksum-algorithm'));
  const source = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const decoded = payload.kind === 'chunked' ? dechunk(source, payload, trailers) : source;
  const own = Object.keys(declared.checksums) as ChecksumName[];
  return {
    content: exactly(length, payload.kind === 'sha256' ? hashed(payload.hex, decoded) : decoded),
    wanted: [...own, ...(trailing ? [trailing] : []), ...(asked ? [asked] : [])],
    assertDeclared: (found) => {
      assertDigests(declared, found);
      if (!trailing) return;
      const value = declaredChecksums((name) => trailers.get(name))[trailing];
      if (value === undefined)
        throw new S3Error('InvalidRequest', `The trailer x-amz-checksum-${trailing} is missing.`);
      assertDigests({ md5: undefined, checksums: { [trailing]: value } }, found);
    },
  };
}

/** A small document in a body (XML), whole. */
export async function readDocument(request: S3Request, payload: PayloadRule): Promise<string> {
  const { content, wanted, assertDeclared } = openUpload(request, payload, largestDocumentBytes);
  const digests = createDigests(wanted);
  const pieces: Buffer[] = [];
  for await (const piece of content) {
    digests.update(piece);
    pieces.push(piece);
  }
  assertDeclared(await digests.finish());
  return Buffer.concat(pieces).toString('utf8');
}

function declaredLength(request: S3Request, payload: PayloadRule): number {
  const name = payload.kind === 'chunked' ? 'x-amz-decoded-content-length' : 'content-length';
  const text = request.header(name);
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  return Number(text);
}

async function* exactly(length: number, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const data of source) {
    passed += data.length;
    if (passed > length) break;
    yield data;
  }
  if (passed !== length) {
    throw new S3Error(
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }
}

async function* hashed(expected: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const data of source) {
    hash.update(data);
    yield data;
  }
  const found = hash.digest('hex');
  if (found !== expected) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      {
        elements: { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: found },
      },
    );
  }
}
