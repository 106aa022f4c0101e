import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

const longestKeyBytes = 1024;

/** A request as S3 reads it. */
export interface S3Request {
  /** The id that the answer, its error and its events carry. */
  id: string;
  method: string;
  /** The path as it was sent, still encoded. */
  path: string;
  bucket: string | undefined;
  key: string | undefined;
  query: Map<string, string>;
  /** A header, or the `x-amz-…` query parameter that stands for it in a presigned URL. */
  header: (name: string) => string | undefined;
  raw: IncomingMessage;
}

export function readRequest(raw: IncomingMessage): S3Request {
  const url = raw.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = readQuery(mark < 0 ? '' : url.slice(mark + 1));
  const hoisted = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const [bucket, ...rest] = path.slice(1).split('/');
  const key = decode(rest.join('/'));
  if (Buffer.byteLength(key) > longestKeyBytes) throw new S3Error('KeyTooLongError', 'Your key is too long');
  return {
    id: randomBytes(8).toString('hex').toUpperCase(),
    method: raw.method ?? 'GET',
    path,
    bucket: bucket ? decode(bucket) : undefined,
    key: key === '' ? undefined : key,
    query,
    header: (name) => {
      const sent = raw.headers[name];
      if (sent !== undefined) return Array.isArray(sent) ? sent.join(', ') : sent;
      return name.startsWith('x-amz-') ? hoisted.get(name) : undefined;
    },
    raw,
  };
}

/** A parameter given twice could be signed in one sense and read in another, so it is refused. */
function readQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const part of text.split('&').filter((each) => each !== '')) {
    const [name = '', ...value] = part.split('=');
    const decoded = decode(name.replaceAll('+', ' '));
    if (query.has(decoded)) throw new S3Error('InvalidArgument', `The parameter ${decoded} was given twice`);
    query.set(decoded, decode(value.join('=').replaceAll('+', ' ')));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}
