import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePorts } from '#local/state/ports.ts';
import { createDynamoClient, type DynamoClient } from './client.ts';
import { type Engine, startEngine } from './engine.ts';
import { createTableStream } from './streams.ts';
import { sweepTable } from './ttl.ts';
import { watchStreams } from './watch.ts';

let dir: string;
let engine: Engine;
let client: DynamoClient;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  const { engine: port } = await choosePorts(dir, { engine: undefined });
  engine = await startEngine({
    dir,
    port,
    logFile: join(dir, 'engine.log'),
    onLost: (reason) => {
      throw new Error(reason);
    },
  });
  client = createDynamoClient(engine.endpoint);
  await Promise.all(['first', 'second'].map(createTable));
});
afterAll(async () => {
  client.close();
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
});

const createTable = (name: string) =>
  client.call('CreateTable', {
    TableName: name,
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
const put = (table: string, pk: string, more = {}) =>
  client.call('PutItem', { TableName: table, Item: { pk: { S: pk }, ...more } });
const streamOf = (table: string) =>
  createTableStream({ client, table, arn: `arn:${table}`, region: 'ca-central-1', pollEvery: 60_000 });

test('a sweep deletes what has expired and nothing else', async () => {
  await createTable('expiring');
  await put('expiring', 'past', { until: { N: '999' } });
  await put('expiring', 'now', { until: { N: '1000' } });
  await put('expiring', 'future', { until: { N: '1001' } });
  await put('expiring', 'never');
  await put('expiring', 'text', { until: { S: '1' } });
  expect(await sweepTable(client, 'expiring', ['pk'], 'until', 1000)).toBe(1);
  const { Items: items } = await client.call<{ Items: { pk: { S: string } }[] }>('Scan', { TableName: 'expiring' });
  expect(items.map(({ pk }) => pk.S).sort()).toEqual(['future', 'never', 'now', 'text']);
});

test('a record names the stream and the region of the stack, and an id of its own', async () => {
  await put('first', 'a');
  await put('second', 'a');
  const [[first], [second]] = await Promise.all([streamOf('first').read(0n, 1), streamOf('second').read(0n, 1)]);
  expect(first?.record).toMatchObject({ eventSourceARN: 'arn:first', awsRegion: 'ca-central-1', eventName: 'INSERT' });
  expect(first?.record.eventID).not.toBe(second?.record.eventID);
});

test('readers of one stream each get every record in order, however far behind they are', async () => {
  const stream = streamOf('second');
  const from = await stream.latest();
  for (let index = 0; index < 30; index++) await put('second', `key-${index}`);
  const readAll = async (step: number) => {
    const keys: string[] = [];
    for (let position = from; keys.length < 30; ) {
      const records = await stream.read(position, step);
      keys.push(...records.map(({ record }) => record.dynamodb?.Keys?.pk?.S ?? ''));
      position = records.at(-1)?.sequence ?? position;
    }
    return keys;
  };
  const expected = Array.from({ length: 30 }, (_, index) => `key-${index}`);
  expect(await Promise.all([readAll(7), readAll(100), readAll(1)])).toEqual([expected, expected, expected]);
  expect(await stream.read(from + 29n, 10)).toHaveLength(1);
});

test('the watch tells which table has changed, soon', async () => {
  const changes: string[] = [];
  const watch = watchStreams(
    engine.file!,
    (tables) => changes.push(...tables),
    () => undefined,
  );
  await put('first', 'watched');
  await expect.poll(() => changes, { interval: 5 }).toEqual(['first']);
  watch.stop();
});

test('records of yesterday go once every mapping is behind them, and sequence numbers still rise', async () => {
  await createTable('old');
  for (const key of ['1', '2', '3', '4']) await put('old', key);
  const file = new DatabaseSync(engine.file!);
  file.exec("UPDATE _stream_records SET created_at = created_at - 90000 WHERE table_name = 'old'");
  file.close();
  const trim = (through: bigint | undefined) =>
    watchStreams(
      engine.file!,
      () => undefined,
      () => through,
    ).stop();
  const kept = async () => (await streamOf('old').read(0n, 10)).map(({ sequence }) => sequence);

  trim(undefined);
  expect(await kept()).toEqual([1n, 2n, 3n, 4n]);
  trim(2n);
  expect(await kept()).toEqual([3n, 4n]);
  trim(100n);
  expect(await kept()).toEqual([4n]);
  await put('old', '5');
  expect(await kept()).toEqual([4n, 5n]);
});

test('writes stay fast when the stream is long', async () => {
  watchStreams(
    engine.file!,
    () => undefined,
    () => undefined,
  ).stop();
  const time = async () => {
    const started = performance.now();
    for (let index = 0; index < 40; index++) await put('first', `timed-${index}`);
    return performance.now() - started;
  };
  const short = await time();
  const file = new DatabaseSync(engine.file!);
  file.exec(`WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO _stream_records (table_name, event_name, keys_json, sequence_number, shard_id, created_at)
    SELECT 'first', 'INSERT', '{}', CAST(i AS TEXT), 'shardId-00000001-first', unixepoch() FROM n`);
  file.close();
  // Without the index each write reads 200 000 records: some ten times as long.
  expect((await time()) / short).toBeLessThan(3);
});

test('an engine that runs elsewhere is used as it is', async () => {
  const external = await startEngine({
    dir,
    port: 1,
    logFile: '',
    externalEndpoint: engine.endpoint,
    onLost: () => undefined,
  });
  expect(external).toMatchObject({ endpoint: engine.endpoint });
  expect(external.file).toBeUndefined();
  await external.stop();
  await put('first', 'still there');
});
