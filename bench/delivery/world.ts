import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ownership } from '#definitions/testing/build.ts';
import { definitionOf, institutionOf, recordOf, vendorIdOf, womenOwned } from '#test/support/builders.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { recordVendor } from '#test/support/vendors.ts';

export const institutionCount = 18;
export const names = Array.from({ length: institutionCount }, (_, n) => `city-${n}`);

/** How an endpoint of the bench behaves. */
export type Mood = 'well' | 'silent' | 'failing';

/** One server for all endpoints: notes when each event arrived, and is well unless it is told otherwise. */
const startReceivers = async () => {
  const arrived = new Map<string, Map<string, number>>(names.map((name) => [name, new Map()]));
  const moods = new Map<string, Mood>();
  let count = 0;
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').slice(1);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const mood = moods.get(name) ?? 'well';
    if (mood === 'silent') return;
    const events = [JSON.parse(Buffer.concat(chunks).toString('utf8'))].flat();
    if (events[0].type === 'endpoint.challenge.v1') return response.end(JSON.stringify(events[0].data));
    if (mood === 'failing') return response.writeHead(500).end();
    count += events.length;
    const mine = arrived.get(name)!;
    for (const { subject } of events) if (!mine.has(subject)) mine.set(subject, performance.now());
    return response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: (name: string) => `${base}/${name}`,
    arrived,
    moods,
    count: () => count,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

export type World = {
  network: TestNetwork;
  receivers: Awaited<ReturnType<typeof startReceivers>>;
  /** Records so many new vendors a second for so many seconds; tells when each was written, by vendor. */
  certify: (perSecond: number, seconds: number) => Promise<Map<string, number>>;
  setBatch: (batch: number) => Promise<void>;
  stop: () => Promise<void>;
};

const operator = { as: 'operator-1' };

/** The whole network embedded, 18 institutions at level 3, every vendor recognised by all of them. */
export const startWorld = async (): Promise<World> => {
  const network = await startTestNetwork({ environment: { POWERTOOLS_LOG_LEVEL: 'WARN' } });
  const receivers = await startReceivers();
  const imported = await network.call('POST', '/v1/network/import', {
    ...operator,
    headers: { 'idempotency-key': 'bench' },
    body: {
      vocabulary: { groups: { women: { fr: 'Femmes', en: 'Women' } }, flags: {}, certifications: {} },
      institutions: names.map((name) => institutionOf(name)),
      definitions: names.map((name, n) => definitionOf(name, { rule: ownership({ bp: 5000 + n }) })),
    },
  });
  if (imported.status !== 200) throw new Error(JSON.stringify(imported.body));

  const revisions = new Map<string, number>();
  const put = async (name: string, batch: number) => {
    const set = await network.call('PUT', `/v1/institutions/${name}/endpoint`, {
      ...operator,
      headers: { 'if-match': `"${revisions.get(name) ?? 0}"` },
      body: { url: receivers.url(name), signature: 'hmac-sha256', batch, from: 'start', contact: 'it@city.example' },
    });
    if (set.status !== 200) throw new Error(JSON.stringify(set.body));
  };
  const setBatch = async (batch: number) => {
    for (const name of names) {
      await put(name, batch);
      const path = `/v1/institutions/${name}/endpoint`;
      await network.call('POST', `${path}/challenge`, operator);
      for (;;) {
        const { body } = await network.call('GET', path, operator);
        const { state, revision } = body as { state: string; revision: number };
        revisions.set(name, revision);
        if (state === 'active') break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  await setBatch(1);

  let made = 0;
  return {
    network,
    receivers,
    setBatch,
    certify: async (perSecond, seconds) => {
      const written = new Map<string, number>();
      const work: Promise<void>[] = [];
      const began = performance.now();
      for (let n = 0; n < perSecond * seconds; n++) {
        const due = began + (n * 1000) / perSecond - performance.now();
        if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
        const record = recordOf({ vendor: vendorIdOf(++made) });
        work.push(
          recordVendor(network, record, womenOwned(6000)).then(() => {
            written.set(record.vendor, performance.now());
          }),
        );
      }
      await Promise.all(work);
      return written;
    },
    stop: async () => {
      receivers.stop();
      await network.stop();
    },
  };
};

/** Milliseconds from writing to arrival for every vendor at these institutions; `Infinity` for what never came. */
export const latencies = async (
  { receivers }: World,
  written: ReadonlyMap<string, number>,
  at: readonly string[],
  patience = 60_000,
): Promise<number[]> => {
  const until = performance.now() + patience;
  const complete = () =>
    at.every((name) => [...written.keys()].every((vendor) => receivers.arrived.get(name)!.has(vendor)));
  while (!complete() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  return at.flatMap((name) =>
    [...written].map(([vendor, when]) => (receivers.arrived.get(name)!.get(vendor) ?? Number.POSITIVE_INFINITY) - when),
  );
};

export const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN;
