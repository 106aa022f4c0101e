import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';

type Headers = Record<string, string>;
export type Received = { id: string; sequence: number; type: string; subject: string; at: number; body: string };

/** How a receiver answers one request; `ok` verifies and keeps the events. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void | Promise<void>;

export type Receiver = {
  url: string;
  /** Every event taken, in the order of arrival, repeats included. */
  received: Received[];
  /** Requests whose signature did not verify. */
  unverified: number;
  requests: number;
  /** Refuses what does not verify. */
  verify: boolean;
  /** Secrets that verify; any of them does. */
  secrets: string[];
  behave: (behaviour: Behaviour | undefined) => void;
  close: () => Promise<void>;
};

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** As two independent libraries see it: both must agree that it is genuine. */
const genuine = (secrets: readonly string[], body: string, headers: Headers): boolean =>
  secrets.some((secret) => {
    try {
      new StandardWebhook(secret).verify(body, headers);
      new SvixWebhook(secret).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });

/** A consumer as an institution would write it: verifies each request, answers challenges, keeps what it is told. */
export const startReceiver = async (): Promise<Receiver> => {
  let behaviour: Behaviour | undefined;
  const take = (text: string, response: ServerResponse) => {
    const parsed = JSON.parse(text);
    const events = Array.isArray(parsed) ? parsed : [parsed];
    if (events[0]?.type === 'endpoint.challenge.v1') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ challenge: events[0].data.challenge }));
      return;
    }
    for (const event of events)
      receiver.received.push({
        id: event.id,
        sequence: Number(event.sequence),
        type: event.type,
        subject: event.subject,
        at: performance.timeOrigin + performance.now(),
        body: JSON.stringify(event),
      });
    response.writeHead(204).end();
  };
  const server: Server = createServer(async (request, response) => {
    const body = await readAll(request);
    receiver.requests++;
    if (receiver.verify && !genuine(receiver.secrets, body, request.headers as Headers)) {
      receiver.unverified++;
      response.writeHead(401).end();
      return;
    }
    if (behaviour) await behaviour(request, response, body);
    if (!response.headersSent && !response.destroyed && !behaviour) take(body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received: [],
    unverified: 0,
    requests: 0,
    verify: true,
    secrets: [],
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
};
