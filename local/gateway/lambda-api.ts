import type { IncomingMessage } from 'node:http';
import { InvokeRefused } from '#local/lambda/function.ts';
import type { Lambda } from '#local/lambda/lambda.ts';
import { type GatewayAnswer, problem } from './gateway.ts';

const STATUS = {
  ResourceNotFoundException: 404,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
} as const;

/** Lambda's own Invoke: `POST /2015-03-31/functions/NAME/invocations`. */
export async function invokeOverHttp(
  lambda: Lambda,
  request: IncomingMessage,
  path: string,
  body: Buffer,
): Promise<GatewayAnswer> {
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1];
  if (!name || request.method !== 'POST')
    return problem(400, 'UnknownOperationException', 'Only Invoke is implemented.');
  const payload = body.length > 0 ? body.toString() : '{}';
  try {
    JSON.parse(payload);
  } catch {
    return problem(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
  try {
    return await invoke(
      lambda,
      decodeURIComponent(name),
      payload,
      request.headers['x-amz-invocation-type']?.toString(),
    );
  } catch (error) {
    if (error instanceof InvokeRefused) return problem(STATUS[error.code], error.code, error.message);
    throw error;
  }
}

async function invoke(lambda: Lambda, name: string, payload: string, type = 'RequestResponse'): Promise<GatewayAnswer> {
  if (type === 'DryRun') return { status: 204, body: '' };
  if (type === 'Event') {
    lambda.enqueue(name, payload);
    return { status: 202, body: '' };
  }
  const result = await lambda.invoke(name, payload);
  return {
    status: 200,
    headers: {
      'x-amz-executed-version': '$LATEST',
      ...(result.functionError && { 'x-amz-function-error': result.functionError }),
    },
    body: result.payload,
  };
}
