import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { AwsClient } from 'aws4fetch';
import * as z from 'zod/mini';
import type { Seal } from '#web/session.ts';

const answer = z.object({ Mac: z.string().check(z.minLength(40)) });

/** Credentials and region as Lambda sets them; the SDK would read the same and weigh half a megabyte. */
const surroundings = z.object({
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.optional(z.string()),
  AWS_REGION: z.string(),
  AWS_ENDPOINT_URL: z.optional(z.string()),
});

/**
 * What a KMS HMAC key answers to one message: the same 32 bytes for every instance, never written anywhere, gone with
 * the key. All secrets of the portal are derived from it.
 */
const rootFrom = async (keyId: string): Promise<Buffer> => {
  const env = surroundings.parse(process.env);
  const aws = new AwsClient({
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
    region: env.AWS_REGION,
    service: 'kms',
    retries: 3,
  });
  const response = await aws.fetch(env.AWS_ENDPOINT_URL ?? `https://kms.${env.AWS_REGION}.amazonaws.com/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'TrentService.GenerateMac' },
    body: JSON.stringify({
      KeyId: keyId,
      Message: Buffer.from('passerelle portal v1').toString('base64'),
      MacAlgorithm: 'HMAC_SHA_256',
    }),
  });
  if (!response.ok) throw new Error(`GenerateMac: ${response.status}`);
  return Buffer.from(answer.parse(await response.json()).Mac, 'base64');
};

/** Seals cookies (AES-256-GCM, a key for each purpose) and makes the tokens that forms carry. One call to KMS for each instance. */
export const sealUnder = (keyId: string): Seal => {
  let known: Promise<Buffer> | undefined;
  const keyFor = async (use: string): Promise<Uint8Array> => {
    known ??= rootFrom(keyId);
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
