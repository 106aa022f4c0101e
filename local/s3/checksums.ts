import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { S3Error } from './errors.ts';

/** Checksums as S3 names them, in its headers (`x-amz-checksum-crc32`) and its XML (`ChecksumCRC32`). */
export const checksumNames = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumName = (typeof checksumNames)[number];
export type Checksums = Partial<Record<ChecksumName, string>>;

const digestBytes: Record<ChecksumName, number> = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 };

/** Takes bytes as they pass and gives their digest at the end. */
interface Digester {
  update: (data: Uint8Array) => void;
  digest: () => Promise<Uint8Array>;
}

function digester(name: ChecksumName | 'md5'): Digester {
  if (name === 'crc32c') return new Crc32c();
  if (name === 'crc64nvme') return new Crc64Nvme();
  if (name === 'crc32') {
    let value = 0;
    return {
      update: (data) => {
        value = crc32(data, value);
      },
      digest: async () => {
        const bytes = Buffer.alloc(digestBytes.crc32);
        bytes.writeUInt32BE(value);
        return bytes;
      },
    };
  }
  const hash = createHash(name);
  return { update: (data) => hash.update(data), digest: async () => hash.digest() };
}

/** Digests several ways at once: MD5 (an object's ETag) and the checksums asked for. */
export function createDigests(wanted: Iterable<ChecksumName>) {
  const md5 = digester('md5');
  const others = [...new Set(wanted)].map((name) => ({ name, each: digester(name) }));
  return {
    update: (data: Uint8Array) => {
      md5.update(data);
      for (const { each } of others) each.update(data);
    },
    /** `md5` in hexadecimal, as an ETag is; the checksums in base64, as their headers are. */
    finish: async (): Promise<{ md5: string; checksums: Checksums }> => {
      const entries = others.map(async ({ name, each }) => [name, Buffer.from(await each.digest()).toString('base64')]);
      return {
        md5: Buffer.from(await md5.digest()).toString('hex'),
        checksums: Object.fromEntries(await Promise.all(entries)) as Checksums,
      };
    },
  };
}

/** The checksum values that a request's headers (or a form's fields) declare. Throws for one of the wrong length. */
export function declaredChecksums(header: (name: string) => string | undefined): Checksums {
  const declared: Checksums = {};
  for (const name of checksumNames) {
    const value = header(`x-amz-checksum-${name}`);
    if (value === undefined) continue;
    if (!isDigest(value, digestBytes[name])) {
      throw new S3Error('InvalidRequest', `Value for x-amz-checksum-${name} header is invalid.`);
    }
    declared[name] = value;
  }
  if (Object.keys(declared).length > 1) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  }
  return declared;
}

/** The algorithm that a request asks the store to compute, such as `SHA256`. */
export function requestedChecksum(name: string | undefined): ChecksumName | undefined {
  if (name === undefined) return;
  const known = checksumNames.find((each) => each === name.toLowerCase());
  if (!known) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  return known;
}

/** Content-MD5 in hexadecimal, or undefined where none was sent. */
export function declaredMd5(value: string | undefined): string | undefined {
  if (value === undefined) return;
  if (!isDigest(value, 16)) throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
  return Buffer.from(value, 'base64').toString('hex');
}

/** Throws BadDigest where what came is not what was declared. */
export function assertDigests(
  declared: { md5: string | undefined; checksums: Checksums },
  found: { md5: string; checksums: Checksums },
): void {
  if (declared.md5 !== undefined && declared.md5 !== found.md5) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  for (const name of checksumNames) {
    if (declared.checksums[name] !== undefined && declared.checksums[name] !== found.checksums[name]) {
      throw new S3Error('BadDigest', `The ${name.toUpperCase()} you specified did not match the calculated checksum.`);
    }
  }
}

function isDigest(value: string, bytes: number): boolean {
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
}
