import { GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { record } from '#schemas/records/record.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { Problem } from '../problem.ts';
import { ConditionFailed, commit } from '../tables.ts';
import { getRecord, listRecords } from './store.ts';
import {
  above,
  absent,
  atLeast,
  atMost,
  below,
  type Change,
  type Condition,
  present,
  recordWrites,
  without,
} from './writes.ts';

/** Its fields are words that DynamoDB reserves, on purpose. */
const schema = z.object({
  id: z.string(),
  status: z.string(),
  token: z.string().optional(),
  count: z.int().optional(),
  values: z.array(z.string()).optional(),
});
type Fields = z.infer<typeof schema>;
const thing = record({
  kind: 'thing',
  table: 'casework',
  pk: 'THING#{id}',
  sk: 'THING#{n:3}',
  schema,
  streamed: false,
  inExport: 'no',
  atErasure: 'delete',
});

let database: TestDatabase;
const to = recordWrites({ casework: 'things' });
beforeAll(async () => {
  database = await startTestDatabase();
  await database.table('things');
}, 30_000);
afterAll(() => database.stop());

const read = (id: string) => getRecord(database.db, 'things', thing, { id, n: 1 });
const word = fc.constantFrom('a', 'b', 'c');
const fields = fc.record(
  {
    status: word,
    token: word,
    count: fc.integer({ min: 0, max: 4 }),
    values: fc.array(word, { maxLength: 3 }),
  },
  { requiredKeys: ['status'] },
);
const tests = fc
  .record(
    {
      status: word,
      token: fc.oneof(word, fc.constantFrom(absent, present)),
      count: fc.oneof(
        fc.integer({ min: 0, max: 4 }),
        fc.nat(4).map(above),
        fc.nat(4).map(below),
        fc.nat(4).map(atMost),
        fc.nat(4).map(atLeast),
      ),
      values: word.map(without),
    },
    { requiredKeys: [] },
  )
  .filter((one) => Object.keys(one).length > 0);
const one = fc.oneof(fc.constantFrom('new' as const, 'there' as const), tests);
const condition = fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const change = fc
  .record(
    {
      set: fc.record({ status: word, token: word, count: fc.nat(4) }, { requiredKeys: [] }),
      ifAbsent: fc.constant({}),
      add: fc.constant({}),
      append: fc.record({ values: fc.array(word, { minLength: 1, maxLength: 2 }) }, { requiredKeys: [] }),
      remove: fc.constant([]),
    },
    { requiredKeys: [] },
  )
  .chain((base) =>
    // A field is changed in one way only.
    fc.subarray(['token', 'count'] as const).chain((removed) =>
      fc.record({ add: fc.boolean(), ifAbsent: fc.boolean() }).map(({ add, ifAbsent }): Change<Fields> => {
        const set = Object.fromEntries(
          Object.entries(base.set ?? {}).filter(([field]) => !removed.includes(field as never)),
        );
        const free = (field: string) => !(field in set) && !removed.includes(field as never);
        return {
          set: { ...set, status: set.status ?? 'a' } as Partial<Fields>,
          ...(base.append && { append: base.append }),
          ...(add && free('count') && { add: { count: 2 } }),
          ...(ifAbsent && free('token') && { ifAbsent: { token: 'c' } }),
          remove: removed,
        };
      }),
    ),
  );

/** The same by hand, on a record in memory. */
const signs: Record<string, (a: number, b: number) => boolean> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};
const meets = (now: Partial<Fields> | undefined, wanted: unknown): boolean => {
  if (Array.isArray(wanted)) return wanted.some((each) => meets(now, each));
  if (wanted === 'new') return now === undefined;
  if (wanted === 'there') return now !== undefined;
  return Object.entries(wanted as object).every(([field, test]) => {
    const value = now?.[field as keyof Fields];
    if (typeof test !== 'object') return value === test;
    const [sign] = Object.getOwnPropertySymbols(test).map((symbol) => test[symbol]);
    if (sign === 'absent') return value === undefined;
    if (sign === 'present') return value !== undefined;
    if (sign === 'without') return !(Array.isArray(value) && value.includes(test.value));
    return value !== undefined && signs[sign]!(Number(value), test.value);
  });
};
const changed = (now: Partial<Fields>, { set, ifAbsent, add, append, remove }: Change<Fields>): Partial<Fields> => {
  const next: Record<string, unknown> = { ...now };
  for (const [field, value] of Object.entries(ifAbsent ?? {})) next[field] ??= value;
  for (const [field, value] of Object.entries(add ?? {})) next[field] = Number(next[field] ?? 0) + value;
  for (const [field, value] of Object.entries(append ?? {}))
    next[field] = [...((next[field] as string[]) ?? []), ...(value as string[])];
  Object.assign(next, set);
  for (const field of remove ?? []) delete next[field];
  return next as Partial<Fields>;
};

