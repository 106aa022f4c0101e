import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { tableCounters } from './counters.ts';
import { limiter } from './limiter.ts';

let database: TestDatabase;
const before = { ...process.env };
beforeAll(async () => {
  database = await startTestDatabase();
  await database.plainTable('door');
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'ca-central-1',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  });
}, 30_000);
afterAll(() => {
  process.env = before;
  return database.stop();
});

it('a counter is shared, grows by what is added, and is removed by the table when its period is over', async () => {
  const [one, other] = [tableCounters('door'), tableCounters('door')];
  expect([await one('p', 5, 1_000), await other('p', 2, 1_000), await one('q', 1, 1_000)]).toEqual([5, 7, 1]);
  const { Item } = await database.db.send(new GetCommand({ TableName: 'door', Key: { pk: 'COUNT#p' } }));
  expect(Item).toEqual({ pk: 'COUNT#p', used: 7, expiresAt: 1_060 });
});

it('a table that does not answer holds nobody up for longer than a quarter of a second, and turns nobody away', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  // As in Lambda: who has none of these asks the machine's own network for them, which may take long.
  Object.assign(process.env, { AWS_REGION: 'ca-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  const failures: string[] = [];
  const ask = limiter({
    count: tableCounters('door'),
    clock: () => new Date(),
    failed: (cause) => failures.push(cause),
  });
  const started = performance.now();
  for (let i = 0; i < 10; i++) expect(await ask('person', 'ada', { requests: 100, seconds: 3600 })).toBe(0);
  expect(performance.now() - started).toBeLessThan(1_500);
  expect(failures).toHaveLength(1);
  silent.closeAllConnections();
  silent.close();
});
