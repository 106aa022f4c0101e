import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Endpoint } from '#schemas/institution.ts';
import type { SecretRecord } from '#schemas/network-records.ts';

/** What the institution is shown, once: the secret for HMAC, only the public key for ed25519. */
export type Shown = { secret: string } | { publicKey: string };

/** Random bytes of an HMAC secret; Standard Webhooks asks for 24 to 64. */
const secretBytes = 32;

const make = (signature: Endpoint['signature']): { kept: string; shown: Shown } => {
  if (signature === 'hmac-sha256') {
    const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`;
    return { kept: secret, shown: { secret } };
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = (key: typeof privateKey, field: 'd' | 'x') =>
    Buffer.from(key.export({ format: 'jwk' })[field]!, 'base64url');
  const seed = raw(privateKey, 'd');
  const open = raw(publicKey, 'x');
  return {
    kept: `whsk_${Buffer.concat([seed, open]).toString('base64')}`,
    shown: { publicKey: `whpk_${open.toString('base64')}` },
  };
};

/** A new signing secret: what to keep of it, encrypted for this institution, and what to show. */
export const newSecret = async (
  { kms, secretsKey }: { kms: KMSClient; secretsKey: string },
  institution: string,
  n: number,
  signature: Endpoint['signature'],
  at: Date,
): Promise<{ record: SecretRecord; shown: Shown }> => {
  const { kept, shown } = make(signature);
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({
      KeyId: secretsKey,
      Plaintext: Buffer.from(kept, 'utf8'),
      EncryptionContext: { institution },
    }),
  );
  if (!CiphertextBlob) throw new Error('nothing encrypted');
  const encrypted = Buffer.from(CiphertextBlob).toString('base64');
  return { record: { n, signature, encrypted, createdAt: at.toISOString() }, shown };
};
