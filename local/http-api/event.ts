import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { RouteMatch } from './routes.ts';

type EventInput = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly match: RouteMatch<unknown>;
  readonly apiId: string;
  readonly account: string;
  readonly now: Date;
};

/** Types whose body reaches the function as text; any other is Base64, as an HTTP API does. */
const isText = (contentType: string | undefined) =>
  contentType === undefined ||
  /^(text\/|application\/(json|javascript|xml|[\w.+-]+\+json|[\w.+-]+\+xml))/i.test(contentType);

/** The payload format 2.0 of a request. */
export function toEvent({ request, url, body, match, apiId, account, now }: EventInput): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = request.headers;
  const cookies = cookie?.split('; ');
  const asText = isText(request.headers['content-type']);
  const query = queryParameters(url);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies && { cookies }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: { ...match.pathParameters } }),
    requestContext: {
      accountId: account,
      apiId,
      domainName: request.headers.host ?? '',
      domainPrefix: apiId,
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(asText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !asText,
  };
}

function queryParameters(url: URL): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    parameters[name] = Object.hasOwn(parameters, name) ? `${parameters[name]},${value}` : value;
  }
  return url.search.length > 1 ? parameters : undefined;
}

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
};

/**
 * A function's answer as HTTP. Without a status code, the whole of it is the JSON body of a 200.
 * @throws Error where the shape is not one that an HTTP API accepts (it answers 500).
 */
export function fromResult(payload: string): Answer {
  const result: unknown = JSON.parse(payload);
  if (!isStructured(result)) {
    const text = typeof result === 'string' ? result : payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
  }
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) throw new Error('not a status code');
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(result.headers ?? {})) headers[name.toLowerCase()] = String(value);
  if (result.cookies) headers['set-cookie'] = result.cookies;
  headers['content-type'] ??= 'text/plain;charset=utf-8';
  return { status, headers, body: Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8') };
}

const isStructured = (result: unknown): result is APIGatewayProxyStructuredResultV2 =>
  typeof result === 'object' && result !== null && 'statusCode' in result;
