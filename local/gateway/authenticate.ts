import type { IncomingMessage } from 'node:http';
import {
  canonicalRequest,
  hmac,
  readScope,
  readTimestamp,
  sameSignature,
  sha256Hex,
  signingKey,
  stringToSign,
  uriEncode,
} from '#local/s3/sigv4.ts';
import type { InstanceCredentials } from '#local/state/credentials.ts';

/** Why a request is not taken, by the name that AWS gives it. */
export type Refusal =
  | 'MissingAuthenticationTokenException'
  | 'IncompleteSignatureException'
  | 'UnrecognizedClientException'
  | 'InvalidSignatureException';

const SKEW_MILLISECONDS = 15 * 60_000;

/**
 * Checks the Signature Version 4 of a request to any service but S3, which has its own rules.
 * @returns undefined when the instance's key signed exactly this request, now.
 */
export function refusalOf(
  request: IncomingMessage,
  body: Buffer,
  credentials: InstanceCredentials,
  now = Date.now(),
): Refusal | undefined {
  const { authorization } = request.headers;
  if (!authorization) return 'MissingAuthenticationTokenException';
  const fields = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  const [, credential = '', names = '', signature = ''] = fields ?? [];
  const scope = readScope(credential);
  const timestamp = String(request.headers['x-amz-date'] ?? '');
  const signedAt = readTimestamp(timestamp);
  if (!scope || Number.isNaN(signedAt) || !timestamp.startsWith(scope.date)) return 'IncompleteSignatureException';
  if (scope.accessKeyId !== credentials.accessKeyId) return 'UnrecognizedClientException';
  if (Math.abs(now - signedAt) > SKEW_MILLISECONDS) return 'InvalidSignatureException';

  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const canonical = canonicalRequest({
    method: request.method ?? 'POST',
    // The path is encoded twice, everywhere but in S3: what comes in is encoded once.
    path: uriEncode(path, { keepSlash: true }),
    query: new URLSearchParams(query),
    headers: (name) => request.headers[name]?.toString(),
    signedHeaders: names.split(';'),
    payloadHash: sha256Hex(body),
  });
  const expected = hmac(
    signingKey(credentials.secretAccessKey, scope),
    stringToSign(timestamp, scope, canonical),
  ).toString('hex');
  return sameSignature(expected, signature) ? undefined : 'InvalidSignatureException';
}
