import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await startTestNetwork({ buyers: ['city', 'peel'] });
  for (const institution of ['city', 'peel']) {
    const { status } = await network.call('POST', '/v1/institutions', {
      as: 'operator-1',
      headers: { 'idempotency-key': institution },
      body: {
        institution,
        name: { fr: institution, en: institution },
        kind: 'city',
        level: 2,
        language: 'fr',
        sample: true,
        definition: institution,
      },
    });
    expect(status).toBe(201);
  }
}, 180_000);
afterAll(() => network?.stop());

type Made = { client: string; secret: string };
const make = async (body: object, as = 'buyer-city') =>
  network.call('POST', '/v1/institutions/city/clients', { as, body });

/** A system as its institution would write it: client credentials, by the book. */
const system = async ({ client, secret }: Made) => {
  const config = await oidc.discovery(
    new URL(network.runtime.issuer),
    client,
    undefined,
    oidc.ClientSecretBasic(secret),
    {
      execute: [oidc.allowInsecureRequests],
    },
  );
  const { access_token: token } = await oidc.clientCredentialsGrant(config);
  return async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() };
    return (await network.call(method, path, { headers, ...(body && { body }) })).status;
  };
};

it('an institution makes a client whose secret is shown once, and which does what its scopes say and nothing else', async () => {
  const { status, body } = await make({ label: 'ERP' });
  expect(status).toBe(201);
  const ask = await system(body as Made);
  expect(await ask('GET', '/v1/feeds/city/head')).toBe(200);
  expect(await ask('GET', '/v1/feeds/peel/head')).toBe(404);
  // Made to read: it cannot ask for a replay.
  expect(await ask('POST', '/v1/feeds/city/replay', { from: 0 })).toBe(403);
  expect(await ask('GET', '/v1/cases')).toBe(403);

  const listed = await network.call('GET', '/v1/institutions/city/clients', { as: 'buyer-city' });
  expect(JSON.stringify(listed.body)).toContain((body as Made).client);
  expect(JSON.stringify(listed.body)).not.toContain((body as Made).secret);
});

it('a client made for every scope reads and asks for replays, and its scopes are in the log one by one', async () => {
  const { status, body } = await make({ label: 'ERP', scopes: ['feed.read', 'feed.replay', 'feed.read'] });
  expect([status, (body as { scopes?: unknown }).scopes]).toEqual([422, undefined]);
  const made = await make({ label: 'ERP', scopes: ['feed.read', 'feed.replay'] });
  expect([made.status, (made.body as { scopes?: unknown }).scopes]).toEqual([201, ['feed.read', 'feed.replay']]);
  const ask = await system(made.body as Made);
  expect(await ask('GET', '/v1/feeds/city/head')).toBe(200);
  // Nothing is delivered there, but it may ask.
  expect(await ask('POST', '/v1/feeds/city/replay', { after: 0 })).toBe(409);
  const recorded = async () => {
    const { Items = [] } = await network.db.send(new ScanCommand({ TableName: network.tables.Audit! }));
    return Items.filter(({ subjects }) => subjects?.includes((made.body as Made).client)).map(
      ({ codes }) => codes?.scopes,
    );
  };
  expect(await recorded()).toContainEqual(['feed.read', 'feed.replay']);
});

it('a secret is rotated by a second client beside the first, which is then revoked', async () => {
  const first = (await make({ label: 'ERP' })).body as Made;
  const second = (await make({ label: 'ERP, from December' })).body as Made;
  // The first has not asked yet: no function remembers it as good.
  const [before, after] = [await system(first), await system(second)];
  expect(await after('GET', '/v1/feeds/city/head')).toBe(200);
  const { status } = await network.call('DELETE', `/v1/institutions/city/clients/${first.client}`, {
    as: 'buyer-city',
  });
  expect(status).toBe(200);
  expect(await before('GET', '/v1/feeds/city/head')).toBe(401);
  expect(await after('GET', '/v1/feeds/city/head')).toBe(200);
});

it('nobody makes clients for an institution that is not theirs, or scopes that there are not', async () => {
  expect((await make({ label: 'ERP' }, 'buyer-peel')).status).toBe(404);
  expect((await make({ label: 'ERP' }, 'person-1')).status).toBe(404);
  expect((await make({ label: 'ERP', scopes: ['feed.read', 'operator'] })).status).toBe(422);
  await expect(system({ client: 'guessed', secret: 'guessed' })).rejects.toThrow();
});
