import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { giveRole, takeRole } from '#schemas/api/people.ts';
import { networkKey } from '#schemas/network-records.ts';
import { institutionOf } from '#test/support/builders.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { callerSaid, clientsOf, fetchFrom } from '#test/support/http.ts';
import { meanwhile } from '#test/support/meanwhile.ts';
import { refusalOf } from '#test/support/refusal.ts';
import type { PoolPerson } from '../user-pool.ts';
import { peopleRoutes } from './people.ts';

let database: TestDatabase;
let network: string;
let as: ReturnType<typeof clientsOf>;
let at: Date;
let n = 0;
let karen: PoolPerson;
/** What the user pool knows of Karen: it follows what is asked a moment later. */
let groups: string[];
beforeAll(async () => {
  database = await startTestDatabase();
  const { db } = database;
  network = await database.table('network');
  const auditTable = await database.table('audit');
  const base = { db, clock: () => at, idempotencyTable: network, auditTable, callerOf: callerSaid };
  const people = {
    inGroup: async (group: string) => (groups.includes(group) ? [karen] : []),
    groupsOf: async () => groups,
    byEmail: async (email: string) => (email === karen.email ? karen : undefined),
  };
  as = clientsOf(fetchFrom(peopleRoutes({ db, network, people }), base));
  for (const institution of ['city', 'region']) {
    const record = { ...institutionOf(institution), revision: 1 };
    await db.send(new PutCommand({ TableName: network, Item: { ...networkKey.institution(institution), ...record } }));
  }
}, 30_000);
afterAll(() => database.stop());
beforeEach(() => {
  n += 1;
  karen = { person: `karen-${n}`, name: 'Karen', email: `karen-${n}@example.org` };
  groups = [];
  at = new Date('2026-11-22T12:00:00Z');
});

const operator = () => as('isabelle', ['operator']);
const give = (institution: string, email = karen.email) =>
  operator()(giveRole, { body: { email, role: 'buyer', institution } });
const take = (group: string) => operator()(takeRole, { params: { person: karen.person, group } });
const asked = async (who = karen.person) =>
  (await database.db.send(new GetCommand({ TableName: network, Key: networkKey.role(who, 'buyer') }))).Item;
const codeOf = async (late: Promise<unknown>) => (await refusalOf(late)).errors?.map(({ code }) => code);

describe('a buyer', () => {
  it('buys for one institution, as the user pool says', async () => {
    groups = ['verifier', 'institution.city'];
    expect(await codeOf(give('region'))).toEqual(['buys-for-another']);
    expect((await give('city')).status).toBe(202);
  });

  it('buys for one institution also before the user pool has followed', async () => {
    await give('city');
    expect(await codeOf(give('region'))).toEqual(['buys-for-another']);
    expect((await give('city')).status).toBe(202);
    await take('institution.city');
    expect((await give('region')).status).toBe(202);
    expect(await asked()).toMatchObject({ group: 'institution.region', holds: true });
  });

  it.each([
    ['known', () => [karen.email, karen.person]],
    ['new', () => [`new-${n}@example.org`, `invited:new-${n}@example.org`]],
  ])('who is %s buys for one institution where two operators give them two at the same time', async (_, who) => {
    const [email = '', key = ''] = who();
    meanwhile(database.db, () => give('city', email));
    expect(await codeOf(give('region', email))).toEqual(['buys-for-another']);
    expect(await asked(key)).toMatchObject({ group: 'institution.city', holds: true });
  });

  it('whose role was taken in the user pool itself can be given another one a while later', async () => {
    await give('city');
    at = new Date('2026-11-22T12:16:00Z');
    expect((await give('region')).status).toBe(202);
  });
});
