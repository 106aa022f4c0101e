import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Role } from '#schemas/authorisation.ts';
import { Problem } from './problem.ts';

/** Who is calling, as their verified token says. */
export type Caller = {
  /** The identity provider's `sub`, or the client id of a system. */
  id: string;
  roles: readonly Role[];
  /** For buyers and systems: the institution they act for. */
  institution?: string;
  scopes: readonly string[];
};

export const nobody: Caller = { id: '', roles: ['anyone'], scopes: [] };

const claims = z.object({
  sub: z.string().min(1),
  client_id: z.string().min(1),
  token_use: z.literal('access'),
  scope: z.string().default(''),
  iat: z.int().default(0),
  /** When the person signed in, in seconds since 1970; tokens that are renewed keep it. */
  auth_time: z.int().optional(),
  'cognito:groups': z.array(z.string()).default([]),
});

/** Groups are `verifier`, `operator` and `institution.{id}`, as the user pool defines them. */
const rolesOf = (groups: readonly string[]): Pick<Caller, 'roles' | 'institution'> => {
  const institution = groups.find((group) => group.startsWith('institution.'))?.slice('institution.'.length);
  const roles: Role[] = ['anyone', 'person'];
  if (groups.includes('verifier')) roles.push('verifier');
  if (groups.includes('operator')) roles.push('operator');
  if (institution) roles.push('buyer');
  return { roles, ...(institution && { institution }) };
};

export type CallerOf = (authorization: string | undefined) => Promise<Caller>;

/**
 * Verifies an access token: signature (keys fetched from the issuer, fetched again when a new key id appears), issuer,
 * expiry, use, and that it was issued to one of our clients. `systemOf` tells the institution of a client that signed in
 * with its own credentials, or undefined when it was revoked.
 */
export const tokenVerifier = (options: {
  issuer: string;
  keys: JWTVerifyGetKey;
  clients: readonly string[];
  /** Whether groups in its tokens make roles; false where anybody can sign up. */
  groups?: boolean;
  /** When this person's sessions were last ended, in seconds since 1970: earlier sign-ins count no more. */
  sessionsEnded?: (person: string) => Promise<number>;
  systemOf?: (clientId: string) => Promise<{ institution: string } | undefined>;
}): CallerOf => {
  const payloadOf = async (token: string): Promise<JWTPayload> => {
    try {
      const verified = await jwtVerify(token, options.keys, {
        issuer: options.issuer,
        algorithms: ['RS256', 'ES256'],
        clockTolerance: 5,
      });
      return verified.payload;
    } catch (error) {
      if (error instanceof errors.JWKSTimeout) throw error;
      throw new Problem('unauthenticated', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
    }
  };
  return async (authorization) => {
    if (authorization === undefined) return nobody;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (!token) throw new Problem('unauthenticated', { headers: { 'www-authenticate': 'Bearer' } });
    const parsed = claims.safeParse(await payloadOf(token));
    if (!parsed.success) throw new Problem('unauthenticated');
    const { sub, client_id, scope, iat, auth_time: signedIn = iat, 'cognito:groups': groups } = parsed.data;
    const scopes = scope.split(' ').filter(Boolean);
    if (options.clients.includes(client_id)) {
      if (options.sessionsEnded && signedIn <= (await options.sessionsEnded(sub))) throw new Problem('unauthenticated');
      return { id: sub, scopes, ...rolesOf(options.groups === false ? [] : groups) };
    }
    const system = await options.systemOf?.(client_id);
    if (!system) throw new Problem('unauthenticated');
    return { id: client_id, scopes, roles: ['anyone', 'system'], institution: system.institution };
  };
};

/**
 * One verifier for each issuer. Which one a token claims to come from only chooses who checks it: each trusts its own keys
 * alone, so a token of one is never taken for a token of the other.
 */
export const byIssuer =
  (verifiers: Readonly<Record<string, CallerOf>>): CallerOf =>
  async (authorization) => {
    if (authorization === undefined) return nobody;
    let issuer = '';
    try {
      issuer = decodeJwt(authorization.slice('Bearer '.length)).iss ?? '';
    } catch {
      // No token: whoever checks says so.
    }
    const [first] = Object.values(verifiers);
    const verify = Object.hasOwn(verifiers, issuer) ? verifiers[issuer] : first;
    if (!verify) throw new Problem('unauthenticated');
    return verify(authorization);
  };

/**
 * Keys of the issuer, cached and rotated by jose: an unknown key id has them fetched again, at most once in `cooldown`
 * milliseconds; a key that the issuer withdrew is forgotten within ten minutes.
 */
export const remoteKeys = (uri: string, cooldown = 5_000): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(uri), { cooldownDuration: cooldown, cacheMaxAge: 600_000 });
