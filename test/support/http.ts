import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { type AnyRoute, type ApiDependencies, api } from '#platform/api.ts';

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
    const { statusCode = 500, headers = {}, body } = await handler(event as APIGatewayProxyEventV2, {} as Context);
    const answered = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(body || null, { status: statusCode, headers: answered });
  };
};
