import type { Version } from './catalogue.ts';
import { S3Error } from './errors.ts';
import { uriEncode } from './sigv4.ts';
import { type Answer, type Call, quoted, type Store } from './store.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

const largestPage = 1000;
/** Sorts after every key that begins as the text before it: none is as long. */
const afterAll = '\u{10ffff}'.repeat(256);

interface Page {
  contents: Version[];
  commonPrefixes: string[];
  /** Where the next page begins; undefined on the last. */
  next: { key: string; version?: string } | undefined;
}

export function listObjectsV2(store: Store, call: Call): Answer {
  const { query } = call.request;
  if (query.get('list-type') !== '2')
    throw new S3Error('NotImplemented', 'Only version 2 of ListObjects is implemented');
  const { prefix, delimiter, maxKeys, encode } = readParameters(query);
  const token = query.get('continuation-token');
  const after = query.get('start-after') ?? '';
  const from = token === undefined ? after : readToken(token).key;
  const page = paginate(currentOf(store, call.bucket), { prefix, delimiter, maxKeys, after: { key: from } });
  return xml('ListBucketResult', {
    Name: call.bucket,
    Prefix: encode(prefix),
    ...(delimiter && { Delimiter: encode(delimiter) }),
    MaxKeys: maxKeys,
    KeyCount: page.contents.length + page.commonPrefixes.length,
    IsTruncated: page.next !== undefined,
    ...(query.has('start-after') && { StartAfter: encode(after) }),
    ...(token !== undefined && { ContinuationToken: token }),
    ...(page.next && { NextContinuationToken: writeToken(page.next) }),
    ...(query.has('encoding-type') && { EncodingType: 'url' }),
    Contents: page.contents.map((version) => ({
      Key: encode(version.key),
      ...entry(version),
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encode(each) })),
  });
}

export function listObjectVersions(store: Store, call: Call): Answer {
  const { query } = call.request;
  const { prefix, delimiter, maxKeys, encode } = readParameters(query);
  const [key = '', version] = [query.get('key-marker'), query.get('version-id-marker') || undefined];
  const after = { key, ...(version && { version }) };
  const page = paginate(versionsOf(store, call.bucket), { prefix, delimiter, maxKeys, after });
  const shown = (each: Version) => ({
    Key: encode(each.key),
    VersionId: each.version,
    IsLatest: store.catalogue.current(call.bucket, each.key)?.seq === each.seq,
  });
  return xml('ListVersionsResult', {
    Name: call.bucket,
    Prefix: encode(prefix),
    ...(delimiter && { Delimiter: encode(delimiter) }),
    KeyMarker: encode(key),
    VersionIdMarker: version ?? '',
    MaxKeys: maxKeys,
    IsTruncated: page.next !== undefined,
    ...(page.next && { NextKeyMarker: encode(page.next.key), NextVersionIdMarker: page.next.version }),
    ...(query.has('encoding-type') && { EncodingType: 'url' }),
    Version: page.contents
      .filter(({ blob }) => blob !== null)
      .map((each) => ({ ...shown(each), ...entry(each), StorageClass: 'STANDARD' })),
    DeleteMarker: page.contents
      .filter(({ blob }) => blob === null)
      .map((each) => ({ ...shown(each), LastModified: new Date(each.modified).toISOString() })),
    CommonPrefixes: page.commonPrefixes.map((each) => ({ Prefix: encode(each) })),
  });
}

type Walk = (from: string) => Iterable<Version>;

/** One page of what `walk` gives, keys that share a delimiter folded into one common prefix, which is then skipped. */
function paginate(
  walk: Walk,
  {
    prefix,
    delimiter,
    maxKeys,
    after,
  }: { prefix: string; delimiter: string; maxKeys: number; after: { key: string; version?: string } },
): Page {
  const page: Page = { contents: [], commonPrefixes: [], next: undefined };
  if (maxKeys === 0) return page;
  let last = after;
  let passed = after.version === undefined;
  for (let from: string | undefined = later(after.key, prefix); from !== undefined; ) {
    const start: string = from;
    from = undefined;
    for (const version of walk(start)) {
      if (!version.key.startsWith(prefix)) return page;
      if (version.key === after.key) {
        const skip = !passed || after.version === undefined;
        passed ||= version.version === after.version;
        if (skip) continue;
      }
      const cut = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
      const common = cut < 0 ? undefined : version.key.slice(0, cut + delimiter.length);
      if (common !== undefined && after.key.startsWith(common) && after.key !== '') {
        from = common + afterAll;
        break;
      }
      if (page.contents.length + page.commonPrefixes.length === maxKeys) return { ...page, next: last };
      if (common === undefined) {
        page.contents.push(version);
        last = { key: version.key, version: version.version };
      } else {
        page.commonPrefixes.push(common);
        last = { key: common };
        from = common + afterAll;
        break;
      }
    }
  }
  return page;
}

/** In the order of the index: by UTF-8 bytes. */
const later = (one: string, other: string) => (Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0 ? one : other);

function currentOf({ catalogue }: Store, bucket: string): Walk {
  return function* (from) {
    let seen: string | undefined;
    for (const version of catalogue.walk(bucket, from)) {
      if (version.key !== seen && version.blob !== null) yield version;
      seen = version.key;
    }
  };
}

const versionsOf =
  ({ catalogue }: Store, bucket: string): Walk =>
  (from) =>
    catalogue.walk(bucket, from);

function readParameters(query: Map<string, string>) {
  const text = query.get('max-keys') ?? String(largestPage);
  if (!/^\d{1,9}$/.test(text))
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  const encoding = query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url')
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: Math.min(Number(text), largestPage),
    encode: (text: string) => (encoding === 'url' ? uriEncode(text, { keepSlash: true }) : text),
  };
}

const entry = ({ modified, etag, size, detail }: Version): XmlNode => ({
  LastModified: new Date(modified).toISOString(),
  ETag: quoted(etag),
  ...(Object.keys(detail.checksums).length > 0 && {
    ChecksumAlgorithm: Object.keys(detail.checksums).map((name) => name.toUpperCase()),
    ChecksumType: 'FULL_OBJECT',
  }),
  Size: size,
});

const writeToken = ({ key }: { key: string }) => Buffer.from(key).toString('base64url');

function readToken(token: string): { key: string } {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (writeToken({ key }) !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  return { key };
}

const xml = (root: string, content: XmlNode): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument(root, content),
});
