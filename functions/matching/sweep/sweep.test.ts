import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownership } from '#definitions/testing/build.ts';
import { readRecord } from '#platform/relations.ts';
import { vendorEvent } from '#schemas/events/v1.ts';
import { feedKey } from '#schemas/feed-records.ts';
import { rolloutKey, rolloutRecord } from '#schemas/rollout.ts';
import { definitionOf, institutionOf, networkOf, vendorOf, womenOwned } from '#test/support/builders.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { type MatchDependencies, matchVendors } from '../match.ts';
import { sweep } from './sweep.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const world = async (name: string) => {
  const table = await database.table(name, ['due']);
  const vendor = vendorOf(womenOwned(6000, '2026-06-30'));
  const deps = (day: string): MatchDependencies => ({
    db: database.db,
    feedsTable: table,
    clock: () => new Date(`${day}T12:00:00Z`),
    network: {
      current: async () =>
        networkOf(
          1,
          [institutionOf('toronto')],
          [
            definitionOf('toronto'),
            definitionOf('toronto', { version: 2, effective: { from: '2026-05-01' }, rule: ownership({ bp: 5500 }) }),
          ],
        ),
    },
    vendors: { open: async () => vendor, read: async (ids) => (ids.length > 0 ? [vendor] : []) },
  });
  const told = async () => {
    const { Items = [] } = await database.db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
        ExpressionAttributeValues: { ':pk': feedKey.head('toronto').pk, ':entry': 'ENTRY#' },
      }),
    );
    return Items.map(({ body }) => vendorEvent.parse(JSON.parse(String(body)))).map(({ type, data }) =>
      'reason' in data ? `${type} ${data.reason.code}` : type,
    );
  };
  return { table, vendor, deps, told };
};

it('time alone tells of an expiry 60, 30 and 7 days ahead and on the day after, each once', async () => {
  const { vendor, deps, told } = await world('expiry');
  await matchVendors(deps('2026-04-01'), [vendor]);
  for (const day of [
    '2026-04-02',
    '2026-05-02',
    '2026-05-02',
    '2026-06-05',
    '2026-06-24',
    '2026-06-30',
    '2026-07-01',
    '2026-07-02',
  ])
    await sweep(deps(day));
  expect(await told()).toEqual([
    'vendor.qualified.v1',
    // The definition that took effect on 1 May is told with what is due on the way.
    'vendor.updated.v1',
    'vendor.expiring.v1',
    'vendor.expiring.v1',
    'vendor.expiring.v1',
    'vendor.disqualified.v1 expired',
  ]);
});

it('a definition that takes effect by its date asks for a rollout on that day, once', async () => {
  const { table, deps } = await world('effective');
  const asked = () => readRecord(database.db, table, rolloutKey.rollout('day-2026-05-01'), rolloutRecord);
  for (const day of ['2026-04-29', '2026-04-30']) await sweep(deps(day));
  expect(await asked()).toBeUndefined();
  await sweep(deps('2026-05-01'));
  expect(await asked()).toMatchObject({ mode: 'day', institutions: ['toronto'] });
  await sweep(deps('2026-05-01'));
});
