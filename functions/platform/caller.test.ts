import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { byIssuer, type CallerOf, nobody, remoteKeys, tokenVerifier } from './caller.ts';
import { Problem } from './problem.ts';

const issuer = 'https://issuer.example';
let sign: (
  claims: Record<string, unknown>,
  more?: { issuer?: string; expires?: string; key?: CryptoKey },
) => Promise<string>;
let callerOf: CallerOf;
let otherKey: CryptoKey;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  otherKey = (await generateKeyPair('RS256')).privateKey;
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };
  sign = (claims, more = {}) =>
    new SignJWT({ client_id: 'portal', token_use: 'access', sub: 'p-1', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer(more.issuer ?? issuer)
      .setExpirationTime(more.expires ?? '5m')
      .sign(more.key ?? privateKey);
  callerOf = tokenVerifier({
    issuer,
    keys: createLocalJWKSet({ keys: [jwk] }),
    clients: ['portal'],
    systemOf: async (client) => (client === 'toronto-erp' ? { institution: 'city-of-toronto' } : undefined),
  });
});

const refused = async (token: string) => {
  const error = await callerOf(token).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  expect((error as Problem).code).toBe('unauthenticated');
};

describe('a token', () => {
  it('tells who is calling and in which roles', async () => {
    const caller = await callerOf(`Bearer ${await sign({ 'cognito:groups': ['verifier', 'institution.tmu'] })}`);
    expect(caller).toMatchObject({ id: 'p-1', institution: 'tmu', roles: ['anyone', 'person', 'verifier', 'buyer'] });
  });
  it('of an institution system counts as long as its client is known', async () => {
    const caller = await callerOf(`Bearer ${await sign({ client_id: 'toronto-erp', scope: 'passerelle/feed.read' })}`);
    expect(caller).toEqual({
      id: 'toronto-erp',
      roles: ['anyone', 'system'],
      institution: 'city-of-toronto',
      scopes: ['passerelle/feed.read'],
    });
    await refused(`Bearer ${await sign({ client_id: 'revoked' })}`);
  });
  it('is refused when expired, of another issuer, of another use, signed by another key, altered, or no token at all', async () => {
    await refused(`Bearer ${await sign({}, { expires: '-1m' })}`);
    await refused(`Bearer ${await sign({}, { issuer: 'https://elsewhere.example' })}`);
    await refused(`Bearer ${await sign({ token_use: 'id' })}`);
    await refused(`Bearer ${await sign({}, { key: otherKey })}`);
    const [head, , signature] = (await sign({})).split('.');
    const claims = Buffer.from(
      JSON.stringify({ sub: 'operator', client_id: 'portal', token_use: 'access', iss: issuer }),
    );
    await refused(`Bearer ${head}.${claims.toString('base64url')}.${signature}`);
    await refused('Bearer ');
    await refused('Basic cGVyc29u');
  });
  it('that is absent means nobody, who may still see what is public', async () => {
    expect(await callerOf(undefined)).toBe(nobody);
  });
});

describe('two issuers', () => {
  const suppliers = 'https://suppliers.example';
  let sent: (iss: string, by: 'staff' | 'suppliers', claims?: object) => Promise<string>;
  let either: CallerOf;
  beforeAll(async () => {
    const pairs = { staff: await generateKeyPair('RS256'), suppliers: await generateKeyPair('RS256') };
    const keysOf = async (who: 'staff' | 'suppliers') =>
      createLocalJWKSet({ keys: [{ ...(await exportJWK(pairs[who].publicKey)), kid: 'k1', alg: 'RS256' }] });
    sent = async (iss, by, more = {}) => {
      const token = new SignJWT({ client_id: 'portal', token_use: 'access', sub: 'p-1', ...more })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setIssuer(iss)
        .setExpirationTime('5m');
      return `Bearer ${await token.sign(pairs[by].privateKey)}`;
    };
    const common = { clients: ['portal'] };
    either = byIssuer({
      [suppliers]: tokenVerifier({ ...common, issuer: suppliers, keys: await keysOf('suppliers'), groups: false }),
      [issuer]: tokenVerifier({ ...common, issuer, keys: await keysOf('staff') }),
    });
  });

  it('are each trusted with their own keys: groups count from the staff’s alone', async () => {
    const groups = { 'cognito:groups': ['operator'] };
    expect((await either(await sent(issuer, 'staff', groups))).roles).toContain('operator');
    expect((await either(await sent(suppliers, 'suppliers', groups))).roles).toEqual(['anyone', 'person']);
  });

  it('cannot speak for each other', async () => {
    for (const token of [
      await sent(issuer, 'suppliers'),
      await sent(suppliers, 'staff'),
      await sent('https://elsewhere.example', 'staff'),
      'Bearer a.b.c',
    ])
      await expect(either(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await either(undefined)).toBe(nobody);
  });
});

describe('keys that the issuer rotates', () => {
  it('are fetched once when a new one appears, refused once they are gone, and not asked for again and again', async () => {
    const pair = async (kid: string) => {
      const { publicKey, privateKey } = await generateKeyPair('RS256');
      return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256' } };
    };
    const [first, second, stranger] = [await pair('k1'), await pair('k2'), await pair('k9')];
    let published = [first.jwk];
    let fetched = 0;
    const server = createServer((_, response) => {
      fetched += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    const cooldown = 1_000;
    const verify = tokenVerifier({ issuer, keys: remoteKeys(uri, cooldown), clients: ['portal'] });
    const by = async ({ kid, privateKey }: typeof first) =>
      `Bearer ${await new SignJWT({ client_id: 'portal', token_use: 'access', sub: 'p-1' })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer(issuer)
        .setExpirationTime('5m')
        .sign(privateKey)}`;
    const outcome = async (token: string) =>
      verify(token).then(
        ({ id }) => id,
        ({ code }) => code,
      );

    // Many at once, before any key is known: one request.
    const token = await by(first);
    expect(await Promise.all(Array.from({ length: 20 }, () => outcome(token)))).toEqual(Array(20).fill('p-1'));
    expect(fetched).toBe(1);

    // A new key, beside the old one: fetched once, both count.
    published = [first.jwk, second.jwk];
    await new Promise((resolve) => setTimeout(resolve, cooldown + 50));
    const renewed = await by(second);
    expect(await Promise.all(Array.from({ length: 20 }, () => outcome(renewed)))).toEqual(Array(20).fill('p-1'));
    expect([fetched, await outcome(token)]).toEqual([2, 'p-1']);

    // Unknown keys, a hundred of them at once and more after: one more request, and none while that is fresh.
    const forged = await by(stranger);
    await new Promise((resolve) => setTimeout(resolve, cooldown + 50));
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => outcome(forged))))).toEqual(
      new Set(['unauthenticated']),
    );
    for (let i = 0; i < 20; i++) await outcome(forged);
    expect(fetched).toBe(3);

    // The old key is withdrawn: as soon as the keys are read again, its tokens are refused.
    published = [second.jwk];
    await new Promise((resolve) => setTimeout(resolve, cooldown + 50));
    await outcome(forged);
    expect([fetched, await outcome(token), await outcome(renewed)]).toEqual([4, 'unauthenticated', 'p-1']);
    server.close();
  });
});
