import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

/** Bytes that only the holder of the subject's key can read. `purpose` is bound into the seal: it cannot be moved elsewhere. */
export const sealed = z.strictObject({ purpose: z.string(), nonce: z.string(), text: z.string() });
export type Sealed = z.infer<typeof sealed>;

/** The subject's key was destroyed: what was sealed under it is gone for good. */
export class KeyDestroyed extends Error {
  override name = 'KeyDestroyed';
}

export type Sealer = {
  seal: (subject: string, purpose: string, value: unknown) => Promise<Sealed>;
  open: (subject: string, box: Sealed) => Promise<unknown>;
};

const cacheMilliseconds = 5 * 60_000;
const cacheSize = 5_000;

/**
 * Seals facts about people under one data key per subject (a supplier). The key rests in the `keys` table, itself
 * encrypted by KMS with the subject as context; destroying that one record erases everything sealed under it, in every
 * table, stream and backup.
 */
export const sealer = (deps: {
  db: DynamoDBDocumentClient;
  kms: KMSClient;
  keysTable: string;
  masterKey: string;
  now?: () => number;
}): Sealer => {
  const now = deps.now ?? Date.now;
  const cache = new Map<string, { key: Promise<Buffer>; until: number }>();
  const read = async (subject: string): Promise<Uint8Array | undefined> => {
    const { Item } = await deps.db.send(
      new GetCommand({ TableName: deps.keysTable, Key: { pk: `KEY#${subject}` }, ConsistentRead: true }),
    );
    return Item?.wrapped;
  };
  const context = (subject: string) => ({ KeyId: deps.masterKey, EncryptionContext: { subject } });
  const unwrap = async (subject: string, wrapped: Uint8Array): Promise<Buffer> => {
    const { Plaintext } = await deps.kms.send(new DecryptCommand({ ...context(subject), CiphertextBlob: wrapped }));
    if (!Plaintext) throw new KeyDestroyed(subject);
    return Buffer.from(Plaintext);
  };
  const make = async (subject: string): Promise<Buffer> => {
    const fresh = await deps.kms.send(new GenerateDataKeyCommand({ ...context(subject), KeySpec: 'AES_256' }));
    if (!fresh.Plaintext || !fresh.CiphertextBlob) throw new Error('no data key');
    try {
      await deps.db.send(
        new PutCommand({
          TableName: deps.keysTable,
          Item: { pk: `KEY#${subject}`, wrapped: fresh.CiphertextBlob },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return Buffer.from(fresh.Plaintext);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const wrapped = await read(subject);
      if (!wrapped) throw new KeyDestroyed(subject);
      return unwrap(subject, wrapped);
    }
  };
  const keyOf = (subject: string, create: boolean): Promise<Buffer> => {
    const cached = cache.get(subject);
    if (cached && cached.until > now()) return cached.key;
    const key = read(subject).then((wrapped) => {
      if (wrapped) return unwrap(subject, wrapped);
      if (create) return make(subject);
      throw new KeyDestroyed(subject);
    });
    if (cache.size >= cacheSize) cache.clear();
    cache.set(subject, { key, until: now() + cacheMilliseconds });
    key.catch(() => cache.delete(subject));
    return key;
  };
  const bound = (subject: string, purpose: string) => Buffer.from(JSON.stringify([subject, purpose]));

  return {
    seal: async (subject, purpose, value) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await keyOf(subject, true), nonce).setAAD(bound(subject, purpose));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return { purpose, nonce: nonce.toString('base64'), text: text.toString('base64') };
    },
    open: async (subject, box) => {
      const bytes = Buffer.from(box.text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', await keyOf(subject, false), Buffer.from(box.nonce, 'base64'))
        .setAAD(bound(subject, box.purpose))
        .setAuthTag(bytes.subarray(-16));
      const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    },
  };
};
