import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import fc from 'fast-check';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { api, route } from '#platform/api.ts';
import { type CallerOf, tokenVerifier } from '#platform/caller.ts';
import { documentClient } from '#platform/tables.ts';
import { operations } from '#schemas/api/operations.ts';

const issuer = 'https://identity.example.org';
const own = `sup_${'a'.repeat(26)}`;
const foreign = `sup_${'b'.repeat(26)}`;
const ofSupplier = z.object({ supplier: z.string() });
let callerOf: CallerOf;
let honest: string;
let wrong: Record<string, string>;
let call: (
  key: string,
  params: Record<string, string>,
  authorization?: string,
) => Promise<{ status: number; body: string }>;

/** Reads about one supplier, as the contract has them; each answers with what only members may see. */
const reads = operations.filter(
  ({ method, path, audited }) => method === 'GET' && /^\/v1\/suppliers\/\{supplier\}\/\w+$/.test(path) && !audited,
);

beforeAll(async () => {
  const [ours, theirs] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256' }] });
  callerOf = tokenVerifier({ issuer, keys, clients: ['portal'] });
  const token = (
    more: { claims?: object; by?: CryptoKey; from?: string; until?: string; kid?: string } = {},
  ): Promise<string> =>
    new SignJWT({ client_id: 'portal', token_use: 'access', sub: 'ada', ...more.claims })
      .setProtectedHeader({ alg: 'ES256', kid: more.kid ?? 'k1' })
      .setIssuer(more.from ?? issuer)
      .setExpirationTime(more.until ?? '10m')
      .sign(more.by ?? ours.privateKey);
  honest = await token();
  const [header = '', payload = '', signature = ''] = honest.split('.');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const operator = encode({
    ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
    'cognito:groups': ['operator'],
  });
  wrong = {
    'another key': await token({ by: theirs.privateKey }),
    'an unknown key id': await token({ by: theirs.privateKey, kid: 'k2' }),
    'another issuer': await token({ from: 'https://evil.example' }),
    'an expired token': await token({ until: '-1h' }),
    'an ID token': await token({ claims: { token_use: 'id' } }),
    'another client': await token({ claims: { client_id: 'other' } }),
    'a payload of its own': `${header}.${operator}.${signature}`,
    'no algorithm': `${encode({ alg: 'none' })}.${operator}.`,
    'no signature': `${header}.${payload}.`,
  };
  const handler = api(
    reads.map((operation) =>
      route(
        { ...operation, query: undefined, answer: undefined },
        {
          subject: async ({ params, caller }) => ({
            relation:
              ofSupplier.parse(params).supplier === own && caller.id === 'ada' ? ('owner' as const) : ('none' as const),
            record: undefined,
          }),
          handle: async () => ({ headers: { 'x-secret': 'shares' } }),
        },
      ),
    ),
    { db: documentClient(), clock: () => new Date(), idempotencyTable: 'none', auditTable: 'none', callerOf },
  );
  call = async (key, params, authorization) => {
    const event = {
      routeKey: key,
      rawPath: key,
      headers: authorization === undefined ? {} : { authorization },
      pathParameters: params,
      isBase64Encoded: false,
    } as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
    const { statusCode = 0, headers, body } = await handler(event, {} as Context);
    return { status: statusCode, body: JSON.stringify([headers, body]) };
  };
});

describe('ten thousand generated requests', () => {
  it('are answered to whom the record belongs, and to nobody else', async () => {
    const tokens = fc.oneof(
      fc.constantFrom(...Object.values(wrong)).map((one) => `Bearer ${one}`),
      // Any one character of an honest token, changed, left out or doubled.
      fc.tuple(fc.nat(), fc.constantFrom('change', 'leave out', 'double'), fc.nat()).map(([at, how, by]) => {
        const i = at % honest.length;
        const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'[by % 65]!;
        const put = how === 'change' ? letter : how === 'double' ? honest[i]! + honest[i]! : '';
        return `Bearer ${honest.slice(0, i)}${put}${honest.slice(i + 1)}`;
      }),
      fc.constantFrom(undefined, '', 'Bearer', `Basic ${honest}`, `Bearer ${honest} x`, `Bearer ${honest}`),
    );
    const ids = fc.oneof(
      fc.constantFrom(own, foreign, own.toUpperCase(), `${own} `, `${own}/../${foreign}`, `${own}\u0000`, ''),
      fc.string({ maxLength: 40 }),
    );
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...reads), tokens, ids, async ({ method, path }, authorization, supplier) => {
        const { status, body } = await call(`${method} ${path}`, { supplier }, authorization);
        // A signature in base64url has two bits to spare: changed, they are the same signature.
        const proven =
          authorization !== undefined && (await callerOf(authorization).catch(() => undefined))?.id === 'ada';
        const sameClaims =
          authorization?.slice(7).split('.').slice(0, 2).join('.') === honest.split('.').slice(0, 2).join('.');
        if (proven) expect(sameClaims).toBe(true);
        if (proven && supplier === own) {
          reached++;
          expect(status).toBeLessThan(300);
          return;
        }
        expect([401, 404]).toContain(status);
        expect(body).not.toContain('shares');
      }),
      { numRuns: 10_000 },
    );
    expect(reached).toBeGreaterThan(0);
  }, 120_000);

  it('with each wrong token are told to sign in', async () => {
    const [{ method, path }] = reads as [(typeof reads)[number]];
    for (const [name, token] of Object.entries(wrong))
      expect([name, (await call(`${method} ${path}`, { supplier: own }, `Bearer ${token}`)).status]).toEqual([
        name,
        401,
      ]);
  });

  it('are delayed by less than a millisecond for the token, in the median', async () => {
    const times: number[] = [];
    for (let i = 0; i < 300; i++) {
      const started = performance.now();
      await callerOf(`Bearer ${honest}`);
      times.push(performance.now() - started);
    }
    const median = times.sort((a, b) => a - b)[150]!;
    console.log(`token verified in ${median.toFixed(3)} ms (median of 300)`);
    expect(median).toBeLessThan(1);
  });
});
