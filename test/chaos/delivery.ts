import { parseArgs } from 'node:util';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ownership } from '#definitions/testing/build.ts';
import { log } from '#platform/log.ts';
import type { Change } from '#platform/stream.ts';
import { feedKey, vendorShards } from '#schemas/feed-records.ts';
import { definitionOf, institutionOf, networkOf } from '#test/support/builders.ts';
import { startTestDatabase } from '#test/support/dynamodb.ts';
import { cursorStore } from '../../functions/delivery/cursor.ts';
import { headsIn } from '../../functions/delivery/heads.ts';
import { send } from '../../functions/delivery/send/send.ts';
import { signingKey } from '../../functions/delivery/sign.ts';
import { transportTo } from '../../functions/delivery/transport.ts';
import { openVendor } from '../../functions/matching/judge.ts';
import { type MatchDependencies, matchVendors } from '../../functions/matching/match.ts';
import { matchChanges } from '../../functions/matching/registry/changes.ts';
import { vendorsAfter } from '../../functions/matching/rollout.ts';
import { startConsumers } from './consumers.ts';
import { Crash, chanceFrom, crashing } from './faults.ts';
import { randomRegistry } from './registry.ts';

/*
 * `npm run chaos:delivery [-- --changes 50000 --institutions 18 --seed 7]`: vendor changes in batches that come twice, late and
 * out of order, definitions published in between, crashes at any call, and endpoints in trouble. In the end every institution
 * must hold exactly the vendors that its definition recognises, from a feed without a gap.
 */
export type ChaosOptions = {
  changes: number;
  institutions: number;
  seed: number;
  /** The share of calls to the database that a crash cuts short. */
  crashShare?: number;
  /** Told how many changes were made, now and then. */
  progress?: (made: number) => void;
};

