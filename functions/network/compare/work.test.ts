import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from '#definitions/compare/index.ts';
import { ownership } from '#definitions/testing/build.ts';
import { currentNetwork, readNetwork } from '#platform/network.ts';
import { commit } from '#platform/tables.ts';
import { comparisonKey, matrixRecord, pairRecord, relationAt, workRecord } from '#schemas/comparison-records.ts';
import type { Definition } from '#schemas/definition.ts';
import { definitionOf, institutionOf } from '#test/support/builders.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { comparedOn, questionOf } from '../compared.ts';
import { nothing, publicationWrites } from '../publication.ts';
import { askForMore, compareWhatIsNew } from './work.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const now = new Date('2026-11-30T15:00:00Z');
const names = ['ajax', 'barrie', 'cornwall', 'dundas'];
const asks = (one: string, bp: number, version = 1): Definition =>
  definitionOf(one, { version, rule: ownership({ bp }) });

/** A network of four in a table of its own; a definition that no institution names is there too. */
const world = async (name: string) => {
  const table = await database.table(name);
  const where = { db: database.db, table, clock: () => now };
  const publish = async (definitions: Definition[], institutions = [] as ReturnType<typeof institutionOf>[]) =>
    commit(
      database.db,
      publicationWrites(table, await readNetwork(database.db, table), { ...nothing, definitions, institutions }, now),
    );
  await publish(
    [...names.map((one, i) => asks(one, 3000 + 1000 * i)), { ...asks('ajax', 1), id: 'ajax-unnamed' }],
    names.map((one) => institutionOf(one)),
  );
  const kept = async () => {
    const network = await readNetwork(database.db, table);
    const definitions = comparedOn(network, '2026-11-30');
    const found = definitions.flatMap((a, i) =>
      definitions.slice(i).map(async (b) => {
        const { key, at } = questionOf(a, b, 'evidence', [], '2026-11-30');
        const { Items = [] } = await database.db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': key.pk },
          }),
        );
        return { a, b, at, items: Items };
      }),
    );
    return Promise.all(found);
  };
  const matrix = async () => {
    const { Item } = await database.db.send(
      new GetCommand({
        TableName: table,
        Key: comparisonKey.matrix('evidence', '2020-01-01'),
      }),
    );
    const record = matrixRecord.parse(Item);
    return { ...record, relations: record.relations.map((row) => [...row].map((_, place) => relationAt(row, place))) };
  };
  return { table, where, publish, kept, matrix };
};

/** Every stretch that the stream would bring, however short each is. */
const toTheEnd = async (where: Parameters<typeof compareWhatIsNew>[0], milliseconds: number) => {
  let found = 0;
  for (;;) {
    const turn = await compareWhatIsNew(where, milliseconds);
    found += turn.found;
    if (turn.left === 0) return found;
  }
};

