import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { secretFrom } from '#platform/secret.ts';
import type { Seal } from '#web/session.ts';

/** Seals cookies (AES-256-GCM, a key for each purpose) and makes the tokens that forms carry. One call to KMS for each instance. */
export const sealUnder = (keyId: string): Seal => {
  let known: Promise<Buffer> | undefined;
  const keyFor = async (use: string): Promise<Uint8Array> => {
    known ??= secretFrom(keyId, 'passerelle portal v1');
    known.catch(() => {
      known = undefined;
    });
    return new Uint8Array(hkdfSync('sha256', await known, '', use, 32));
  };
  return {
    seal: async (purpose, value) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await keyFor(`cookie ${purpose}`), nonce);
      // Compressed first: a browser keeps 4 kB of one cookie.
      const text = [cipher.update(deflateRawSync(JSON.stringify(value))), cipher.final()];
      return Buffer.concat([nonce, ...text, cipher.getAuthTag()]).toString('base64url');
    },
    open: async (purpose, text) => {
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', await keyFor(`cookie ${purpose}`), bytes.subarray(0, 12), {
        authTagLength: 16,
      }).setAuthTag(bytes.subarray(-16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
      return JSON.parse(inflateRawSync(plain, { maxOutputLength: 64 * 1024 }).toString('utf8'));
    },
    formToken: async (person) =>
      createHmac('sha256', await keyFor('form'))
        .update(person)
        .digest('base64url'),
  };
};
