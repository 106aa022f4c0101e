import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Kms } from '#local/kms/types.ts';
import type { Ses } from '#local/ses/types.ts';
import type { StepFunctions } from '#local/stepfunctions/types.ts';

export type TestServices = { endpoint: string; stop: () => Promise<void> };

/** One address for the embedded KMS, and SES and Step Functions where they are given, for clients of the real SDK in a test. */
export const serveServices = async (services: {
  kms: Kms;
  ses?: Ses;
  workflows?: StepFunctions;
}): Promise<TestServices> => {
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const target = String(request.headers['x-amz-target'] ?? '');
    const json = 'application/x-amz-json-1.0';
    if (services.workflows && target.startsWith('AWSStepFunctions.')) {
      const answer = await services.workflows.handle(target, body);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } else if (target.startsWith('TrentService.')) {
      const answer = services.kms.handle(target, JSON.parse(body));
      response.writeHead(answer.status, { 'content-type': json }).end(JSON.stringify(answer.body));
    } else if (services.ses) {
      const answer = await services.ses.handle(request.method ?? '', request.url ?? '', JSON.parse(body));
      response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