describe('definitions that institutions name', () => {
  it('are compared once each, and what is kept is what comparing them says', async () => {
    const { where, kept, matrix } = await world('once');
    // Four with themselves and each other, in two readings.
    expect(await toTheEnd(where, 60_000)).toBe(20);
    expect(await toTheEnd(where, 60_000)).toBe(0);
    const pairs = await kept();
    expect(pairs).toHaveLength(10);
    for (const { a, b, at, items } of pairs) {
      const records = items.map((item) => pairRecord.parse(item));
      expect(records.map(({ reading }) => reading).sort()).toEqual(['evidence', 'standards']);
      expect(records.find(({ reading }) => reading === 'evidence')).toMatchObject({
        at,
        relation: compare(a, b, { at }).relation,
      });
    }
    const { definitions, relations, satisfiable, together } = await matrix();
    expect(definitions.map(({ id }) => id)).toEqual(names.map((one) => `${one}-definition`));
    expect(relations[0]).toEqual(['equivalent', 'b-implies-a', 'b-implies-a', 'b-implies-a']);
    expect(relations.map((row) => row[0])).toEqual(['equivalent', 'a-implies-b', 'a-implies-b', 'a-implies-b']);
    expect([...satisfiable, together]).toEqual(Array(5).fill('yes'));
  });

  it('are compared again only where a version is new', async () => {
    const { where, publish, matrix } = await world('anew');
    await toTheEnd(where, 60_000);
    await publish([asks('barrie', 9000, 2)]);
    const before = await matrix();
    expect(before.definitions[1]).toEqual({ id: 'barrie-definition', version: 1 });
    // With itself and with the three others, in two readings.
    expect(await toTheEnd(where, 60_000)).toBe(8);
    const { definitions, relations } = await matrix();
    expect(definitions[1]).toEqual({ id: 'barrie-definition', version: 2 });
    expect(relations[1]).toEqual(['a-implies-b', 'equivalent', 'a-implies-b', 'a-implies-b']);
  });

  it('are compared stretch by stretch, whoever else does the same, to the same end', async () => {
    const { where, table, kept, matrix } = await world('stretches');
    // No time at all: nothing is found, and the matrix says so instead of guessing.
    expect(await compareWhatIsNew(where, -1)).toEqual({ left: 20, found: 0 });
    expect((await matrix()).relations.flat()).toEqual(Array(16).fill(undefined));
    expect((await matrix()).together).toBeNull();
    await Promise.all([toTheEnd(where, 2), toTheEnd(where, 5), toTheEnd(where, 60_000)]);
    expect((await kept()).every(({ items }) => items.length === 2)).toBe(true);
    expect((await matrix()).relations.flat()).not.toContain(undefined);
    // Two that are left with work at once ask for one stretch, and each further one for another.
    await Promise.all([askForMore(where), askForMore(where)]);
    await askForMore(where);
    const { Items = [] } = await database.db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: { ':pk': 'COMPARISON', ':sk': 'WORK' },
      }),
    );
    expect(workRecord.parse(Items[0]).turn).toBeLessThanOrEqual(3);
    expect(workRecord.parse(Items[0]).turn).toBeGreaterThanOrEqual(2);
  });

  it('leave a matrix of a later publication as it is', async () => {
    const { where, matrix } = await world('late');
    await toTheEnd(where, 60_000);
    const later = {
      ...comparisonKey.matrix('evidence', '2020-01-01'),
      ...(await matrix()),
      relations: [],
      generation: 9,
      together: 'no',
    };
    await database.db.send(new PutCommand({ TableName: where.table, Item: later }));
    await compareWhatIsNew(where, 60_000);
    expect(await matrix()).toMatchObject({ generation: 9, together: 'no' });
  });
});

it('what comes into force later is compared when it is published, and what came to nothing is forgotten', async () => {
  const { where, publish, table, matrix } = await world('later');
  const from = (day: string, bp: number, version: number) => ({
    ...asks('barrie', bp, version),
    effective: { from: day },
  });
  await publish([from('2027-03-01', 9000, 2)]);
  // In two readings: four with themselves and each other, and the coming one with itself and the three others.
  expect(await toTheEnd(where, 60_000)).toBe(28);
  expect((await matrix()).definitions[1]?.version).toBe(1);
  const coming = () =>
    database.db.send(new GetCommand({ TableName: table, Key: comparisonKey.matrix('evidence', '2027-03-01') }));
  expect(matrixRecord.parse((await coming()).Item).definitions[1]?.version).toBe(2);
  // On the day itself nothing is left to do.
  const then = { ...where, clock: () => new Date('2027-03-01T15:00:00Z') };
  expect(await toTheEnd(then, 60_000)).toBe(0);
  expect((await coming()).Item).toBeDefined();
});

it('a reader of the network sees each publication, and reads nothing anew without one', async () => {
  const { where, publish } = await world('reader');
  const read = () => currentNetwork(database.db, where.table);
  const first = await read();
  expect(await read()).toBe(first);
  await publish([asks('ajax', 9000, 2)]);
  expect((await read()).definitions.some(({ version }) => version === 2)).toBe(true);
});
