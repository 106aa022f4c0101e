import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { UserPool } from '#local/identity/user-pool.ts';
import type { Kms } from '#local/kms/types.ts';
import type { Lambda } from '#local/lambda/lambda.ts';
import type { S3 } from '#local/s3/types.ts';
import type { Ses } from '#local/ses/types.ts';
import type { InstanceCredentials } from '#local/state/credentials.ts';
import type { StepFunctions } from '#local/stepfunctions/types.ts';
import { refusalOf } from './authenticate.ts';
import { invokeOverHttp } from './lambda-api.ts';

export type GatewayOptions = {
  readonly credentials: InstanceCredentials;
  readonly s3: S3;
  readonly stepFunctions: StepFunctions;
  readonly kms: Kms;
  readonly ses: Ses;
  readonly userPool: UserPool;
  readonly lambda: Lambda;
  readonly report: (message: string) => void;
};

export type GatewayAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
};

/** Larger than any request that these services take. */
const BODY_LIMIT = 7 * 1024 * 1024;

/**
 * One endpoint for every AWS service but DynamoDB, as `AWS_ENDPOINT_URL` wants it: each request says by its target or
 * its path whose it is, and what says nothing is S3's.
 */
export function createGateway(options: GatewayOptions): Server {
  return createServer(async (request, response) => {
    const service = serviceOf(request, options);
    if (!service) return void options.s3.handle(request, response);
    try {
      const body = await readBody(request);
      if (!body) return reply(response, problem(413, 'RequestEntityTooLargeException', 'The request is too large.'));
      const refusal = refusalOf(request, body, options.credentials);
      if (refusal) return reply(response, problem(403, refusal, 'The request is not signed by this instance.'));
      reply(response, await service(body));
    } catch (error) {
      options.report(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}`);
      reply(response, problem(500, 'InternalServerError', 'The embedded service failed.'));
    }
  });
}

type Service = (body: Buffer) => Promise<GatewayAnswer>;

function serviceOf(request: IncomingMessage, options: GatewayOptions): Service | undefined {
  const target = request.headers['x-amz-target']?.toString() ?? '';
  const path = (request.url ?? '/').split('?')[0]!;
  if (target.startsWith('AWSStepFunctions.')) {
    return async (body) => await options.stepFunctions.handle(target, body.toString());
  }
  if (target.startsWith('TrentService.')) {
    return withJson(async (body) => {
      const answer = options.kms.handle(target, body);
      return { status: answer.status, body: JSON.stringify(answer.body) };
    });
  }
  if (target.startsWith('AWSCognitoIdentityProviderService.')) {
    return withJson(async (body) => {
      const answer = options.userPool.handle(target, body);
      return { ...answer, body: JSON.stringify(answer.body) };
    });
  }
  if (path.startsWith('/v2/email/')) {
    return withJson(async (body) => {
      const answer = await options.ses.handle(request.method ?? 'GET', path, body);
      return { ...answer, body: JSON.stringify(answer.body) };
    });
  }
  if (path.startsWith('/2015-03-31/functions/')) {
    return async (body) => await invokeOverHttp(options.lambda, request, path, body);
  }
  const signedFor = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 's3';
  if (signedFor === 's3') return undefined;
  return async () => problem(400, 'UnknownOperationException', `${signedFor} ${target} is not implemented here.`);
}

const withJson =
  (work: (body: unknown) => Promise<GatewayAnswer>): Service =>
  async (body) => {
    let parsed: unknown;
    try {
      parsed = body.length > 0 ? JSON.parse(body.toString()) : {};
    } catch {
      return problem(400, 'SerializationException', 'The body is not JSON.');
    }
    return await work(parsed);
  };

export const problem = (status: number, type: string, message: string): GatewayAnswer => ({
  status,
  headers: { 'x-amzn-errortype': type },
  body: JSON.stringify({ __type: type, message }),
});

function reply(response: ServerResponse, { status, headers, body }: GatewayAnswer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  return size > BODY_LIMIT ? undefined : Buffer.concat(chunks);
}
