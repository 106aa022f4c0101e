import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { tokenVerifier } from '#platform/caller.ts';

const issuer = 'https://identity.example.org';
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of its own: tokens as the identity provider makes them, and every way of not being one. */
export const startIssuer = async () => {
  const [ours, theirs] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256' }] });
  const callerOf = tokenVerifier({
    issuer,
    keys,
    clients: ['portal'],
    systemOf: async (client) => (client === 'ville-system' ? { institution: 'ville' } : undefined),
  });
  const token = (
    claims: object = {},
    more: { by?: CryptoKey; from?: string; until?: string; kid?: string } = {},
  ): Promise<string> =>
    new SignJWT({ client_id: 'portal', token_use: 'access', sub: 'ada', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: more.kid ?? 'k1' })
      .setIssuer(more.from ?? issuer)
      .setExpirationTime(more.until ?? '30m')
      .sign(more.by ?? ours.privateKey);
  const honest = await token();
  const [header = '', payload = '', signature = ''] = honest.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const operator = encode({ ...claims, 'cognito:groups': ['operator'] });
  return {
    callerOf,
    token,
    honest,
    wrong: {
      'another key': await token({}, { by: theirs.privateKey }),
      'an unknown key id': await token({}, { by: theirs.privateKey, kid: 'k2' }),
      'another issuer': await token({}, { from: 'https://evil.example' }),
      'an expired token': await token({}, { until: '-1h' }),
      'an ID token': await token({ token_use: 'id' }),
      'another client': await token({ client_id: 'other' }),
      'a payload of its own': `${header}.${operator}.${signature}`,
      'no algorithm': `${encode({ alg: 'none' })}.${operator}.`,
      'no signature': `${header}.${payload}.`,
    },
  };
};
