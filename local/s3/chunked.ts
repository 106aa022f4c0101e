import { createHash } from 'node:crypto';
import type { ChunkSigning } from './authenticate.ts';
import { S3Error } from './errors.ts';
import { hmac, sameSignature, sha256Hex } from './sigv4.ts';

const longestLineBytes = 8 * 1024;
const mostTrailers = 10;
const emptyHash = sha256Hex('');

interface Chunked {
  trailer: boolean;
  /** Given where each chunk is signed. */
  chunks?: ChunkSigning;
}

/**
 * Decodes `aws-chunked` content: `SIZE[;chunk-signature=…]CRLF data CRLF … 0 … CRLF [trailers] CRLF`.
 * Puts the trailers into `trailers` and verifies every signature. A chunk's bytes are given before its signature
 * has been checked: who takes them must not keep them if this throws.
 */
export async function* dechunk(
  source: AsyncIterable<Buffer>,
  { trailer, chunks }: Chunked,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = createReader(source);
  let previous = chunks?.seed ?? '';
  const verify = (kind: string, parts: string[], given: string | undefined) => {
    if (!chunks) return;
    const text = [`AWS4-HMAC-SHA256-${kind}`, chunks.timestamp, chunks.scope, previous, ...parts].join('\n');
    const expected = hmac(chunks.key, text).toString('hex');
    if (given === undefined || !sameSignature(expected, given)) {
      throw new S3Error('SignatureDoesNotMatch', `The ${kind.toLowerCase()} signature of the body does not match.`);
    }
    previous = expected;
  };
  for (let last = false; !last; ) {
    const [, digits, signature] =
      /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(await reader.line()) ?? [];
    if (digits === undefined) throw broken();
    const size = Number.parseInt(digits, 16);
    const hash = createHash('sha256');
    for await (const data of reader.take(size)) {
      if (chunks) hash.update(data);
      yield data;
    }
    last = size === 0;
    if (!last && (await reader.line()) !== '') throw broken();
    verify('PAYLOAD', [emptyHash, hash.digest('hex')], signature);
  }
  const canonical: string[] = [];
  for (let line = await reader.line(); trailer && line !== ''; line = await reader.line()) {
    const [name = '', value = ''] = line.split(/:(.*)/s, 2).map((part) => part.trim());
    if (trailers.size >= mostTrailers) throw broken();
    if (name.toLowerCase() !== 'x-amz-trailer-signature') canonical.push(`${name.toLowerCase()}:${value}\n`);
    trailers.set(name.toLowerCase(), value);
  }
  if (trailer) verify('TRAILER', [sha256Hex(canonical.join(''))], trailers.get('x-amz-trailer-signature'));
}

const broken = () => new S3Error('IncompleteBody', 'The request body is not well-formed aws-chunked content.');

/** Reads lines and counted bytes from a stream, holding no more than one piece of it. */
function createReader(source: AsyncIterable<Buffer>) {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const next = await pieces.next();
    if (next.done) throw broken();
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
  };
  return {
    line: async (): Promise<string> => {
      for (;;) {
        const end = held.indexOf('\r\n');
        if (end > longestLineBytes || (end < 0 && held.length > longestLineBytes)) throw broken();
        if (end >= 0) {
          const line = held.toString('latin1', 0, end);
          held = held.subarray(end + 2);
          return line;
        }
        await more();
      }
    },
    take: async function* (count: number): AsyncGenerator<Buffer> {
      for (let left = count; left > 0; ) {
        if (held.length === 0) await more();
        const data = held.subarray(0, left);
        held = held.subarray(data.length);
        left -= data.length;
        yield data;
      }
    },
  };
}
