import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem } from '#platform/problem.ts';
import { feedKey } from '#schemas/feed-records.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { feedOf } from '../feed.ts';
import { readPage } from './page.ts';

let database: TestDatabase;
let table: string;
beforeAll(async () => {
  database = await startTestDatabase();
  table = await database.table('feeds');
}, 30_000);
afterAll(() => database.stop());

/** A feed of ten events of which these are no longer kept. */
const feedWithout = async (institution: string, ...gone: number[]) => {
  const at = '2026-06-01T12:00:00.000Z';
  for (let sequence = 1; sequence <= 10; sequence++) {
    const [id, type, vendor] = [`evt_${sequence}`, 'vendor.expiring.v1', 'sup_00000000000000000000000001'];
    const entry = { sequence, id, type, vendor, at, body: JSON.stringify({ sequence: String(sequence) }) };
    await database.db.send(
      new PutCommand({ TableName: table, Item: { ...feedKey.entry(institution, sequence), ...entry } }),
    );
  }
  for (const sequence of gone)
    await database.db.send(new DeleteCommand({ TableName: table, Key: feedKey.entry(institution, sequence) }));
  await database.db.send(
    new PutCommand({ TableName: table, Item: { ...feedKey.head(institution), sequence: 10, at } }),
  );
  return feedOf(database.db, table, institution);
};

it.each([undefined, 'vendor.expiring.v1' as const])(
  'whoever reads on never passes an event that is no longer kept as if it had never been (type: %s)',
  async (type) => {
    const feed = await feedWithout(`city-${type ?? 'all'}`, 1, 2, 5, 8);
    const page = await readPage(feed, { after: 0, limit: 100, type });
    expect(page.events.map(({ sequence }) => sequence)).toEqual(['3', '4']);
    expect(page).toMatchObject({ next: 4, head: 10 });
    const refused = await readPage(feed, { after: page.next, limit: 100, type }).catch((error) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ code: 'feed-trimmed', detail: { en: expect.stringContaining('starts at 6') } });
  },
);
