import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';

/** What a consumer keeps of an event. `sequence` counts within the feed of its institution. */
export type Received = {
  institution: string;
  id: string;
  type: string;
  sequence: number;
  vendor: string;
  body: string;
  at: number;
};

const event = z.object({
  id: z.string(),
  type: z.string(),
  sequence: z.string().regex(/^\d+$/).optional(),
  data: z.unknown(),
});
const aboutVendor = z.object({ vendor: z.object({ id: z.string() }) });
const challenge = z.object({ challenge: z.string() });

export type Consumer = {
  url: (institution: string) => string;
  /** Secrets by institution: events before a secret is known, or with a wrong signature, are refused. */
  secrets: Map<string, string>;
  received: Received[];
  refused: { institution: string; reason: string }[];
  stop: () => Promise<void>;
};

/**
 * Each event once, as an integrator keeps them: delivery is at least once, and what comes again has the same id.
 * @throws when one id came with two contents
 */
export const once = (received: readonly Received[]): Received[] => {
  const kept = new Map<string, Received>();
  for (const event of received) {
    const key = `${event.institution} ${event.id}`;
    const known = kept.get(key);
    if (known && known.body !== event.body) throw new Error(`${key} came with two contents`);
    kept.set(key, known ?? event);
  }
  return [...kept.values()];
};

/**
 * An institution's system as an integrator would write it with the `standardwebhooks` package: it verifies every
 * signature, answers a challenge, and takes events singly or in batches.
 */
export const startConsumer = async (port = 0): Promise<Consumer> => {
  const secrets = new Map<string, string>();
  const received: Received[] = [];
  const refused: Consumer['refused'] = [];

  const take = (
    institution: string,
    body: string,
    headers: Record<string, string>,
  ): { status: number; answer?: unknown } => {
    const secret = secrets.get(institution);
    if (!secret) return { status: 401 };
    try {
      new Webhook(secret).verify(body, headers);
    } catch (error) {
      refused.push({ institution, reason: error instanceof Error ? error.message : 'refused' });
      return { status: 401 };
    }
    const parsed: unknown = JSON.parse(body);
    for (const one of Array.isArray(parsed) ? parsed : [parsed]) {
      const { id, type, sequence, data } = event.parse(one);
      const asked = challenge.safeParse(data);
      if (asked.success) return { status: 200, answer: { challenge: asked.data.challenge } };
      const vendor = aboutVendor.safeParse(data).data?.vendor.id ?? '';
      received.push({
        institution,
        id,
        type,
        sequence: Number(sequence ?? 0),
        vendor,
        body: JSON.stringify(one),
        at: Date.now(),
      });
    }
    return { status: 204 };
  };

  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const { status, answer } = take((request.url ?? '').slice(1), Buffer.concat(chunks).toString('utf8'), headers);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no address');
  return {
    url: (institution) => `http://127.0.0.1:${address.port}/${institution}`,
    secrets,
    received,
    refused,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
