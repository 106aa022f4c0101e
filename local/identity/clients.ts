import { createHmac } from 'node:crypto';
import type { Stack } from '#local/template/template.ts';

/** An application (code) or a system (client credentials) that may ask for tokens. Lifetimes in seconds. */
export type Client = {
  readonly id: string;
  readonly secret?: string | undefined;
  readonly flows: readonly ('code' | 'client_credentials')[];
  readonly scopes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly logoutUris: readonly string[];
  readonly lifetimes: { readonly access: number; readonly id: number; readonly refresh: number };
};

/** A system of the configuration: it signs in with its own secret. */
export type SystemClient = { readonly id: string; readonly secret: string; readonly scopes: readonly string[] };

/** Systems' clients that were made while this machine ran. */
export type SystemClients = {
  readonly keep: (client: SystemClient) => void;
  /** Whether it was there. */
  readonly remove: (id: string) => boolean;
  readonly list: () => string[];
};

const SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

/** Cognito makes a client's secret; here it follows from the instance's own, so that it stays the same. */
export const secretOf = (instanceSecret: string, clientId: string): string =>
  createHmac('sha256', instanceSecret).update(`client ${clientId}`).digest('base64url');

/**
 * The clients of the template's user pool.
 * @param apiUrl a callback at the stack's own API, or on `https://localhost`, is meant for this machine's API: its path is allowed there.
 */
export function clientsOf(stack: Stack, instanceSecret: string, apiUrl: string): Client[] {
  const ours = new Set(stack.ofType('AWS::ApiGatewayV2::Api').map((api) => api.attribute('ApiEndpoint')));
  const onThisMachine = (url: string): string[] => {
    const { hostname, origin, pathname, search } = new URL(url);
    if (hostname !== 'localhost' && !ours.has(origin)) return [url];
    const { port } = new URL(apiUrl);
    return [url, `${apiUrl}${pathname}${search}`, `http://localhost:${port}${pathname}${search}`];
  };
  return stack.ofType('AWS::Cognito::UserPoolClient').map(({ name, properties }) => {
    const units = properties.TokenValidityUnits ?? { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' };
    return {
      id: name,
      secret: properties.GenerateSecret ? secretOf(instanceSecret, name) : undefined,
      flows: properties.AllowedOAuthFlowsUserPoolClient ? properties.AllowedOAuthFlows : [],
      scopes: properties.AllowedOAuthScopes,
      redirectUris: properties.CallbackURLs.flatMap(onThisMachine),
      logoutUris: properties.LogoutURLs.flatMap(onThisMachine),
      lifetimes: {
        access: properties.AccessTokenValidity * SECONDS[units.AccessToken],
        id: properties.IdTokenValidity * SECONDS[units.IdToken],
        refresh: properties.RefreshTokenValidity * SECONDS[units.RefreshToken],
      },
    };
  });
}

export const systemClient = ({ id, secret, scopes }: SystemClient): Client => ({
  id,
  secret,
  scopes,
  flows: ['client_credentials'],
  redirectUris: [],
  logoutUris: [],
  // As long as those of clients that the pool makes.
  lifetimes: { access: 900, id: 900, refresh: 900 },
});
