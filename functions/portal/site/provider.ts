import * as oidc from 'openid-client';
import type { Provider, Tokens } from '#web/sign-in.ts';
import { claimsOf } from '../tokens.ts';

const tokensOf = (answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): Tokens => {
  const name = answer.claims()?.name;
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresInSeconds: answer.expires_in ?? 300,
    claims: { ...claimsOf(answer.access_token), ...(typeof name === 'string' && { name }) },
  };
};

/** The OIDC relying party: authorization code with PKCE, the same for Cognito and for the embedded provider. */
export const oidcProvider = (directory: { issuer: string; client: string }): Provider => {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    const issuer = new URL(directory.issuer);
    found ??= oidc.discovery(issuer, directory.client, undefined, oidc.None(), {
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
      const nonce = oidc.randomNonce();
      const address = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirect,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        // A session of the provider's own, in a browser that somebody left, signs nobody in again.
        prompt: 'login',
        ui_locales: language,
        lang: language,
      });
      return { address: address.href, remember: { verifier, state, nonce } };
    },
    finish: async (current, { verifier, state, nonce }) =>
      tokensOf(
        await oidc.authorizationCodeGrant(await configuration(), current, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
        }),
      ),
    revoke: async (refreshToken) => oidc.tokenRevocation(await configuration(), refreshToken),
    signOutAddress: async (returnTo) => {
      const { end_session_endpoint: address } = (await configuration()).serverMetadata();
      // Cognito publishes no end_session_endpoint; its hosted pages have /logout.
      if (!address) return returnTo;
      const url = new URL(address);
      url.searchParams.set('client_id', directory.client);
      url.searchParams.set('post_logout_redirect_uri', returnTo);
      url.searchParams.set('logout_uri', returnTo);
      return url.href;
    },
  };
};
