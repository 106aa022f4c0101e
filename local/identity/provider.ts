import type { AdapterFactory } from 'oidc-provider';
import { type Configuration, Provider } from 'oidc-provider';
import { accessClaims, idClaims } from './claims.ts';
import type { Client } from './clients.ts';
import type { IdentityKeys } from './keys.ts';
import type { People } from './people.ts';

export type ProviderOptions = {
  readonly issuer: string;
  readonly clients: readonly Client[];
  /** Those of the resource servers. */
  readonly scopes: readonly string[];
  readonly people: People;
  readonly keys: IdentityKeys;
  readonly adapter: AdapterFactory;
};

/** The one audience: Cognito's access tokens name none, oidc-provider's must, and nobody here looks at it. */
const RESOURCE = 'urn:passerelle:api';

/** A client as OpenID Connect registers it. */
export const metadataOf = (client: Client) => ({
  client_id: client.id,
  client_secret: client.secret,
  token_endpoint_auth_method: client.secret ? ('client_secret_basic' as const) : ('none' as const),
  redirect_uris: [...client.redirectUris],
  post_logout_redirect_uris: [...client.logoutUris],
  grant_types: client.flows.flatMap((flow) => (flow === 'code' ? ['authorization_code', 'refresh_token'] : [flow])),
  response_types: client.flows.includes('code') ? (['code'] as const) : [],
  scope: client.scopes.join(' '),
});

/** oidc-provider, made to look like Cognito from outside: its paths, its claims, its kinds of tokens. */
export function createProvider({ issuer, clients, scopes, people, keys, adapter }: ProviderOptions): Provider {
  const lifetimes = new Map(clients.map((client) => [client.id, client.lifetimes]));
  const lifetimeOf = (kind: 'access' | 'id' | 'refresh', clientId: string | undefined) =>
    lifetimes.get(clientId ?? '')?.[kind] ?? 3_600;

  const configuration: Configuration = {
    adapter,
    jwks: { keys: [keys.signing as never] },
    cookies: { keys: [...keys.cookies] },
    clients: clients.map(metadataOf),
    scopes: ['openid', 'email', 'profile', 'phone', ...scopes],
    claims: {
      openid: ['sub', 'cognito:groups', 'cognito:username', 'token_use'],
      email: ['email', 'email_verified'],
      profile: ['name', 'locale'],
    },
    // Cognito puts the claims of the granted scopes into the ID token itself.
    conformIdTokenClaims: false,
    findAccount: (_, id) => {
      const person = people.find(id);
      return person && { accountId: id, claims: () => ({ sub: id, ...idClaims(person) }) };
    },
    // Nobody is asked whether the application may know who they are: it is the one they are signing in to.
    loadExistingGrant: async (ctx) => {
      const { client, session, params } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      const scopes = String(params?.scope ?? '').split(' ');
      grant.addOIDCScope(scopes.join(' '));
      grant.addResourceScope(RESOURCE, scopes.join(' '));
      await grant.save();
      return grant;
    },
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      userinfo: '/oauth2/userInfo',
      revocation: '/oauth2/revoke',
      jwks: '/.well-known/jwks.json',
      end_session: '/oauth2/end-session',
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      // A public client proves itself by nothing but the token that it gives back.
      revocation: { enabled: true, allowedPolicy: async (_, client, token) => token.clientId === client.clientId },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: ['openid', 'email', 'profile', ...scopes].join(' '),
          audience: RESOURCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt: (ctx, token, { payload }) => {
          const person = 'accountId' in token && token.accountId ? people.find(token.accountId) : undefined;
          const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
          Object.assign(payload, accessClaims(person, (refresh ?? code)?.authTime));
          // A system that names no scope gets all that it may have, as with Cognito.
          if (!person) payload.scope ??= ctx.oidc.client?.scope;
        },
      },
    },
    ttl: {
      AccessToken: (_, token) => lifetimeOf('access', token.clientId),
      ClientCredentials: (_, token) => lifetimeOf('access', token.clientId),
      IdToken: (_, __, client) => lifetimeOf('id', client.clientId),
      RefreshToken: (_, token) => lifetimeOf('refresh', token.clientId),
      Session: 12 * 3_600,
      Grant: 30 * 86_400,
      Interaction: 3_600,
    },
  };
  return new Provider(issuer, configuration);
}
