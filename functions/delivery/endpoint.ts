import { DecryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '#platform/clock.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { endpointRecord, networkKey, type SecretRecord, secretRecord } from '#schemas/network-records.ts';
import { type SigningKey, signingKey } from './sign.ts';

/** Where to send and how to sign, as of now. */
export type Target = { endpoint: Endpoint; keys: readonly SigningKey[] };
export type Targets = {
  /** As of a moment ago: for sending. */
  recent: (institution: string) => Promise<Target | undefined>;
  /** As of now: for deciding. */
  now: (institution: string) => Promise<Target | undefined>;
};

/** A changed endpoint or a rotated secret takes effect within this many milliseconds. */
const cacheMilliseconds = 2_000;

/**
 * Reads endpoints and their secrets. Secrets rest encrypted by KMS with the institution as context; decrypted they live in
 * this function's memory only.
 */
export const targetsIn = (deps: {
  db: DynamoDBDocumentClient;
  kms: KMSClient;
  networkTable: string;
  clock: Clock;
}): Targets => {
  const keys = new Map<string, Promise<SigningKey>>();
  const cache = new Map<string, { target: Promise<Target | undefined>; until: number }>();

  const decrypt = async (institution: string, encrypted: string): Promise<SigningKey> => {
    const { Plaintext } = await deps.kms.send(
      new DecryptCommand({ CiphertextBlob: Buffer.from(encrypted, 'base64'), EncryptionContext: { institution } }),
    );
    if (!Plaintext) throw new Error('nothing decrypted');
    return signingKey(Buffer.from(Plaintext).toString('utf8'));
  };
  const keyOf = (institution: string, { encrypted }: SecretRecord): Promise<SigningKey> => {
    const known = keys.get(encrypted) ?? decrypt(institution, encrypted);
    if (keys.size > 500) keys.clear();
    keys.set(encrypted, known);
    known.catch(() => keys.delete(encrypted));
    return known;
  };
  const read = async (institution: string): Promise<Target | undefined> => {
    const { Items = [] } = await deps.db.send(
      new QueryCommand({
        TableName: deps.networkTable,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': networkKey.endpoint(institution).pk,
          ':from': 'ENDPOINT',
          ':to': 'SECRET#~',
        },
        ConsistentRead: true,
      }),
    );
    const found = Items.find(({ sk }) => sk === 'ENDPOINT');
    if (!found) return undefined;
    const endpoint = endpointRecord.parse(found);
    const now = deps.clock().toISOString();
    const secrets = Items.filter(({ sk }) => String(sk).startsWith('SECRET#'))
      .map((item) => secretRecord.parse(item))
      .filter(({ signature, until }) => signature === endpoint.signature && (until === undefined || until > now))
      .sort((a, b) => b.n - a.n);
    return { endpoint, keys: await Promise.all(secrets.map((secret) => keyOf(institution, secret))) };
  };

  const recent = (institution: string): Promise<Target | undefined> => {
    const now = deps.clock().getTime();
    const cached = cache.get(institution);
    if (cached && cached.until > now) return cached.target;
    const target = read(institution);
    if (cache.size > 500) cache.clear();
    cache.set(institution, { target, until: now + cacheMilliseconds });
    target.catch(() => cache.delete(institution));
    return target;
  };
  return { recent, now: read };
};
