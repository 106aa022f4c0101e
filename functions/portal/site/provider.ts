import * as oidc from 'openid-client';
import * as z from 'zod';
import type { Provider, Tokens } from '#web/sign-in.ts';

const accessClaims = z.object({ sub: z.string(), 'cognito:groups': z.array(z.string()).default([]) });

/** Reads what the access token says; the API is who verifies it. */
const claimsOf = (accessToken: string) =>
  accessClaims.parse(JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8')));

const tokensOf = (answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): Tokens => {
  const { sub, 'cognito:groups': groups } = claimsOf(answer.access_token);
  const name = answer.claims()?.name;
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresInSeconds: answer.expires_in ?? 300,
    claims: { sub, groups, ...(typeof name === 'string' && { name }) },
  };
};

/** The OIDC relying party: authorization code with PKCE, the same for Cognito and for the embedded provider. */
export const oidcProvider = (options: { issuer: string; client: string; origin: string }): Provider => {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    const issuer = new URL(options.issuer);
    found ??= oidc.discovery(issuer, options.client, undefined, oidc.None(), {
      // Only the embedded provider, on this machine itself, speaks plain HTTP.
      ...(issuer.protocol === 'http:' && { execute: [oidc.allowInsecureRequests] }),
    });
    found.catch(() => {
      found = undefined;
    });
    return found;
  };
  return {
    begin: async (redirect, language) => {
      const verifier = oidc.randomPKCECodeVerifier();
      const state = oidc.randomState();
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        ui_locales: language,
        lang: language,
      });
      return { address: address.href, remember: { verifier, state } };
    },
    finish: async (current, { verifier, state }) =>
      tokensOf(
        await oidc.authorizationCodeGrant(await configuration(), current, {
          pkceCodeVerifier: verifier,
          expectedState: state,
        }),
      ),
    refresh: async (refreshToken) => tokensOf(await oidc.refreshTokenGrant(await configuration(), refreshToken)),
    signOutAddress: async (returnTo) => {
      const { end_session_endpoint: address } = (await configuration()).serverMetadata();
      // Cognito publishes no end_session_endpoint; its hosted pages have /logout.
      if (!address) return returnTo;
      const url = new URL(address);
      url.searchParams.set('client_id', options.client);
      url.searchParams.set('post_logout_redirect_uri', returnTo);
      url.searchParams.set('logout_uri', returnTo);
      return url.href;
    },
  };
};
