import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Lambda } from '#local/lambda/lambda.ts';
import type { Stack } from '#local/template/template.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { type Answer, fromResult, toEvent } from './event.ts';
import { createRouter } from './routes.ts';

/** An HTTP API refuses a larger body with 413. */
const BODY_LIMIT = 10 * 1024 * 1024;
/** What Lambda takes as one event; beyond, an HTTP API answers 413 too. */
const EVENT_LIMIT = 6 * 1024 * 1024;

export type HttpApiOptions = {
  readonly stack: Stack;
  readonly lambda: Lambda;
  readonly report: (message: string) => void;
};

/** The stack's one HTTP API as a server that is not listening yet; undefined where the stack has none. */
export function createHttpApi({ stack, lambda, report }: HttpApiOptions): Server | undefined {
  const [api, second] = stack.ofType('AWS::ApiGatewayV2::Api');
  if (!api) return undefined;
  if (second) throw new Error('The embedded runtime serves one HTTP API, and the template has several.');
  const cors = api.properties.CorsConfiguration;
  const integrations = new Map(
    stack.ofType('AWS::ApiGatewayV2::Integration').map(({ ref, properties }) => [ref, properties]),
  );
  const router = createRouter(
    stack.ofType('AWS::ApiGatewayV2::Route').map(({ logicalId, properties }) => {
      const integration = integrations.get(properties.Target.slice('integrations/'.length));
      if (!integration) throw new Error(`${logicalId}: there is no integration ${properties.Target}`);
      return { routeKey: properties.RouteKey, target: integration };
    }),
  );

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', headers } = request;
    const isPreflight = method === 'OPTIONS' && headers.origin && headers['access-control-request-method'];
    if (cors && isPreflight)
      return { status: 204, headers: preflightHeaders(cors, headers.origin!), body: Buffer.of() };
    const url = URL.parse(`http://localhost${request.url}`);
    if (!url) return message(400, 'Bad Request');
    const match = router.match(method, url.pathname);
    if (!match) return message(404, 'Not Found');
    const body = await readBody(request);
    if (!body) return message(413, 'Request Entity Too Large');
    const event = JSON.stringify(
      toEvent({ request, url, body, match, apiId: api!.name, account: stack.account, now: new Date() }),
    );
    if (Buffer.byteLength(event) > EVENT_LIMIT) return message(413, 'Request Entity Too Large');
    const result = await within(match.target.TimeoutInMillis, lambda.invoke(match.target.IntegrationUri, event));
    if (result === 'late') return message(503, 'Service Unavailable');
    if (result.functionError) {
      report(`${match.routeKey}: ${result.payload}`);
      return message(500, 'Internal Server Error');
    }
    return fromResult(result.payload);
  }

  return createServer(async (request, response) => {
    let reply: Answer;
    try {
      reply = await answer(request);
    } catch (error) {
      report(`${request.method} ${request.url}: ${error instanceof Error ? error.message : error}`);
      const throttled = error instanceof Error && 'code' in error && error.code === 'TooManyRequestsException';
      reply = throttled ? message(503, 'Service Unavailable') : message(500, 'Internal Server Error');
    }
    send(request, response, { ...reply, headers: { ...reply.headers, ...corsHeaders(cors, request.headers.origin) } });
  });
}

const message = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message: text })),
});

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return;
  const bare = status === 204 || status === 304;
  response.writeHead(status, { ...headers, ...(!bare && { 'content-length': body.length }) } as Record<string, string>);
  response.end(request.method === 'HEAD' || bare ? undefined : body);
}

/** The whole body, or undefined when it is larger than the API takes. The rest of one that is too large is let go by. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return size > BODY_LIMIT ? undefined : Buffer.concat(chunks);
}

async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, milliseconds, 'late');
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
