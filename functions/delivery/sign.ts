import { createHmac, createPrivateKey, sign as signBytes } from 'node:crypto';

/** A secret ready to sign: of `whsec_…` (HMAC-SHA256) or `whsk_…` (ed25519), as Standard Webhooks writes them. */
export type SigningKey = (content: string) => string;

/** PKCS #8 wrapping of a bare ed25519 seed (RFC 8410). */
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

export const signingKey = (secret: string): SigningKey => {
  const bytes = Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');
  if (secret.startsWith('whsec_'))
    return (content) => `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
  if (!secret.startsWith('whsk_')) throw new Error('unknown kind of secret');
  const key = createPrivateKey({
    key: Buffer.concat([ed25519Prefix, bytes.subarray(0, 32)]),
    format: 'der',
    type: 'pkcs8',
  });
  return (content) => `v1a,${signBytes(null, Buffer.from(content), key).toString('base64')}`;
};

/** The three headers of Standard Webhooks; one signature per key, so that a receiver may hold the old or the new one. */
export const signedHeaders = (
  keys: readonly SigningKey[],
  message: { id: string; at: Date; body: string },
): Record<string, string> => {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => key(`${message.id}.${timestamp}.${message.body}`)).join(' '),
  };
};
