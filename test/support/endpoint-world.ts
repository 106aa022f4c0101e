import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '#platform/tables.ts';
import { type ApiClient, apiClient } from '#schemas/api/client.ts';
import type { VendorEvent } from '#schemas/events/v1.ts';
import { feedKey, sequenceText } from '#schemas/feed-records.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { networkKey } from '#schemas/network-records.ts';
import { againRoutes } from '../../functions/delivery/api/again.ts';
import { feedRoutes } from '../../functions/delivery/api/feed.ts';
import { healthRoutes } from '../../functions/delivery/api/health.ts';
import { cursorStore } from '../../functions/delivery/cursor.ts';
import { sendTest } from '../../functions/delivery/endpoints/test-event.ts';
import { type SendResult, send } from '../../functions/delivery/send/send.ts';
import { signingKey } from '../../functions/delivery/sign.ts';
import { transportTo } from '../../functions/delivery/transport.ts';
import { institutionOf } from './builders.ts';
import { startTestDatabase } from './dynamodb.ts';
import { fetchFrom } from './http.ts';
import { startReceiver } from './receiver.ts';

/** The function ended in the middle. */
export class Killed extends Error {
  override name = 'Killed';
}

/** What the endpoint answers to one event, by its sequence. */
export type Answers = (sequence: number) => number;

/** Delivery's real parts (API, cursor, sending, tests) on a database and an endpoint of the test's own. */
export const startEndpointWorld = async () => {
  const database = await startTestDatabase();
  const [feeds, network, audit] = [
    await database.table('feeds'),
    await database.table('network'),
    await database.table('audit'),
  ];
  const { db } = database;
  const receiver = await startReceiver();
  receiver.verify = false;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const transport = transportTo({ loopback: true });
  let count = 0;

  /** An institution with an active endpoint and an empty feed. */
  const open = async (more: Partial<Endpoint> = {}) => {
    const institution = `city-${++count}`;
    const begin = Date.parse('2026-06-01T12:00:00Z');
    let now = begin;
    let head = 0;
    let endpoint: Endpoint = {
      institution,
      url: `${receiver.url}/${institution}`,
      ...{ state: 'active', signature: 'hmac-sha256', batch: 1, from: 'start', contact: 'it@city.example' },
      ...{ revision: 1, updatedAt: new Date(now).toISOString() },
      ...more,
    };
    const clock = () => new Date(now);
    const caller = async () => ({ id: 'buyer', roles: ['buyer'] as const, institution, scopes: [] });
    const deps = { db, clock, callerOf: caller, idempotencyTable: feeds, auditTable: audit, feeds, network };
    const call: ApiClient = apiClient({
      ...{ baseUrl: 'http://api.test', language: 'en', token: 'buyer' },
      fetch: fetchFrom([...feedRoutes(deps), ...againRoutes(deps), ...healthRoutes(deps)], deps),
    });
    let killing: { after: number; written: boolean } | undefined;
    const plain = cursorStore(db, feeds);
    const cursors: typeof plain = {
      ...plain,
      commit: async (writes) => {
        if (!killing || killing.after-- > 0) return commit(db, writes);
        const { written } = killing;
        killing = undefined;
        if (written) await commit(db, writes);
        throw new Killed();
      },
    };
    const target = async () => ({ endpoint, keys: [signingKey(secret)] });
    const sending = {
      ...{ cursors, transport, clock, audit, db, networkTable: network, target },
      ...{ targets: { recent: target, now: target }, heads: { above: async () => false }, random: () => 0 },
    };
    const put = (table: string, item: object) => db.send(new PutCommand({ TableName: table, Item: item }));

    await put(network, { ...networkKey.institution(institution), ...institutionOf(institution), revision: 1 });
    await cursors.activate(institution, endpoint);
    return {
      institution,
      call,
      params: { institution },
      cursor: async () => (await plain.read(institution))!,
      parked: () => plain.parked(institution),
      head: () => head,
      /** When an event was added: one each second. */
      instantOf: (sequence: number) => new Date(begin + sequence * 1000).toISOString(),
      pass: (seconds: number) => {
        now += seconds * 1000;
      },
      /** Adds events to the feed. */
      add: async (events: number) => {
        for (let n = 0; n < events; n++) {
          const sequence = head + 1;
          const [type, vendor] = ['vendor.qualified.v1', 'sup_00000000000000000000000001'];
          const [id, at] = [`evt_${institution}_${sequence}`, new Date(begin + sequence * 1000).toISOString()];
          const body = JSON.stringify({ id, type, subject: vendor, sequence: String(sequence) });
          await put(feeds, { ...feedKey.entry(institution, sequence), sequence, id, type, vendor, at, body });
          await put(feeds, { ...feedKey.head(institution), sequence, at });
          head = sequence;
        }
      },
      /** Adds an event of a vendor. */
      addEvent: async (event: VendorEvent) => {
        const sequence = head + 1;
        const at = new Date(begin + sequence * 1000).toISOString();
        const told = { ...event, sequence: sequenceText(sequence) };
        const { id, type, subject: vendor } = told;
        const body = JSON.stringify(told);
        await put(feeds, { ...feedKey.entry(institution, sequence), sequence, id, type, vendor, at, body });
        await put(feeds, { ...feedKey.head(institution), sequence, at });
        head = sequence;
      },
      /** As the workflow calls it, until there is nothing more to do at this moment. */
      deliver: async (kill?: {
        after: number;
        written: boolean;
      }): Promise<SendResult['outcome'] | 'killed' | 'none'> => {
        killing = kill;
        try {
          for (let round = 0; ; round++) {
            const cursor = await plain.read(institution);
            if (cursor?.state !== 'active') return 'none';
            const { outcome } = await send(sending, { institution, run: cursor.run, round });
            if (outcome !== 'more') return outcome;
          }
        } catch (error) {
          if (error instanceof Killed) return 'killed';
          throw error;
        } finally {
          killing = undefined;
        }
      },
      /** As the consumer of the table's stream does. */
      sendTest: () => sendTest(sending, institution),
      /** As the consumer of the endpoint's changes does. */
      disable: () => {
        endpoint = { ...endpoint, revision: endpoint.revision + 1 };
        return cursors.stop(institution, endpoint);
      },
      activate: async (change: Partial<Endpoint> = {}) => {
        endpoint = { ...endpoint, ...change, revision: endpoint.revision + 1 };
        await cursors.stop(institution, endpoint);
        await cursors.activate(institution, endpoint);
      },
      url: (path: string) => `${receiver.url}/${institution}/${path}`,
    };
  };

  return {
    open,
    receiver,
    db,
    feeds,
    /** The endpoint answers each event, or batch, by the worst that it says of one of them. */
    answer: (answers: Answers, seen: (sequences: number[], status: number) => void | Promise<void> = () => {}) =>
      receiver.behave(async (_, response: ServerResponse, body) => {
        const parsed = JSON.parse(body);
        const sequences = (Array.isArray(parsed) ? parsed : [parsed]).map((event) => Number(event.sequence));
        const status = Math.max(...sequences.map(answers));
        await seen(sequences, status);
        response.writeHead(status).end();
      }),
    stop: async () => {
      transport.close();
      await receiver.close();
      await database.stop();
    },
  };
};
export type EndpointWorld = Awaited<ReturnType<typeof startEndpointWorld>>;
export type OpenEndpoint = Awaited<ReturnType<EndpointWorld['open']>>;
