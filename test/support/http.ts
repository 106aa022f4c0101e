import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { type AnyRoute, type ApiDependencies, api } from '#platform/api.ts';
import type { CallerOf } from '#platform/caller.ts';
import { type ApiClient, apiClient } from '#schemas/api/client.ts';
import { roles as everyRole, type Role } from '#schemas/authorisation.ts';
import type { Language } from '#schemas/primitives.ts';

/** Calls routes as the HTTP API would, with nothing in between: the `fetch` of a client of the API. */
export const fetchFrom = (routes: readonly AnyRoute[], deps: ApiDependencies): typeof fetch => {
  const handler = api(routes, deps);
  return async (input, { method = 'GET', headers: sent, body: content } = {}) => {
    const address = new URL(input instanceof Request ? input.url : input);
    const found = routes
      .filter(({ operation }) => operation.method === method)
      .map(({ operation }) => ({
        operation,
        match: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(address.pathname),
      }))
      .find(({ match }) => match !== null);
    const event: Partial<APIGatewayProxyEventV2> = {
      routeKey: found ? `${found.operation.method} ${found.operation.path}` : '$default',
      rawPath: address.pathname,
      rawQueryString: address.search.slice(1),
      headers: Object.fromEntries(new Headers(sent)),
      pathParameters: { ...found?.match?.groups },
      queryStringParameters: Object.fromEntries(address.searchParams),
      ...(typeof content === 'string' && { body: content }),
      isBase64Encoded: false,
    };
    const answer = await handler(event as APIGatewayProxyEventV2, {} as Context);
    const { statusCode = 500, headers = {}, body, isBase64Encoded = false } = answer;
    const answered = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    const bytes = isBase64Encoded && body ? Buffer.from(body, 'base64') : body;
    return new Response(bytes || null, { status: statusCode, headers: answered });
  };
};

/** Believes a token of `clientsOf`. */
export const callerSaid: CallerOf = async (authorization = '') => {
  const [id, ...roles] = authorization.slice('Bearer '.length).split(' ');
  return { id: z.string().min(1).parse(id), roles: z.array(z.enum(everyRole)).parse(roles), scopes: [] };
};

/** Clients of the API for people with these roles; their tokens say who they are. */
export const clientsOf =
  (fetch: typeof globalThis.fetch) =>
  (id: string, roles: readonly Role[] = [], language: Language = 'fr'): ApiClient =>
    apiClient({ baseUrl: 'http://api.test', language, token: [id, 'anyone', 'person', ...roles].join(' '), fetch });
