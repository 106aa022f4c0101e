import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one institution's system holds: which sequences it has, and whom it recognises. */
export type Held = {
  sequences: Set<number>;
  /** By event id, the hashes of its content: whole, where it tells criteria, and as it is once their consent has ended. */
  contents: Map<string, { whole: string | undefined; withdrawn: string }>;
  vendors: Map<string, { sequence: number; recognised: boolean }>;
  repeats: number;
  contradictions: number;
};

const empty = (): Held => ({
  sequences: new Set(),
  contents: new Map(),
  vendors: new Map(),
  repeats: 0,
  contradictions: 0,
});

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** Criteria are not told again once their consent has ended: nothing else of an event ever changes. */
const contentOf = (event: { data: { criteria?: unknown } }) => {
  const { criteria, ...data } = event.data;
  return criteria === undefined
    ? { whole: undefined, withdrawn: hashOf(event) }
    : { whole: hashOf(event), withdrawn: hashOf({ ...event, data: { ...data, disclosure: 'withdrawn' } }) };
};

/** Systems of all institutions behind one server, that now and then break, dawdle or answer with an error. */
export const startConsumers = async (chance: () => number, trouble: number) => {
  const held = new Map<string, Held>();
  let faults = 0;
  let troubled = true;
  const take = (institution: string, body: string) => {
    const mine = held.get(institution) ?? empty();
    held.set(institution, mine);
    for (const event of [JSON.parse(body)].flat()) {
      const sequence = Number(event.sequence);
      const content = contentOf(event);
      const known = mine.contents.get(event.id);
      if (known !== undefined) {
        mine.repeats++;
        const wholes = new Set([known.whole, content.whole].filter((whole) => whole !== undefined));
        if (known.withdrawn !== content.withdrawn || wholes.size > 1) mine.contradictions++;
        continue;
      }
      mine.contents.set(event.id, content);
      if (mine.sequences.has(sequence)) mine.contradictions++;
      mine.sequences.add(sequence);
      if ((mine.vendors.get(event.subject)?.sequence ?? 0) < sequence)
        mine.vendors.set(event.subject, { sequence, recognised: event.type !== 'vendor.disqualified.v1' });
    }
  };
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const dice = troubled ? chance() : 1;
    if (dice < trouble) faults++;
    if (dice < trouble / 3) return request.socket.destroy();
    // Taken, but the answer is lost or denied: it comes again.
    if (dice >= trouble / 2) take((request.url ?? '').slice(1), Buffer.concat(chunks).toString('utf8'));
    if (dice < trouble) return response.writeHead(dice < trouble * 0.8 ? 500 : 429, { 'retry-after': '1' }).end();
    return response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: (institution: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${institution}`,
    held,
    faults: () => faults,
    heal: () => {
      troubled = false;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
