import { accessDenied, S3Error, type S3ErrorCode } from './errors.ts';
import type { S3Request } from './request.ts';
import {
  algorithm,
  canonicalRequest,
  hmac,
  readScope,
  readTimestamp,
  type Scope,
  sameSignature,
  scopeText,
  signingKey,
  stringToSign,
} from './sigv4.ts';

const skewMs = 15 * 60_000;
const longestExpirySeconds = 7 * 24 * 3600;

export interface Keyring {
  region: string;
  credentials: (accessKeyId: string) => string | undefined;
  now: () => number;
}

/** What the signature says of the body, for the reader of the body to hold it to. */
export type PayloadRule =
  | { kind: 'unsigned' }
  | { kind: 'sha256'; hex: string }
  | { kind: 'chunked'; trailer: boolean; chunks?: ChunkSigning };

/** What each chunk's signature is made from; `seed` is the signature of the request itself. */
export interface ChunkSigning {
  key: Buffer;
  timestamp: string;
  scope: string;
  seed: string;
}

export interface Identity {
  accessKeyId: string;
  payload: PayloadRule;
}

interface Claim {
  scope: Scope;
  timestamp: string;
  signedHeaders: string[];
  signature: string;
  /** What the client says its body hashes to, or how it is sent. */
  content: string;
  query: Iterable<[string, string]>;
}

/** Who signed the request. Throws S3's 4xx for one that is unsigned, wrongly signed, too old or from the future. */
export function authenticate(request: S3Request, keyring: Keyring): Identity {
  const claim = request.query.has('X-Amz-Algorithm') ? presigned(request, keyring) : signed(request, keyring);
  const unsigned = Object.keys(request.raw.headers).filter(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0 || !claim.signedHeaders.includes('host')) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
      elements: { HeadersNotSigned: unsigned.join(', ') || 'host' },
    });
  }
  const key = signingKey(secretOf(claim.scope.accessKeyId, keyring), claim.scope);
  const canonical = canonicalRequest({
    method: request.method,
    path: request.path,
    query: claim.query,
    headers: request.header,
    signedHeaders: claim.signedHeaders,
    payloadHash: claim.content,
  });
  const text = stringToSign(claim.timestamp, claim.scope, canonical);
  if (!sameSignature(hmac(key, text).toString('hex'), claim.signature)) throw wrongSignature(text);
  const chunks = { key, timestamp: claim.timestamp, scope: scopeText(claim.scope), seed: claim.signature };
  return { accessKeyId: claim.scope.accessKeyId, payload: payloadRule(claim.content, chunks) };
}

export function secretOf(accessKeyId: string, keyring: Keyring): string {
  const secret = keyring.credentials(accessKeyId);
  if (secret === undefined) {
    throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
      elements: { AWSAccessKeyId: accessKeyId },
    });
  }
  return secret;
}

export function wrongSignature(text: string): S3Error {
  const explanation = 'The request signature we calculated does not match the signature you provided.';
  return new S3Error('SignatureDoesNotMatch', `${explanation} Check your key and signing method.`, {
    elements: { StringToSign: text },
  });
}

/** The scope of a credential, or `code` where it is malformed or meant for another region or service. */
export function scopeOf(credential: string, keyring: Keyring, code: S3ErrorCode): Scope {
  const scope = readScope(credential);
  if (!scope)
    throw new S3Error(code, 'The credential is mal-formed; expecting KEY/YYYYMMDD/REGION/SERVICE/aws4_request');
  if (scope.region !== keyring.region || scope.service !== 's3') {
    throw new S3Error(code, `The credential scope is wrong; expecting '${keyring.region}/s3'`, {
      elements: { Region: keyring.region },
    });
  }
  return scope;
}

function signed(request: S3Request, keyring: Keyring): Claim {
  const header = request.raw.headers.authorization;
  if (header === undefined) throw accessDenied();
  const malformed = (why: string) =>
    new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; ${why}`);
  const match = /^AWS4-HMAC-SHA256\s+(.+)$/.exec(header);
  if (!match) throw malformed(`only ${algorithm} is supported`);
  const parts = new Map((match[1] ?? '').split(',').map((part) => part.trim().split(/=(.*)/s, 2) as [string, string]));
  const [credential, names, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) => parts.get(name));
  if (!credential || !names || !signature) throw malformed('Credential, SignedHeaders and Signature are needed');
  const scope = scopeOf(credential, keyring, 'AuthorizationHeaderMalformed');
  const timestamp = request.raw.headers['x-amz-date'];
  const at = readTimestamp(typeof timestamp === 'string' ? timestamp : '');
  if (typeof timestamp !== 'string' || Number.isNaN(at) || !timestamp.startsWith(scope.date)) {
    throw accessDenied('AWS authentication requires a valid x-amz-date header of the day in its credential');
  }
  if (Math.abs(keyring.now() - at) > skewMs) {
    throw new S3Error(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        elements: { RequestTime: timestamp, ServerTime: new Date(keyring.now()).toISOString() },
      },
    );
  }
  const content = request.raw.headers['x-amz-content-sha256'];
  if (typeof content !== 'string') {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  return { scope, timestamp, signedHeaders: names.split(';'), signature, content, query: request.query };
}

function presigned(request: S3Request, keyring: Keyring): Claim {
  const code = 'AuthorizationQueryParametersError';
  const parameter = (name: string) => {
    const value = request.query.get(name);
    if (!value) throw new S3Error(code, `Query-string authentication requires the parameter ${name}`);
    return value;
  };
  if (parameter('X-Amz-Algorithm') !== algorithm) throw new S3Error(code, `X-Amz-Algorithm only supports ${algorithm}`);
  if (request.raw.headers.authorization !== undefined) {
    throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed');
  }
  const scope = scopeOf(parameter('X-Amz-Credential'), keyring, code);
  const timestamp = parameter('X-Amz-Date');
  const at = readTimestamp(timestamp);
  if (Number.isNaN(at) || !timestamp.startsWith(scope.date)) {
    throw new S3Error(code, 'X-Amz-Date must be yyyymmddThhmmssZ, of the day in the credential');
  }
  const seconds = parameter('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(seconds) || Number(seconds) < 1 || Number(seconds) > longestExpirySeconds) {
    throw new S3Error(code, 'X-Amz-Expires must be between 1 and 604800 seconds');
  }
  const expires = at + Number(seconds) * 1000;
  if (keyring.now() > expires) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      elements: { Expires: new Date(expires).toISOString(), ServerTime: new Date(keyring.now()).toISOString() },
    });
  }
  if (at > keyring.now() + skewMs) throw accessDenied('Request is not yet valid');
  return {
    scope,
    timestamp,
    signedHeaders: parameter('X-Amz-SignedHeaders').split(';'),
    signature: parameter('X-Amz-Signature'),
    content: request.header('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD',
    query: [...request.query].filter(([name]) => name !== 'X-Amz-Signature'),
  };
}

function payloadRule(content: string, chunks: ChunkSigning): PayloadRule {
  switch (content) {
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'unsigned' };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked', trailer: true };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { kind: 'chunked', trailer: false, chunks };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { kind: 'chunked', trailer: true, chunks };
    default:
      if (/^[0-9a-f]{64}$/.test(content)) return { kind: 'sha256', hex: content };
      throw new S3Error(
        'InvalidArgument',
        'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a valid sha256 value.',
      );
  }
}
