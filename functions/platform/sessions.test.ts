import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { tokenVerifier } from './caller.ts';
import { endSessionsWrite, sessionsEndedIn } from './sessions.ts';
import { commit } from './tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await database.plainTable('door');
}, 30_000);
afterAll(() => database.stop());

it('tokens of a sign-in that was ended are refused within half a minute, renewed ones too, and those of a later one count', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] });
  let now = Date.now();
  const seconds = Math.floor(now / 1000);
  const callerOf = tokenVerifier({
    issuer: 'https://issuer.example',
    keys,
    clients: ['portal'],
    sessionsEnded: sessionsEndedIn(database.db, 'door', () => now),
  });
  const token = (signedIn: number, sub = 'ada') =>
    new SignJWT({ client_id: 'portal', token_use: 'access', sub, auth_time: signedIn })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer('https://issuer.example')
      // Issued just now: renewed.
      .setIssuedAt(seconds + 60)
      .setExpirationTime('10m')
      .sign(privateKey);
  const asked = async (signedIn: number, sub?: string) =>
    callerOf(`Bearer ${await token(signedIn, sub)}`).then(
      ({ id }) => id,
      (error: { code: string }) => error.code,
    );

  expect(await asked(seconds - 100)).toBe('ada');
  await commit(database.db, [endSessionsWrite('door', 'ada', new Date(now))]);
  now += 31_000;
  expect(await asked(seconds - 100)).toBe('unauthenticated');
  expect(await asked(seconds)).toBe('unauthenticated');
  expect(await asked(seconds + 1)).toBe('ada');
  expect(await asked(seconds - 100, 'ben')).toBe('ben');
});
