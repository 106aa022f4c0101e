import type { ObjectDetail } from './catalogue.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';

const kept = [
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
];
const unsupported =
  /^x-amz-(server-side-encryption-customer-|website-redirect-location|write-offset-bytes|copy-source-server-side)/;
const largestMetadataBytes = 2048;
const metaPrefix = 'x-amz-meta-';

type Described = Pick<ObjectDetail, 'headers' | 'metadata'>;

/** What an upload says of its object in headers (of a request, or fields of a form), to be given back with it. */
export function readDescription(named: Iterable<[string, string]>): Described {
  const given = new Map(named);
  refuseUnsupported(given);
  const headers: Record<string, string> = {
    'content-type': headerValue(given.get('content-type') ?? 'binary/octet-stream'),
  };
  for (const name of kept) {
    const value = given.get(name);
    if (value !== undefined) headers[name] = headerValue(value);
  }
  const encodings = (given.get('content-encoding') ?? '').split(',').map((each) => each.trim());
  const encoding = encodings.filter((each) => each !== '' && each !== 'aws-chunked').join(',');
  if (encoding !== '') headers['content-encoding'] = headerValue(encoding);
  const metadata = Object.fromEntries(
    [...given]
      .filter(([name]) => name.startsWith(metaPrefix))
      .map(([name, value]) => [name.slice(metaPrefix.length), value]),
  );
  const bytes = Object.entries(metadata).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (bytes > largestMetadataBytes) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  return { headers, metadata };
}

/** A request's headers, with the `x-amz-…` parameters that a presigned URL carries in their stead. */
export function* namedHeaders({ raw, query, header }: S3Request): Generator<[string, string]> {
  const parameters = [...query.keys()].map((name) => name.toLowerCase()).filter((name) => name.startsWith('x-amz-'));
  for (const name of new Set([...Object.keys(raw.headers), ...parameters])) {
    // Header bytes reach us as ISO 8859-1; what clients write in metadata is UTF-8.
    const value = header(name) ?? '';
    yield [name, name.startsWith(metaPrefix) ? Buffer.from(value, 'latin1').toString('utf8') : value];
  }
}

/** The headers that describe an object in an answer. */
export function describe({ headers, metadata }: Described): Record<string, string> {
  const meta = Object.entries(metadata).map(([name, value]) => [metaPrefix + name, encodeWord(value)]);
  return { ...headers, ...Object.fromEntries(meta) };
}

/** A text as a header can carry it. Throws InvalidArgument, as S3 does, for what ISO 8859-1 does not hold. */
export function headerValue(text: string): string {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(text)) {
    throw new S3Error('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.');
  }
  return text;
}

/** S3 gives metadata beyond ASCII back as an encoded word (RFC 2047). */
function encodeWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

function refuseUnsupported(given: Map<string, string>): void {
  const acl = given.get('x-amz-acl') ?? given.get('acl') ?? 'private';
  const granting = [...given.keys()].some((name) => name.startsWith('x-amz-grant-'));
  if (granting || !['private', 'bucket-owner-full-control'].includes(acl)) {
    throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
  if ((given.get('x-amz-storage-class') ?? 'STANDARD') !== 'STANDARD') {
    throw new S3Error('InvalidStorageClass', 'The storage class you specified is not valid');
  }
  const header = [...given.keys()].find((name) => unsupported.test(name));
  if (header !== undefined) {
    throw new S3Error('NotImplemented', 'A header you provided implies functionality that is not implemented', {
      elements: { Header: header },
    });
  }
}
