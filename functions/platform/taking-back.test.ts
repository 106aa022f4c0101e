import { type DynamoDBDocumentClient, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { operation } from '#schemas/api/contract.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { type Answer, api, route } from './api.ts';
import { Problem } from './problem.ts';

const register = operation({
  name: 'registerThing',
  method: 'POST',
  path: '/v1/things',
  action: 'endpoint.manage',
  summary: { fr: 'Inscrire', en: 'Register' },
  answer: z.strictObject({ name: z.string() }),
  status: 201,
});

/** What another service keeps, in which the handler does something before its writes are committed. */
let elsewhere: string[];
let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await database.table('things');
  await database.table('audit');
}, 30_000);
afterAll(() => database.stop());
beforeEach(() => {
  elsewhere = [];
});

const things = async () => (await database.db.send(new ScanCommand({ TableName: 'things' }))).Items?.length;

const ask = async (how: { db?: DynamoDBDocumentClient; table?: string; answer?: Partial<Answer> } = {}) => {
  const { db = database.db, table = 'things', answer = {} } = how;
  const name = crypto.randomUUID();
  const handler = api(
    [
      route(register, {
        subject: async () => ({ relation: 'none' as const, record: undefined }),
        handle: async () => {
          elsewhere.push(name);
          return {
            body: { name },
            writes: [{ Put: { TableName: table, Item: { pk: name, sk: 'THING' } } }],
            takeBack: async () => {
              elsewhere = elsewhere.filter((one) => one !== name);
            },
            ...answer,
          } as Answer<typeof register>;
        },
      }),
    ],
    {
      ...{ db, clock: () => new Date('2026-11-22T12:00:00Z'), idempotencyTable: 'things', auditTable: 'audit' },
      callerOf: async () => ({ id: 'p-1', roles: ['anyone', 'person', 'operator'], scopes: [] }),
    },
  );
  const event = { routeKey: 'POST /v1/things', rawPath: '/v1/things', headers: {} };
  const before = await things();
  const { statusCode, body = '{}' } = await handler(event as unknown as APIGatewayProxyEventV2, {} as Context);
  const { type, title } = JSON.parse(body);
  return { status: statusCode, type, title, written: (await things())! - before! };
};

/** The database, but for transactions: `before` is what becomes of them. */
const failing = (transact: (send: () => Promise<unknown>) => Promise<unknown>): DynamoDBDocumentClient =>
  new Proxy(database.db, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name);
      return (command: TransactWriteCommand) => {
        const send = () => target.send(command);
        return command instanceof TransactWriteCommand ? transact(send) : send();
      };
    },
  });

it('what is acknowledged stays, in the database and elsewhere', async () => {
  expect(await ask()).toMatchObject({ status: 201, written: 1 });
  expect(elsewhere).toHaveLength(1);
});

it('what a condition refuses is taken back elsewhere too', async () => {
  const taken = {
    ConditionCheck: { TableName: 'things', Key: { pk: 'x', sk: 'x' }, ConditionExpression: 'attribute_exists(pk)' },
  };
  const refused = { ...taken, orElse: new Problem('already-exists') };
  expect(await ask({ answer: { writes: [refused] } })).toMatchObject({ status: 409, written: 0 });
  expect(elsewhere).toEqual([]);
});

it('what a fault of ours stops, before or at the database, is taken back, and only then is nothing said to be changed', async () => {
  const nothing = { type: '/problems/internal', title: 'An error on our side. Nothing was changed.', written: 0 };
  expect(await ask({ answer: { body: { other: 1 } as unknown as { name: string } } })).toMatchObject(nothing);
  expect(elsewhere).toEqual([]);
  expect(await ask({ table: 'nowhere' })).toMatchObject(nothing);
  expect(elsewhere).toEqual([]);
});

it('where the answer of the database is lost, nobody says that nothing was changed, and no secret is left that nobody has', async () => {
  const db = failing(async (send) => {
    await send();
    throw new TypeError('the connection broke');
  });
  const { title, ...lost } = await ask({ db });
  expect(lost).toEqual({ status: 500, type: '/problems/outcome-unknown', written: 1 });
  expect(title).not.toMatch(/nothing/i);
  expect(elsewhere).toEqual([]);
});

it('where something elsewhere cannot be taken back, nobody says that nothing was changed', async () => {
  const takeBack = async () => {
    throw new Error('the other service is away');
  };
  const answer = { takeBack, writes: [{ Put: { TableName: 'nowhere', Item: { pk: 'x', sk: 'x' } } }] };
  expect(await ask({ answer })).toMatchObject({ type: '/problems/outcome-unknown', written: 0 });
  expect(elsewhere).toHaveLength(1);
});
