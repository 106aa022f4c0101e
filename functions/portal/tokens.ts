import * as z from 'zod/mini';
import type { Tokens } from '#web/sign-in.ts';

const accessClaims = z.object({ sub: z.string(), 'cognito:groups': z.optional(z.array(z.string())) });

/** Reads what the access token says; the API is who verifies it. */
export const claimsOf = (accessToken: string): { sub: string; groups: readonly string[] } => {
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
  const { sub, 'cognito:groups': groups = [] } = accessClaims.parse(JSON.parse(payload));
  return { sub, groups };
};

const metadata = z.object({ issuer: z.string(), token_endpoint: z.url() });
const answer = z.object({
  access_token: z.string(),
  refresh_token: z.optional(z.string()),
  expires_in: z.optional(z.number()),
});

const json = async (response: Response): Promise<unknown> => {
  if (!response.ok) throw new Error(`${new URL(response.url).pathname}: ${response.status}`);
  return response.json();
};

/**
 * A new access token for a refresh token (RFC 6749, 6). All functions of the portal do this; only the one where people
 * sign in carries a whole relying party for it.
 */
export const refreshAt = (issuer: string, client: string) => {
  let endpoint: Promise<string> | undefined;
  const discover = async (): Promise<string> => {
    const found = metadata.parse(
      await json(await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)),
    );
    if (found.issuer !== issuer) throw new Error('the discovered issuer is another one');
    return found.token_endpoint;
  };
  return async (refreshToken: string): Promise<Tokens> => {
    endpoint ??= discover();
    endpoint.catch(() => {
      endpoint = undefined;
    });
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: client });
    const told = answer.parse(await json(await fetch(await endpoint, { method: 'POST', body })));
    return {
      accessToken: told.access_token,
      refreshToken: told.refresh_token,
      expiresInSeconds: told.expires_in ?? 300,
      claims: claimsOf(told.access_token),
    };
  };
};
