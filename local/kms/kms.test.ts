import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import {
  CancelKeyDeletionCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListGrantsCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKms } from './kms.ts';
import type { Kms } from './types.ts';

let dir: string;
let kms: Kms;
let server: Server;
let client: KMSClient;
let now = Date.now();
const open = () =>
  createKms({
    file: join(dir, 'keys.json'),
    region: 'ca-central-1',
    account: '000000000000',
    clock: () => new Date(now),
  });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kms-test-'));
  kms = open();
  server = createServer(async (req, res) => {
    const { status, body } = kms.handle(String(req.headers['x-amz-target']), await json(req));
    res.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  client = new KMSClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  server.close();
  await rm(dir, { recursive: true });
});

const decrypt = (CiphertextBlob: Uint8Array, EncryptionContext: Record<string, string>, KeyId?: string) =>
  client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, ...(KeyId && { KeyId }) }));

test('what is encrypted comes back under the same context only', async () => {
  const KeyId = kms.createKey('Facts');
  const EncryptionContext = { supplier: 'sup-1', purpose: 'self-identification' };
  const { CiphertextBlob = Buffer.of() } = await client.send(
    new EncryptCommand({ KeyId, Plaintext: Buffer.from('secret'), EncryptionContext }),
  );
  const back = await decrypt(CiphertextBlob, { purpose: 'self-identification', supplier: 'sup-1' });
  expect([Buffer.from(back.Plaintext ?? []).toString(), back.KeyId]).toEqual(['secret', KeyId]);
  await expect(decrypt(CiphertextBlob, { ...EncryptionContext, supplier: 'sup-2' })).rejects.toMatchObject({
    name: 'InvalidCiphertextException',
  });
  await expect(decrypt(CiphertextBlob, {})).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  await expect(decrypt(CiphertextBlob, EncryptionContext, kms.createKey('Other'))).rejects.toMatchObject({
    name: 'IncorrectKeyException',
  });
});

test('a ciphertext altered anywhere opens nothing', async () => {
  const KeyId = kms.createKey('Facts');
  const { CiphertextBlob = Buffer.of(), Plaintext } = await client.send(
    new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' }),
  );
  expect(Plaintext).toHaveLength(32);
  await fc.assert(
    fc.asyncProperty(fc.nat(CiphertextBlob.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const altered = Buffer.from(CiphertextBlob);
      altered.writeUInt8(altered.readUInt8(at) ^ mask, at);
      await expect(decrypt(altered, {})).rejects.toMatchObject({ name: /InvalidCiphertext|NotFound/ });
    }),
    { numRuns: 100 },
  );
});

test('keys outlive a restart, in a file for their owner alone', async () => {
  const KeyId = kms.createKey('Facts');
  kms.createAlias('alias/facts', KeyId);
  const { CiphertextBlob = Buffer.of() } = await client.send(
    new EncryptCommand({ KeyId: 'alias/facts', Plaintext: Buffer.from('kept') }),
  );
  kms = open();
  expect(kms.createKey('Facts')).toBe(KeyId);
  expect(Buffer.from((await decrypt(CiphertextBlob, {}, 'alias/facts')).Plaintext ?? []).toString()).toBe('kept');
  expect((await stat(join(dir, 'keys.json'))).mode & 0o777).toBe(0o600);
});

test.each([
  ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
  ['ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', null],
] as const)(
  'what %s signs is verified by its public key, and by nothing altered',
  async (spec, SigningAlgorithm, hash) => {
    const KeyId = kms.createKey(`Sign${spec}`, { spec });
    const Message = randomBytes(200);
    const { Signature = Buffer.of() } = await client.send(new SignCommand({ KeyId, Message, SigningAlgorithm }));
    const { PublicKey = Buffer.of() } = await client.send(new GetPublicKeyCommand({ KeyId }));
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    expect(verify(hash, Message, key, Signature)).toBe(true);
    const check = (message: Uint8Array) =>
      client.send(new VerifyCommand({ KeyId, Message: message, Signature, SigningAlgorithm }));
    expect((await check(Message)).SignatureValid).toBe(true);
    await expect(check(randomBytes(200))).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  },
);

test('a digest is signed as it is, and means the same as its message', async () => {
  const KeyId = kms.createKey('SignDigest', { spec: 'ECC_NIST_P256' });
  const message = randomBytes(100);
  const Message = createHash('sha256').update(message).digest();
  const digest = { KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
  const { Signature = Buffer.of() } = await client.send(new SignCommand(digest));
  expect(
    (await client.send(new VerifyCommand({ ...digest, Message: message, MessageType: 'RAW', Signature })))
      .SignatureValid,
  ).toBe(true);
  const raw = await client.send(new SignCommand({ ...digest, Message: message, MessageType: 'RAW' }));
  expect((await client.send(new VerifyCommand({ ...digest, Signature: raw.Signature }))).SignatureValid).toBe(true);
  await expect(
    client.send(new VerifyCommand({ ...digest, Message: randomBytes(32), Signature })),
  ).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
});

test('a MAC is verified, and another message has another', async () => {
  const KeyId = kms.createKey('Mac', { spec: 'HMAC_256' });
  const asked = { KeyId, Message: Buffer.from('message'), MacAlgorithm: 'HMAC_SHA_256' } as const;
  const { Mac } = await client.send(new GenerateMacCommand(asked));
  expect((await client.send(new VerifyMacCommand({ ...asked, Mac }))).MacValid).toBe(true);
  await expect(
    client.send(new VerifyMacCommand({ ...asked, Message: Buffer.from('other'), Mac })),
  ).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
});

test('a key to be deleted cannot be used, may be kept, and is gone from the file at its time', async () => {
  const KeyId = kms.createKey('Doomed');
  const use = () => client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));
  const doom = () => client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await doom();
  await expect(use()).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
  await client.send(new CancelKeyDeletionCommand({ KeyId }));
  await expect(use()).rejects.toMatchObject({ name: 'DisabledException' });
  await doom();
  expect((await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState).toBe('PendingDeletion');
  now += 7 * 24 * 3600_000;
  await expect(use()).rejects.toMatchObject({ name: 'NotFoundException' });
  expect(await readFile(join(dir, 'keys.json'), 'utf8')).not.toContain('Doomed');
});

test('a key is used for what it was made for, and what is not implemented says so', async () => {
  const KeyId = kms.createKey('Facts');
  await expect(
    client.send(new SignCommand({ KeyId, Message: Buffer.of(1), SigningAlgorithm: 'ECDSA_SHA_256' })),
  ).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  await expect(client.send(new ListGrantsCommand({ KeyId }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
  await expect(client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(4097) }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  expect(kms.handle('TrentService.constructor', {}).status).toBe(400);
});
