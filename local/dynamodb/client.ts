import { Agent, request } from 'node:http';

/** What DynamoDB answered instead of a result. `code` is the short name, e.g. `ResourceNotFoundException`. */
export class DynamoError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export type DynamoClient = {
  /** `operation` as in the API: `PutItem`, or `Streams.GetRecords` for the streams' API. */
  readonly call: <Output>(operation: string, input: unknown) => Promise<Output>;
  readonly close: () => void;
};

/**
 * DynamoDB's JSON protocol, unsigned, for the runtime's own calls to a local engine: streams are read 50 times a
 * second, where the SDK's signing and middleware would be most of the work.
 */
export function createDynamoClient(endpoint: string): DynamoClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const url = new URL(endpoint);

  const call = <Output>(operation: string, input: unknown) =>
    new Promise<Output>((resolve, reject) => {
      const streams = operation.startsWith('Streams.');
      const target = streams
        ? `DynamoDBStreams_20120810.${operation.slice('Streams.'.length)}`
        : `DynamoDB_20120810.${operation}`;
      const outgoing = request(
        {
          agent,
          host: url.hostname,
          port: url.port,
          path: url.pathname,
          method: 'POST',
          timeout: 30_000,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'x-amz-target': target,
            'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
            // An engine on this machine looks whether there is a signature, not whose.
            authorization:
              'AWS4-HMAC-SHA256 Credential=runtime/20200101/ca-central-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0',
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            try {
              const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
              if (response.statusCode === 200) resolve(body);
              else reject(new DynamoError(String(body.__type).split('#').at(-1)!, body.message ?? body.Message ?? ''));
            } catch (error) {
              reject(error);
            }
          });
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${operation} took longer than 30 s`)));
      outgoing.on('error', reject);
      outgoing.end(JSON.stringify(input));
    });

  return { call, close: () => agent.destroy() };
}
