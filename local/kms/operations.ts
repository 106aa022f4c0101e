import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import {
  decrypt,
  encrypt,
  keyOf,
  mac,
  publicKey,
  sameMac,
  signingAlgorithm,
  signMessage,
  verifyMessage,
} from './crypto.ts';
import { KmsError } from './errors.ts';
import { type Keys, keySpec, keyUsage, type StoredKey } from './keys.ts';
import type { KeyUsage } from './types.ts';

const dayMs = 24 * 3600_000;
const bytes = (most: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((data) => data.length >= 1 && data.length <= most, `1 to ${most} bytes`);

const KeyId = z.string().min(1).max(2048);
const EncryptionContext = z.record(z.string(), z.string()).default({});
const EncryptionAlgorithm = z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT');
const dataKey = z
  .object({
    KeyId,
    EncryptionContext,
    KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
    NumberOfBytes: z.int().min(1).max(1024).optional(),
  })
  .refine(
    (asked) => (asked.KeySpec === undefined) !== (asked.NumberOfBytes === undefined),
    'Please specify either number of bytes or key spec.',
  );
const signing = z.object({
  KeyId,
  Message: bytes(4096),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.enum(['ECDSA_SHA_256', 'ED25519_SHA_512']),
});
const macing = z.object({ KeyId, Message: bytes(4096), MacAlgorithm: z.literal('HMAC_SHA_256') });

type Body = Record<string, unknown>;
type Operation = (keys: Keys, body: unknown) => Body;

/** The operations by name; each parses what it is given. */
export const operations: Record<string, Operation> = {
  CreateKey: operation(
    z.object({
      KeySpec: keySpec.default('SYMMETRIC_DEFAULT'),
      KeyUsage: keyUsage.optional(),
      Description: z.string().default(''),
    }),
    (keys, { KeySpec: spec, KeyUsage: usage, Description: description }) => ({
      KeyMetadata: metadata(keys, keys.create({ spec, usage, description })),
    }),
  ),
  DescribeKey: operation(z.object({ KeyId }), (keys, asked) => ({
    KeyMetadata: metadata(keys, keys.find(asked.KeyId)),
  })),

  Encrypt: operation(
    z.object({ KeyId, Plaintext: bytes(4096), EncryptionContext, EncryptionAlgorithm }),
    (keys, asked) => {
      const key = usable(keys, asked.KeyId, 'ENCRYPT_DECRYPT');
      const blob = encrypt(key, asked.Plaintext, asked.EncryptionContext);
      return {
        KeyId: keys.arn(key.id),
        CiphertextBlob: blob.toString('base64'),
        EncryptionAlgorithm: asked.EncryptionAlgorithm,
      };
    },
  ),
  Decrypt: operation(
    z.object({ KeyId: KeyId.optional(), CiphertextBlob: bytes(6144), EncryptionContext, EncryptionAlgorithm }),
    (keys, asked) => {
      const id = keyOf(asked.CiphertextBlob);
      if (asked.KeyId !== undefined && keys.find(asked.KeyId).id !== id) {
        throw new KmsError(
          'IncorrectKeyException',
          'The key ID in the request does not identify a CMK that can perform this operation.',
        );
      }
      const key = usable(keys, id, 'ENCRYPT_DECRYPT');
      const plaintext = decrypt(key, asked.CiphertextBlob, asked.EncryptionContext);
      return {
        KeyId: keys.arn(key.id),
        Plaintext: plaintext.toString('base64'),
        EncryptionAlgorithm: asked.EncryptionAlgorithm,
      };
    },
  ),
  GenerateDataKey: operation(dataKey, (keys, asked) => {
    const { plaintext, ...answer } = makeDataKey(keys, asked);
    return { ...answer, Plaintext: plaintext.toString('base64') };
  }),
  GenerateDataKeyWithoutPlaintext: operation(dataKey, (keys, asked) => {
    const { KeyId, CiphertextBlob } = makeDataKey(keys, asked);
    return { KeyId, CiphertextBlob };
  }),

  GetPublicKey: operation(z.object({ KeyId }), (keys, asked) => {
    const key = usable(keys, asked.KeyId, 'SIGN_VERIFY');
    return {
      KeyId: keys.arn(key.id),
      PublicKey: publicKey(key).toString('base64'),
      KeySpec: key.spec,
      CustomerMasterKeySpec: key.spec,
      KeyUsage: key.usage,
      SigningAlgorithms: [signingAlgorithm(key)],
    };
  }),
  Sign: operation(signing, (keys, { Message: message, MessageType: type, SigningAlgorithm: algorithm, ...asked }) => {
    const key = usable(keys, asked.KeyId, 'SIGN_VERIFY');
    const signature = signMessage(key, { message, type, algorithm });
    return { KeyId: keys.arn(key.id), Signature: signature.toString('base64'), SigningAlgorithm: algorithm };
  }),
  Verify: operation(
    signing.extend({ Signature: bytes(6144) }),
    (keys, { Message: message, MessageType: type, SigningAlgorithm: algorithm, ...asked }) => {
      const key = usable(keys, asked.KeyId, 'SIGN_VERIFY');
      if (!verifyMessage(key, { message, type, algorithm }, asked.Signature)) {
        throw new KmsError('KMSInvalidSignatureException', 'The signature is invalid.');
      }
      return { KeyId: keys.arn(key.id), SignatureValid: true, SigningAlgorithm: algorithm };
    },
  ),

  GenerateMac: operation(macing, (keys, asked) => {
    const key = usable(keys, asked.KeyId, 'GENERATE_VERIFY_MAC');
    return {
      KeyId: keys.arn(key.id),
      Mac: mac(key, asked.Message).toString('base64'),
      MacAlgorithm: asked.MacAlgorithm,
    };
  }),
  VerifyMac: operation(macing.extend({ Mac: bytes(6144) }), (keys, asked) => {
    const key = usable(keys, asked.KeyId, 'GENERATE_VERIFY_MAC');
    if (!sameMac(mac(key, asked.Message), asked.Mac))
      throw new KmsError('KMSInvalidMacException', 'The MAC is invalid.');
    return { KeyId: keys.arn(key.id), MacValid: true, MacAlgorithm: asked.MacAlgorithm };
  }),

  ScheduleKeyDeletion: operation(
    z.object({ KeyId, PendingWindowInDays: z.int().min(7).max(30).default(30) }),
    (keys, asked) => {
      const key = keys.find(asked.KeyId);
      if (key.deletion !== undefined) throw pendingDeletion(keys, key);
      const deletion = keys.now() + asked.PendingWindowInDays * dayMs;
      keys.change({ ...key, deletion });
      const answer = {
        KeyId: keys.arn(key.id),
        KeyState: 'PendingDeletion',
        PendingWindowInDays: asked.PendingWindowInDays,
      };
      return { ...answer, DeletionDate: deletion / 1000 };
    },
  ),
  CancelKeyDeletion: operation(z.object({ KeyId }), (keys, asked) => {
    const { deletion, ...key } = keys.find(asked.KeyId);
    if (deletion === undefined)
      throw new KmsError('KMSInvalidStateException', `${keys.arn(key.id)} is not pending deletion.`);
    keys.change({ ...key, enabled: false });
    return { KeyId: keys.arn(key.id) };
  }),
  EnableKey: operation(z.object({ KeyId }), (keys, asked) => setEnabled(keys, asked.KeyId, true)),
  DisableKey: operation(z.object({ KeyId }), (keys, asked) => setEnabled(keys, asked.KeyId, false)),
};

function operation<T extends z.ZodType>(schema: T, work: (keys: Keys, asked: z.infer<T>) => Body): Operation {
  return (keys, body) => {
    const read = schema.safeParse(body);
    if (!read.success) throw new KmsError('ValidationException', z.prettifyError(read.error));
    return work(keys, read.data);
  };
}

/** The key, where it may be used now and for this. Throws NotFound, Disabled, InvalidState or InvalidKeyUsage. */
function usable(keys: Keys, name: string, usage: KeyUsage): StoredKey {
  const key = keys.find(name);
  if (key.deletion !== undefined) throw pendingDeletion(keys, key);
  if (!key.enabled) throw new KmsError('DisabledException', `${keys.arn(key.id)} is disabled.`);
  if (key.usage !== usage)
    throw new KmsError('InvalidKeyUsageException', `${keys.arn(key.id)} key usage is ${key.usage}.`);
  return key;
}

function makeDataKey(keys: Keys, asked: z.infer<typeof dataKey>) {
  const key = usable(keys, asked.KeyId, 'ENCRYPT_DECRYPT');
  const plaintext = randomBytes(asked.NumberOfBytes ?? (asked.KeySpec === 'AES_128' ? 16 : 32));
  return {
    plaintext,
    KeyId: keys.arn(key.id),
    CiphertextBlob: encrypt(key, plaintext, asked.EncryptionContext).toString('base64'),
  };
}

function setEnabled(keys: Keys, name: string, enabled: boolean): Body {
  const key = keys.find(name);
  if (key.deletion !== undefined) throw pendingDeletion(keys, key);
  keys.change({ ...key, enabled });
  return {};
}

function metadata(keys: Keys, key: StoredKey): Body {
  return {
    AWSAccountId: keys.arn(key.id).split(':')[4],
    KeyId: key.id,
    Arn: keys.arn(key.id),
    CreationDate: key.created / 1000,
    Enabled: key.enabled && key.deletion === undefined,
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.deletion !== undefined ? 'PendingDeletion' : key.enabled ? 'Enabled' : 'Disabled',
    ...(key.deletion !== undefined && { DeletionDate: key.deletion / 1000 }),
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    ...(key.usage === 'ENCRYPT_DECRYPT' && { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }),
    ...(key.usage === 'SIGN_VERIFY' && { SigningAlgorithms: [signingAlgorithm(key)] }),
    ...(key.usage === 'GENERATE_VERIFY_MAC' && { MacAlgorithms: ['HMAC_SHA_256'] }),
    MultiRegion: false,
  };
}

const pendingDeletion = (keys: Keys, { id }: StoredKey) =>
  new KmsError('KMSInvalidStateException', `${keys.arn(id)} is pending deletion.`);
