import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint } from 'jose';

export type PublicKey = { kty: 'EC'; crv: string; x: string; y: string; kid: string };

/** Signs with a P-256 key that never leaves KMS. */
export type Signer = {
  /** The public key, with its thumbprint (RFC 7638) as `kid`. */
  publicKey: () => Promise<PublicKey>;
  /** A JWS in compact form, ES256, whose protected header names the key. */
  sign: (header: { typ: string; [name: string]: unknown }, payload: string) => Promise<string>;
};

/** r and s of a DER signature (RFC 3279, 2.2.3), 32 bytes each, as JWS wants them (RFC 7518, 3.4). */
const rawSignature = (der: Uint8Array): Buffer => {
  const integer = (at: number): { value: Buffer; next: number } => {
    const length = der[at + 1] ?? 0;
    const value = Buffer.from(der.subarray(at + 2, at + 2 + length));
    const short = value.length > 32 ? value.subarray(value.length - 32) : value;
    return { value: Buffer.concat([Buffer.alloc(32 - short.length), short]), next: at + 2 + length };
  };
  if (der[0] !== 0x30 || der[2] !== 0x02) throw new Error('not an ECDSA signature');
  const r = integer(2);
  return Buffer.concat([r.value, integer(r.next).value]);
};

/** The public half of a key, with its thumbprint. */
export const publicKeyOf = async (key: KeyObject): Promise<PublicKey> => {
  const { crv = '', x = '', y = '' } = key.export({ format: 'jwk' });
  const jwk = { kty: 'EC' as const, crv, x, y };
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
};

const base64url = (text: string): string => Buffer.from(text).toString('base64url');

export const kmsSigner = (kms: KMSClient, keyId: string): Signer => {
  let known: Promise<PublicKey> | undefined;
  const read = async (): Promise<PublicKey> => {
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (!PublicKey) throw new Error('no public key');
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    return publicKeyOf(key);
  };
  const publicKey = () => {
    known ??= read();
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  return {
    publicKey,
    sign: async (header, payload) => {
      const { kid } = await publicKey();
      const text = `${base64url(JSON.stringify({ alg: 'ES256', kid, ...header }))}.${base64url(payload)}`;
      // The digest, since KMS takes messages of up to 4 KiB only.
      const { Signature } = await kms.send(
        new SignCommand({
          KeyId: keyId,
          Message: createHash('sha256').update(text).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      );
      if (!Signature) throw new Error('no signature');
      return `${text}.${rawSignature(Signature).toString('base64url')}`;
    },
  };
};
