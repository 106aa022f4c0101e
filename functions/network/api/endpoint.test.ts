import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKms } from '#local/kms/kms.ts';
import { challengeEndpoint, disableEndpoint, readEndpoint, rotateSecret, setEndpoint } from '#schemas/api/endpoint.ts';
import { networkKey } from '#schemas/network-records.ts';
import { institutionOf } from '#test/support/builders.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { callerSaid, clientsOf, fetchFrom } from '#test/support/http.ts';
import { meanwhile } from '#test/support/meanwhile.ts';
import { refusalOf } from '#test/support/refusal.ts';
import { serveServices, type TestServices } from '#test/support/services.ts';
import { endpointRoutes } from './endpoint.ts';

const dir = mkdtempSync(join(tmpdir(), 'passerelle-network-'));
const remote = { region: 'ca-central-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
let database: TestDatabase;
let services: TestServices;
let network: string;
let as: ReturnType<typeof clientsOf>;
let n = 0;
let params = { institution: '' };
beforeAll(async () => {
  const kms = createKms({ file: join(dir, 'keys.json'), region: remote.region, account: '000000000000' });
  [database, services] = await Promise.all([startTestDatabase(), serveServices({ kms })]);
  const { db } = database;
  network = await database.table('network');
  const audit = await database.table('audit');
  const clock = () => new Date('2026-11-22T12:00:00Z');
  const base = { db, clock, idempotencyTable: network, auditTable: audit, callerOf: callerSaid };
  const routes = endpointRoutes({
    ...{ db, network, addresses: { loopback: false } },
    kms: new KMSClient({ ...remote, endpoint: services.endpoint }),
    secretsKey: kms.createKey('Secrets'),
  });
  as = clientsOf(fetchFrom(routes, base));
}, 30_000);
afterAll(async () => {
  await services?.stop();
  await database?.stop();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  n += 1;
  params = { institution: `city-${n}` };
  const record = { ...institutionOf(params.institution), revision: 1 };
  const Item = { ...networkKey.institution(params.institution), ...record };
  await database.db.send(new PutCommand({ TableName: network, Item }));
});

const operator = () => as('isabelle', ['operator']);
const wanted = (host: string) => ({
  url: `https://${host}.example.org/`,
  ...{ signature: 'hmac-sha256' as const, batch: 1, from: 'start' as const, contact: 'it@example.org' },
});
const set = async (host: string, ifMatch: number) =>
  (await operator()(setEndpoint, { params, body: wanted(host), ifMatch })).body;
const disable = (ifMatch: number) => operator()(disableEndpoint, { params, ifMatch });
const challenge = () => operator()(challengeEndpoint, { params });
const rotate = async () => (await operator()(rotateSecret, { params })).body;
const now = async () => (await operator()(readEndpoint, { params })).body;
const secrets = async () => {
  const { Items = [] } = await database.db.send(
    new QueryCommand({
      TableName: network,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :secret)',
      ExpressionAttributeValues: { ':pk': networkKey.endpoint(params.institution).pk, ':secret': 'SECRET#' },
      ConsistentRead: true,
    }),
  );
  return Items;
};
const codeOf = async (late: Promise<unknown>) => (await refusalOf(late)).type.split('/').at(-1);

describe('an endpoint that two change at the same time', () => {
  it('is what the first made it: who was second starts again from there', async () => {
    await set('first', 0);
    expect(await codeOf(set('second', 0))).toBe('stale-version');
    await set('other', 1);
    expect(await codeOf(set('second', 1))).toBe('stale-version');
    expect(await codeOf(disable(1))).toBe('stale-version');
    expect(await now()).toMatchObject({ url: 'https://other.example.org/', state: 'unproven', revision: 2 });
  });

  it('is set up once, with one secret, which is seen', async () => {
    let seen: string | undefined;
    meanwhile(database.db, async () => {
      seen = (await set('first', 0)).secret;
    });
    expect(await codeOf(set('second', 0))).toBe('stale-version');
    expect(seen).toMatch(/^whsec_/);
    expect(await now()).toMatchObject({ url: 'https://first.example.org/' });
    expect(await secrets()).toHaveLength(1);
  });

  it.each([
    ['set', () => set('second', 1)],
    ['disabled', () => disable(1)],
    ['challenged', challenge],
  ])('is not %s over what somebody wrote between reading and writing', async (_, late) => {
    await set('first', 0);
    meanwhile(database.db, () => set('other', 1));
    expect(await codeOf(late())).toBe('stale-version');
    const found = await now();
    expect(found).toMatchObject({ url: 'https://other.example.org/', state: 'unproven', revision: 2 });
    expect(found).not.toHaveProperty('challenge');
  });

  it('keeps every secret that somebody was shown, and tells who was second to ask again', async () => {
    await set('first', 0);
    meanwhile(database.db, rotate);
    expect(await codeOf(rotate())).toBe('busy');
    const [old, fresh, ...more] = await secrets();
    expect(old?.until).toBe('2026-11-23T12:00:00.000Z');
    expect(fresh).not.toHaveProperty('until');
    expect(more).toEqual([]);
  });
});
