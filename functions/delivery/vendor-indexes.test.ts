import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventExamples } from '#schemas/events/examples.ts';
import { type QualifiedData, qualifiedData } from '#schemas/events/v1.ts';
import { feedKey } from '#schemas/feed-records.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { vendorIndexes } from './vendor-indexes.ts';
import { searchVendors } from './vendor-search.ts';

let database: TestDatabase;
let feeds: string;
beforeAll(async () => {
  database = await startTestDatabase();
  feeds = await database.table('feeds');
}, 30_000);
afterAll(() => database.stop());

const example = eventExamples.find(({ data }) => data.criteria !== undefined)!;
const base = qualifiedData.parse(
  Object.fromEntries(Object.entries(example.data).filter(([key]) => key in qualifiedData.shape)),
);
const criteria = base.criteria!.map((one) => ({ ...one, state: 'met' as const }));
const instant = '2026-11-30T12:00:00.000Z';

/** A feed as matching writes it: head, entry and verdict. */
const feedOfTest = (institution: string) => {
  let sequence = 0;
  const put = (Item: object) => database.db.send(new PutCommand({ TableName: feeds, Item }));
  return async (number: number, name: string | undefined, shares: boolean): Promise<void> => {
    const vendor = `sup_${String(number).padStart(26, '0')}` as QualifiedData['vendor']['id'];
    const data: QualifiedData = {
      ...base,
      vendor: { ...base.vendor, id: vendor, legalName: name ?? 'gone', operatingName: undefined },
      disclosure: shares ? 'criteria' : 'verdict',
      criteria: shares ? criteria : undefined,
    };
    sequence++;
    const found = {
      ...{ vendor, vendorVersion: 1, generation: 1, on: '2026-06-01', definition: 'city', definitionVersion: 1 },
      ...{ outcome: 'qualifies', assurance: 'verified', validUntil: null, recognised: name !== undefined },
    };
    await put({ ...feedKey.verdict(institution, vendor), ...found, ...(name && { shared: JSON.stringify(data) }) });
    const entry = { sequence, id: `evt_${sequence}`, type: 'vendor.updated.v1', vendor, at: instant, body: '{}' };
    await put({ ...feedKey.entry(institution, sequence), ...entry });
    await put({ ...feedKey.head(institution), sequence, at: instant });
  };
};

const step = fc.record({
  number: fc.nat({ max: 3 }),
  name: fc.option(fc.constantFrom('Alder', 'Birch', 'Cedar', 'Maple'), { nil: undefined, freq: 3 }),
  shares: fc.boolean(),
  /** Whether somebody searches after it: an index is made, or follows. */
  look: fc.boolean(),
});

it('an index that follows the feed finds and counts what one made anew does', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const institution = `institution-${run++}`;
      const tell = feedOfTest(institution);
      const where = { db: database.db, feeds };
      const following = vendorIndexes(where);
      const seen = async (indexes: typeof following) => {
        const { index, sequence } = await indexes(institution);
        const answers = ['', 'alder', 'birch', 'cedar', 'maple', criteria[0]!.label.en].map((words) => {
          const { hits, total, facets } = searchVendors(index, { words }, { language: 'en', sort: 'name', size: 10 });
          return { ids: hits.map(({ document, why }) => [document.id, why]), total, facets };
        });
        return { answers, sequence };
      };
      for (const { number, name, shares, look } of steps) {
        await tell(number, name, shares);
        if (look) expect(await seen(following)).toEqual(await seen(vendorIndexes(where)));
      }
      expect(await seen(following)).toEqual(await seen(vendorIndexes(where)));
    }),
    { numRuns: 15 },
  );
}, 60_000);
