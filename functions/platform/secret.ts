import { AwsClient } from 'aws4fetch';
import * as z from 'zod/mini';

/** Credentials and region as Lambda sets them; the SDK would read the same and weigh half a megabyte. */
const surroundings = z.object({
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.optional(z.string()),
  AWS_REGION: z.string(),
  AWS_ENDPOINT_URL: z.optional(z.string()),
  AWS_ENDPOINT_URL_DYNAMODB: z.optional(z.string()),
});

/** A small client of one service's JSON protocol: for functions that make one kind of call. */
export const awsCalls = (service: 'kms' | 'dynamodb', options: { retries: number; milliseconds: number }) => {
  const env = surroundings.parse(process.env);
  const aws = new AwsClient({
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    ...(env.AWS_SESSION_TOKEN && { sessionToken: env.AWS_SESSION_TOKEN }),
    region: env.AWS_REGION,
    service,
    retries: options.retries,
  });
  const own = service === 'dynamodb' ? env.AWS_ENDPOINT_URL_DYNAMODB : undefined;
  const endpoint = own ?? env.AWS_ENDPOINT_URL ?? `https://${service}.${env.AWS_REGION}.amazonaws.com/`;
  const version = service === 'kms' ? '1.1' : '1.0';
  /** @throws Error with the operation and the status where the service refuses. */
  return async (target: string, body: unknown): Promise<unknown> => {
    const response = await aws.fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(options.milliseconds),
    });
    if (!response.ok) throw new Error(`${target}: ${response.status}`);
    return response.json();
  };
};

const answer = z.object({ Mac: z.string().check(z.minLength(40)) });

/**
 * What a KMS HMAC key answers to one message: the same 32 bytes for every instance, never written anywhere, gone with
 * the key.
 */
export const secretFrom = async (keyId: string, message: string): Promise<Buffer> => {
  const call = awsCalls('kms', { retries: 3, milliseconds: 5_000 });
  const made = await call('TrentService.GenerateMac', {
    KeyId: keyId,
    Message: Buffer.from(message).toString('base64'),
    MacAlgorithm: 'HMAC_SHA_256',
  });
  return Buffer.from(answer.parse(made).Mac, 'base64');
};
