import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { KmsError } from './errors.ts';
import type { StoredKey } from './keys.ts';

const ivBytes = 12;
const tagBytes = 16;
const idBytes = 16;
const format = 1;

export type EncryptionContext = Record<string, string>;

export interface Signing {
  message: Buffer;
  type: 'RAW' | 'DIGEST';
  algorithm: 'ECDSA_SHA_256' | 'ED25519_SHA_512';
}

/** AES-256-GCM. The blob names its key, and the context is authenticated with it: FORMAT, key id, IV, tag, ciphertext. */
export function encrypt({ id, material }: StoredKey, plaintext: Buffer, context: EncryptionContext): Buffer {
  const head = Buffer.concat([Buffer.of(format), Buffer.from(id.replaceAll('-', ''), 'hex')]);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(material, 'base64'), iv);
  cipher.setAAD(additional(head, context));
  const text = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([head, iv, cipher.getAuthTag(), text]);
}

/** The id of the key that a blob was encrypted under. Throws InvalidCiphertextException. */
export function keyOf(blob: Buffer): string {
  if (blob[0] !== format || blob.length < 1 + idBytes + ivBytes + tagBytes) throw invalidCiphertext();
  const hex = blob.toString('hex', 1, 1 + idBytes);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Throws InvalidCiphertextException for another context as for another key or an altered blob: none says which. */
export function decrypt({ material }: StoredKey, blob: Buffer, context: EncryptionContext): Buffer {
  const iv = blob.subarray(1 + idBytes, 1 + idBytes + ivBytes);
  const tag = blob.subarray(1 + idBytes + ivBytes, 1 + idBytes + ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(material, 'base64'), iv, { authTagLength: tagBytes });
  decipher.setAAD(additional(blob.subarray(0, 1 + idBytes), context));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(blob.subarray(1 + idBytes + ivBytes + tagBytes)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}

export const mac = ({ material }: StoredKey, message: Buffer) =>
  createHmac('sha256', Buffer.from(material, 'base64')).update(message).digest();

export const sameMac = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

/** ECDSA signatures are DER, as KMS gives them; EdDSA signatures are the 64 bytes. */
export function signMessage(key: StoredKey, signing: Signing): Buffer {
  const { message, type, algorithm } = checked(key, signing);
  const secret = privateKey(key);
  if (type === 'RAW') return sign(algorithm === 'ECDSA_SHA_256' ? 'sha256' : null, message, secret);
  // node:crypto hashes whatever it signs by ECDSA, so a digest needs another hand.
  const scalar = Buffer.from(secret.export({ format: 'jwk' }).d ?? '', 'base64url');
  return Buffer.from(p256.sign(message, scalar, { prehash: false, format: 'der' }));
}

export function verifyMessage(key: StoredKey, signing: Signing, signature: Buffer): boolean {
  const { message, type, algorithm } = checked(key, signing);
  const open = createPublicKey(privateKey(key));
  if (type === 'RAW') return verify(algorithm === 'ECDSA_SHA_256' ? 'sha256' : null, message, open, signature);
  const { x = '', y = '' } = open.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  try {
    return p256.verify(signature, message, point, { prehash: false, format: 'der', lowS: false });
  } catch {
    return false;
  }
}

/** SubjectPublicKeyInfo in DER. */
export const publicKey = (key: StoredKey): Buffer =>
  createPublicKey(privateKey(key)).export({ type: 'spki', format: 'der' });

export const signingAlgorithm = ({ spec }: StoredKey) =>
  spec === 'ECC_NIST_P256' ? 'ECDSA_SHA_256' : 'ED25519_SHA_512';

function privateKey({ material }: StoredKey): KeyObject {
  return createPrivateKey({ key: Buffer.from(material, 'base64'), type: 'pkcs8', format: 'der' });
}

function checked(key: StoredKey, signing: Signing): Signing {
  if (signing.algorithm !== signingAlgorithm(key)) {
    throw new KmsError(
      'InvalidKeyUsageException',
      `Algorithm ${signing.algorithm} is incompatible with key spec ${key.spec}.`,
    );
  }
  if (signing.type === 'DIGEST' && signing.algorithm === 'ED25519_SHA_512') {
    throw new KmsError('ValidationException', 'ED25519_SHA_512 signs messages of type RAW');
  }
  if (signing.type === 'DIGEST' && signing.message.length !== 32) {
    throw new KmsError('ValidationException', 'Digest is invalid length for algorithm ECDSA_SHA_256.');
  }
  return signing;
}

const additional = (head: Buffer, context: EncryptionContext) =>
  Buffer.concat([
    head,
    Buffer.from(JSON.stringify(Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1)))),
  ]);

const invalidCiphertext = () => new KmsError('InvalidCiphertextException', 'The ciphertext is invalid.');
