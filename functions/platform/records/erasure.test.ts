import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isOf, referenceTo } from '#schemas/records/key.ts';
import { record } from '#schemas/records/record.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { eraseRecords, UnknownRecords } from './erasure.ts';
import { exported } from './export.ts';
import { parseRecord, readPartition } from './store.ts';

const base = { table: 'casework', streamed: false } as const;
const number = record({
  ...base,
  kind: 'number',
  pk: 'NUMBER#{number}',
  sk: '{firm}',
  schema: z.object({ at: z.string() }),
  inExport: 'no',
  atErasure: 'delete',
});
const firm = record({
  ...base,
  kind: 'firm',
  pk: 'FIRM#{firm}',
  sk: 'FIRM',
  schema: z.object({ name: z.string(), phone: z.string().optional(), since: z.string(), people: z.array(z.string()) }),
  inExport: { without: ['phone'] },
  atErasure: {
    name: { becomes: 'Erased' },
    phone: 'gone',
    since: 'keep',
    people: { becomes: (people) => people.map(() => 'Erased') },
  },
});
const pointer = record({
  ...base,
  kind: 'pointer',
  pk: 'FIRM#{firm}',
  sk: 'NUMBER#{number}',
  schema: z.object({ number: z.string() }),
  inExport: 'whole',
  atErasure: 'delete',
  leadsTo: (one, { firm: id = '' }) => [referenceTo(number, { number: one.number, firm: id })],
});
const kinds = [number, firm, pointer];

let database: TestDatabase;
const put = (Item: object) => database.db.send(new PutCommand({ TableName: 'firms', Item: { ...Item } }));
const everything = async () => [
  ...(await readPartition(database.db, 'firms', 'FIRM#1')),
  ...(await readPartition(database.db, 'firms', 'NUMBER#7')),
];
const erase = () =>
  eraseRecords({ db: database.db, names: { casework: 'firms' }, kinds }, { table: 'casework', pk: 'FIRM#1' });

beforeAll(async () => {
  database = await startTestDatabase();
  await database.table('firms');
  await put({
    pk: 'FIRM#1',
    sk: 'FIRM',
    name: 'Ada',
    phone: '1',
    since: '2020',
    people: ['Ada', 'Bea'],
    nickname: 'A',
  });
  await put({ pk: 'FIRM#1', sk: 'NUMBER#7', number: '7' });
  await put({ pk: 'NUMBER#7', sk: '1', at: '2020' });
  await put({ pk: 'NUMBER#7', sk: '2', at: '2021' });
}, 30_000);
afterAll(() => database.stop());

describe('erasing and exporting by kind', () => {
  it('exports what each kind says, without how it is found', async () => {
    const items = await readPartition(database.db, 'firms', 'FIRM#1');
    expect(exported(kinds, items)).toEqual([
      { record: 'FIRM', name: 'Ada', since: '2020', people: ['Ada', 'Bea'] },
      { record: 'NUMBER#7', number: '7' },
    ]);
  });

  it('lets nothing leave, and says so after all else, where a record is of no kind', async () => {
    await put({ pk: 'FIRM#1', sk: 'SECRET', of: 'Ada' });
    expect(() => exported(kinds, [{ pk: 'FIRM#1', sk: 'SECRET' }])).toThrow(UnknownRecords);
    await expect(erase()).rejects.toThrow('FIRM#1 SECRET');
    await database.db.send(
      new PutCommand({
        TableName: 'firms',
        Item: {
          pk: 'FIRM#1',
          sk: 'FIRM',
          name: 'Ada',
          phone: '1',
          since: '2020',
          people: ['Ada', 'Bea'],
          nickname: 'A',
        },
      }),
    );
  });

  it('keeps, changes and removes field by field, what a record leads to as well, and what nobody knows of', async () => {
    const { DeleteCommand } = await import('@aws-sdk/lib-dynamodb');
    await database.db.send(new DeleteCommand({ TableName: 'firms', Key: { pk: 'FIRM#1', sk: 'SECRET' } }));
    await erase();
    const left = await everything();
    expect(left).toEqual([
      { pk: 'FIRM#1', sk: 'FIRM', name: 'Erased', since: '2020', people: ['Erased', 'Erased'] },
      { pk: 'NUMBER#7', sk: '2', at: '2021' },
    ]);
    for (const item of left) parseRecord(kinds.find((kind) => isOf(kind, item))!, item);
    await erase();
    expect(await everything()).toEqual(left);
  });
});
