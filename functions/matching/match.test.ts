import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownership } from '#definitions/testing/build.ts';
import { type VendorEvent, vendorEvent } from '#schemas/events/v1.ts';
import { feedKey } from '#schemas/feed-records.ts';
import type { VendorRecord } from '#schemas/records.ts';
import { definitionOf, institutionOf, networkOf, recordOf, vendorIdOf, womenOwned } from '#test/support/builders.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { type OpenVendor, openVendor } from './judge.ts';
import { type MatchDependencies, matchVendors } from './match.ts';
import type { Snapshot } from './snapshot.ts';

let database: TestDatabase;
let table: string;
beforeAll(async () => {
  database = await startTestDatabase();
  table = await database.table('feeds', ['due']);
});
afterAll(() => database.stop());

/** A registry and a network that a test moves on, and a matcher of its own for each view of them. */
const world = (name: string, institutions = 1) => {
  const ids = Array.from({ length: institutions }, (_, n) => `${name}-${n}`);
  const registry = new Map<string, OpenVendor>();
  const publish = (generation: number, bp: number): Snapshot =>
    networkOf(
      generation,
      ids.map((id) => institutionOf(id)),
      ids.map((id) => definitionOf(id, { version: generation, rule: ownership({ bp }) })),
    );
  const state = { network: publish(1, 5100), registry, ids, publish };
  /** `seen` is what a matcher believes at first; whatever it reads again is as it is. */
  const matcher = (seen?: Snapshot): MatchDependencies => {
    let first = seen;
    return {
      db: database.db,
      feedsTable: table,
      clock: () => new Date('2026-03-01T12:00:00Z'),
      network: {
        current: async () => {
          const believed = first ?? state.network;
          first = undefined;
          return believed;
        },
      },
      vendors: {
        open: async () => {
          throw new Error('not asked');
        },
        read: async (wanted) => wanted.flatMap((id) => registry.get(id) ?? []),
      },
    };
  };
  const record = (n: number, version: number, bp: number, more: Partial<VendorRecord> = {}): OpenVendor => {
    const vendor = openVendor(recordOf({ vendor: vendorIdOf(n), version, ...more }), womenOwned(bp));
    const known = registry.get(vendor.record.vendor);
    if (!known || known.record.version < version) registry.set(vendor.record.vendor, vendor);
    return vendor;
  };
  return { ...state, state, matcher, record };
};

const feed = async (institution: string): Promise<VendorEvent[]> => {
  const { Items = [] } = await database.db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
      ExpressionAttributeValues: { ':pk': feedKey.head(institution).pk, ':entry': 'ENTRY#' },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ body }) => vendorEvent.parse(JSON.parse(String(body))));
};
/** Whom a consumer of the feed recognises in the end. */
const consumed = (events: readonly VendorEvent[]): string[] => {
  const vendors = new Set<string>();
  for (const { type, subject } of events)
    if (type === 'vendor.disqualified.v1') vendors.delete(subject);
    else vendors.add(subject);
  return [...vendors].sort();
};

describe('matching', () => {
  it('again changes nothing', async () => {
    const { matcher, record, ids } = world('again');
    const vendor = record(1, 1, 6000);
    expect(await matchVendors(matcher(), [vendor])).toBe(1);
    expect(await matchVendors(matcher(), [vendor])).toBe(0);
    expect(await feed(ids[0]!)).toHaveLength(1);
  });

  it('by a stale definition cannot replace a newer verdict', async () => {
    const { matcher, record, ids, state, publish } = world('stale-network');
    const stale = state.network;
    state.network = publish(2, 7500);
    const vendor = record(1, 1, 6000);
    await matchVendors(matcher(), [vendor]);
    await matchVendors(matcher(stale), [vendor]);
    expect(await feed(ids[0]!)).toEqual([]);
  });

  it('by an old version of a vendor cannot replace a newer verdict', async () => {
    const { matcher, record, ids } = world('stale-vendor');
    const old = record(1, 1, 6000);
    await matchVendors(matcher(), [record(1, 2, 4000)]);
    await matchVendors(matcher(), [old]);
    expect(await feed(ids[0]!)).toEqual([]);
  });

  it('splits what does not fit one transaction, without a gap', async () => {
    const { matcher, record, ids } = world('large');
    const vendors = Array.from({ length: 120 }, (_, n) => record(n, 1, 6000));
    expect(await matchVendors(matcher(), vendors)).toBe(120);
    expect((await feed(ids[0]!)).map(({ sequence }) => Number(sequence))).toEqual(vendors.map((_, n) => n + 1));
  });

  it('in any order, from any view, at the same time, ends with what is true, without a gap or an id twice', async () => {
    let run = 0;
    const step = fc.record({
      vendor: fc.integer({ min: 1, max: 3 }),
      bp: fc.constantFrom(4000, 6000, 8000),
      publishes: fc.option(fc.constantFrom(5100, 7500), { nil: undefined, freq: 4 }),
      seesOld: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const { matcher, record, ids, state, publish } = world(`property-${++run}`, 2);
        const versions = new Map<number, number>();
        const work: Promise<unknown>[] = [];
        for (const { vendor, bp, publishes, seesOld } of steps) {
          const before = state.network;
          const version = (versions.get(vendor) ?? 0) + 1;
          versions.set(vendor, version);
          const changed = record(vendor, version, bp);
          work.push(matchVendors(matcher(seesOld ? before : undefined), [changed]));
          if (publishes) {
            state.network = publish(before.generation + 1, publishes);
            // The rollout that a publication asks for.
            work.push(matchVendors(matcher(), [...state.registry.values()]));
          }
        }
        await Promise.all(work);
        const threshold = (state.network.definitions.get(`${ids[0]}-definition`)![0]!.rule as { bp: number }).bp;
        const truly = [...state.registry.values()]
          .filter(({ evidence }) => evidence!.owners[0]!.bp >= threshold)
          .map(({ record: { vendor } }) => vendor)
          .sort();
        const everyId: string[] = [];
        for (const id of ids) {
          const events = await feed(id);
          expect(events.map(({ sequence }) => Number(sequence))).toEqual(events.map((_, n) => n + 1));
          expect(consumed(events)).toEqual(truly);
          everyId.push(...events.map((event) => event.id));
        }
        expect(new Set(everyId).size).toBe(everyId.length);
      }),
      { numRuns: 8 },
    );
  });
});