let runs = 0;
const holds = async (write: Parameters<typeof commit>[1][number]): Promise<boolean> => {
  try {
    await commit(database.db, [write]);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

describe('writes of a record', () => {
  it('hold and change what a record in memory does, whatever the condition', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.option(fields, { nil: undefined }),
        condition,
        change,
        fc.boolean(),
        async (before, when, how, make) => {
          const id = `x${runs++}`;
          const parts = { id, n: 1 };
          if (before) await commit(database.db, [to.put(thing, parts, { id, ...before })]);
          const now = before && { id, ...before };
          const expected = meets(now, when) && (make || now !== undefined);
          const stated = when as Condition<Fields>;
          const held = await holds(
            to.update(thing, parts, { ...how, set: { ...how.set, id } }, { when: stated, ...(make && { make }) }),
          );
          expect(held).toBe(expected);
          expect(await read(id)).toEqual(expected ? changed({ id, ...now }, how) : now);
          expect(await holds(to.check(thing, parts, stated))).toBe(
            meets(expected ? changed({ id, ...now }, how) : now, when),
          );
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('put and remove on condition, with the caller’s own refusal', async () => {
    const parts = { id: 'mine', n: 1 };
    const taken = new Problem('already-exists');
    await commit(database.db, [to.put(thing, parts, { id: 'mine', status: 'a' }, { when: 'new', expiresAt: 99 })]);
    await expect(
      commit(database.db, [to.put(thing, parts, { id: 'mine', status: 'b' }, { when: 'new', orElse: taken })]),
    ).rejects.toBe(taken);
    const { Item } = await database.db.send(
      new GetCommand({ TableName: 'things', Key: { pk: 'THING#mine', sk: 'THING#001' } }),
    );
    expect(Item).toMatchObject({ status: 'a', expiresAt: 99 });
    expect(await holds(to.remove(thing, parts, { when: { status: 'b' } }))).toBe(false);
    expect(await holds(to.remove(thing, parts, { when: { status: 'a' } }))).toBe(true);
    expect(await read('mine')).toBeUndefined();
  });

  it('an update makes nothing of a record that is gone', async () => {
    expect(await holds(to.update(thing, { id: 'gone', n: 1 }, { set: { status: 'a' } }))).toBe(false);
    expect(await read('gone')).toBeUndefined();
  });

  it('refuses what would mean nothing: an empty change, an empty condition, a table that it was not given', () => {
    const parts = { id: 'x', n: 1 };
    expect(() => to.update(thing, parts, {})).toThrow('changes nothing');
    expect(() => to.check(thing, parts, {})).toThrow('tests nothing');
    expect(() => to.check(thing, parts, { token: undefined } as never)).toThrow('tests nothing');
    expect(() => to.check(thing, parts, [])).toThrow('without an alternative');
    expect(() => recordWrites({}).remove(thing, parts)).toThrow('no table casework');
  });

  it('lists those of one kind in their order, from the parts given', async () => {
    const writes = [2, 1, 12].map((n) => to.put(thing, { id: 'list', n }, { id: 'list', status: String(n) }));
    await commit(database.db, writes);
    const found = await listRecords(database.db, 'things', thing, { id: 'list' });
    expect(found.map(({ status }) => status)).toEqual(['1', '2', '12']);
  });

  it('does not let a wrong field, value or part through the type checker', () => {
    const parts = { id: 'x', n: 1 };
    // @ts-expect-error a field that the kind does not have
    to.update(thing, parts, { set: { stauts: 'a' } });
    // @ts-expect-error a value of another type
    to.update(thing, parts, { set: { count: 'a' } });
    // @ts-expect-error a required field cannot be removed
    to.update(thing, parts, { remove: ['status'] });
    // @ts-expect-error a part that the key does not have
    expect(() => to.remove(thing, { idd: 'x', n: 1 })).toThrow('id is missing');
    // @ts-expect-error a padded part is a number
    expect(() => to.remove(thing, { id: 'x', n: 'one' })).toThrow('whole number');
  });
});