const day = '2026-03-01';
const thresholds = [4000, 5000, 5050, 5100, 7500];
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export const chaos = async (options: ChaosOptions) => {
  const { changes, institutions, seed, crashShare = 0.04, progress = () => undefined } = options;
  const chance = chanceFrom(seed);
  const database = await startTestDatabase();
  const consumers = await startConsumers(chance, 0.1);
  let armed = false;
  try {
    const table = await database.table('feeds', ['due']);
    const audit = await database.table('audit');
    const crashes = crashing(database.db, chance, crashShare, () => armed);
    const ids = Array.from({ length: institutions }, (_, n) => `city-${n}`);
    const registry = randomRegistry(chance, Math.max(10, Math.ceil(changes / 10)));
    const thresholdOf = (n: number) => thresholds[n % thresholds.length]!;
    const profiles = ids.map((id) => institutionOf(id));
    let definitions = ids.map((id, n) => definitionOf(id, { rule: ownership({ bp: thresholdOf(n) }) }));
    let network = networkOf(1, profiles, definitions);
    let [publications, duplicates] = [0, 0];
    let now = Date.parse(`${day}T12:00:00Z`);
    const clock = () => new Date(now);
    const matching: MatchDependencies = {
      db: database.db,
      feedsTable: table,
      clock,
      network: { current: async () => network },
      vendors: {
        open: async (record) => openVendor(record, registry.factsOf(record)),
        read: async (wanted) =>
          wanted.flatMap((id) => {
            const found = registry.current.get(id);
            return found ? [openVendor(found.record, found.facts)] : [];
          }),
      },
    };
    /** As a service does that calls a function: until it has answered, whatever happens to the function. */
    const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
        }
      }
    };

    const cursors = cursorStore(database.db, table);
    for (const id of ids)
      await database.db.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...feedKey.cursor(id),
            ...{ sequence: 0, state: 'active', run: 1, running: false, wake: false },
            ...{ failures: 0, refusals: 0, endpointRevision: 1 },
          },
        }),
      );
    const transport = transportTo({ loopback: true });
    const targetOf = async (institution: string) => ({
      keys: [signingKey(secret)],
      endpoint: {
        ...{
          institution,
          url: consumers.url(institution),
          state: 'active' as const,
          signature: 'hmac-sha256' as const,
        },
        ...{ batch: 1 + (institution.length % 2) * 19, from: 'start' as const, contact: 'it@city.example' },
        ...{ revision: 1, updatedAt: clock().toISOString() },
      },
    });
    const heads = headsIn(database.db, table);
    const targets = { recent: targetOf, now: targetOf };
    const sending = { cursors, transport, heads, clock, random: chance, targets, audit };
    /** As the workflow does, with the hours between two tries passing at once. */
    const deliver = async (institution: string) => {
      for (let round = 0; ; round++) {
        const run = (await untilDone(() => cursors.read(institution)))!.run;
        const result = await untilDone(() => send(sending, { institution, run, round: round % 900 }));
        if (result.outcome === 'caught-up' || result.outcome === 'disabled') return result.outcome;
        if (result.outcome === 'wait') now += result.seconds * 1000;
        // An answer that was lost: the run it ended is over, and the next begins where it stopped.
        if (result.outcome === 'superseded') {
          const { sequence } = (await untilDone(() => cursors.read(institution)))!;
          if (sequence >= (await untilDone(() => cursors.head(institution)))) return 'caught-up';
        }
      }
    };
    const delivering = new Map<string, Promise<string>>();
    /** One delivery of an institution at a time, beside whatever else happens. */
    const startDelivery = (institution: string) => {
      if (delivering.has(institution)) return;
      delivering.set(
        institution,
        deliver(institution).finally(() => delivering.delete(institution)),
      );
    };

    const publish = async () => {
      publications++;
      const n = Math.floor(chance() * ids.length);
      const bp = thresholdOf(Math.floor(chance() * thresholds.length));
      definitions = definitions.map((one, i) =>
        i === n ? { ...one, version: one.version + 1, rule: ownership({ bp }) } : one,
      );
      network = networkOf(network.generation + 1, profiles, definitions);
      for (let shard = 0; shard < vendorShards; shard++)
        for (let after = ''; ; ) {
          const page = await untilDone(() => vendorsAfter(matching, shard, after, 100));
          await untilDone(async () => matchVendors(matching, await matching.vendors.read(page), [ids[n]!]));
          if (page.length < 100) break;
          after = page.at(-1)!;
        }
    };

    armed = true;
    let waiting: Change[][] = [];
    for (let made = 0; made < changes; ) {
      const size = Math.min(changes - made, 1 + Math.floor(chance() * 60));
      const batch = Array.from({ length: size }, () => registry.change());
      if (Math.floor(made / 1_000) < Math.floor((made + size) / 1_000)) progress(made + size);
      made += size;
      waiting.push(batch);
      if (chance() < 0.1) {
        waiting.push([...batch]);
        duplicates++;
      }
      if (chance() < Math.min(0.3, 2_000 / changes)) waiting.push([]);
      if (waiting.length >= 4) {
        const round = waiting.sort(() => chance() - 0.5);
        waiting = [];
        for (const id of ids) if (chance() < 0.3) startDelivery(id);
        await Promise.all(
          round.map((one) => (one.length === 0 ? publish() : untilDone(() => matchChanges(matching, one)))),
        );
      }
    }
    for (const one of waiting) if (one.length > 0) await untilDone(() => matchChanges(matching, one));
    await Promise.all(delivering.values());
    armed = false;
    consumers.heal();
    const ends = await Promise.all(ids.map(deliver));
    transport.close();

    const wrong: string[] = [];
    let [events, repeats] = [0, 0];
    for (const [n, id] of ids.entries()) {
      const held = consumers.held.get(id);
      const head = await cursors.head(id);
      const recognised = [...(held?.vendors ?? [])].filter(([, { recognised: is }]) => is).map(([vendor]) => vendor);
      const expected = registry.recognisedBy(definitions[n]!, day);
      if (ends[n] !== 'caught-up') wrong.push(`${id} ended ${ends[n]}`);
      if (JSON.stringify(recognised.sort()) !== JSON.stringify(expected))
        wrong.push(`${id} holds ${recognised.length} vendors, ${expected.length} are right`);
      for (let sequence = 1; sequence <= head; sequence++)
        if (!held?.sequences.has(sequence)) wrong.push(`${id} misses ${sequence}`);
      if ((held?.sequences.size ?? 0) !== head) wrong.push(`${id} has ${held?.sequences.size} of ${head}`);
      if (held && held.contradictions > 0)
        wrong.push(`${id} has ${held.contradictions} ids or sequences with two contents`);
      events += head;
      repeats += held?.repeats ?? 0;
    }
    return {
      ...{ seed, changes, vendors: registry.current.size, institutions, publications, duplicates, crashes },
      ...{ endpointFaults: consumers.faults(), events, repeats, wrong },
    };
  } finally {
    armed = false;
    await consumers.stop();
    await database.stop();
  }
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      changes: { type: 'string', default: '50000' },
      institutions: { type: 'string', default: '18' },
      seed: { type: 'string', default: '7' },
      // A batch takes some twenty calls: enough to lose every fifth of them.
      'crash-share': { type: 'string', default: '0.01' },
    },
  });
  log.setLogLevel('SILENT');
  const began = performance.now();
  const result = await chaos({
    changes: Number(values.changes),
    institutions: Number(values.institutions),
    seed: Number(values.seed),
    crashShare: Number(values['crash-share']),
    progress: (made) => console.error(`${made} changes, ${Math.round((performance.now() - began) / 1000)} s`),
  });
  console.log(JSON.stringify({ ...result, seconds: Math.round((performance.now() - began) / 1000) }, null, 2));
  process.exitCode = result.wrong.length > 0 ? 1 : 0;
}
