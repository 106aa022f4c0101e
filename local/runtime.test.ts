import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { enginePid, isAlive, kill, startProcess } from './fixtures/process.ts';
import { synthesiseFixture } from './fixtures/stack.ts';
import { type Runtime, startRuntime } from './runtime.ts';

let folder: string;
let templateFile: string;
let runtime: Runtime;
let db: DynamoDBClient;

const clientOf = (endpoint: string) =>
  new DynamoDBClient({ endpoint, region: 'ca-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
const put = (client: DynamoDBClient, table: string, key: string, value: string, more = {}) =>
  client.send(
    new PutItemCommand({ TableName: table, Item: { pk: { S: key }, sk: { S: value }, value: { S: value }, ...more } }),
  );
const copies = async (client: DynamoDBClient, table: string, key: string) => {
  const { Items: items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :key',
      ExpressionAttributeValues: { ':key': { S: key } },
    }),
  );
  return items.map((item) => item.value?.S);
};

// Starts and kills whole runtimes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runtime-'));
  templateFile = await synthesiseFixture(folder);
  runtime = await startRuntime({ templateFile, dir: join(folder, 'state'), envOverrides: { OVERRIDE: 'yes' } });
  db = clientOf(runtime.dynamoEndpoint);
});
afterAll(async () => {
  await runtime?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('functions get the references of the template, the overrides and the addresses of this machine', async () => {
  const name = runtime.stack.ofType('AWS::Lambda::Function').find(({ logicalId }) => logicalId.startsWith('Echo'))!;
  expect(await runtime.invoke(name.logicalId, { do: 'environment' })).toMatchObject({
    GREETING: `hello ${runtime.outputs.SourceTable}`,
    OVERRIDE: 'yes',
    AWS_REGION: 'ca-central-1',
    AWS_LAMBDA_FUNCTION_NAME: name.name,
    AWS_ENDPOINT_URL: runtime.awsEndpoint,
    AWS_ENDPOINT_URL_DYNAMODB: runtime.dynamoEndpoint,
    AWS_ACCESS_KEY_ID: runtime.credentials.accessKeyId,
  });
  await expect(runtime.invoke(name.name, { do: 'throw' })).rejects.toMatchObject({ errorType: 'RangeError' });
});

test('what functions print goes to their log and nowhere else', async () => {
  const echo = runtime.stack.ofType('AWS::Lambda::Function').find(({ logicalId }) => logicalId.startsWith('Echo'))!;
  await runtime.invoke(echo.name, { do: 'print', line: 'a line of its own' });
  const log = join(folder, 'state', 'logs', `${echo.name}.log`);
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('a line of its own');
});

test('tables have the keys, indexes, streams and expiry of the template', async () => {
  const { Table: table } = await db.send(new DescribeTableCommand({ TableName: runtime.outputs.SourceTable }));
  expect(table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
  expect(table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['byValue']);
});

test('a transaction is all or nothing', async () => {
  const TableName = runtime.outputs.SourceTable!;
  const item = (sk: string) => ({ pk: { S: 'transaction' }, sk: { S: sk }, value: { S: sk } });
  const refused = db.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: item('a') } },
        { Put: { TableName, Item: item('b'), ConditionExpression: 'attribute_exists(pk)' } },
      ],
    }),
  );
  await expect(refused).rejects.toThrow('ConditionalCheckFailed');
  expect(await copies(db, TableName, 'transaction')).toEqual([]);
});

test('changes reach the function by their stream soon after they are written', async () => {
  const { SourceTable: source = '', TargetTable: target = '' } = runtime.outputs;
  await put(db, source, 'warm', '0');
  await expect.poll(() => copies(db, target, 'warm'), { interval: 5 }).toEqual(['0']);
  const delays: number[] = [];
  for (let index = 0; index < 10; index++) {
    const written = performance.now();
    await put(db, source, `key-${index}`, 'v');
    await expect.poll(() => copies(db, target, `key-${index}`), { interval: 2 }).toEqual(['v']);
    delays.push(performance.now() - written);
  }
  // Some 20 ms on a quiet machine; what must not be seen is a poll of half a second in each.
  expect(delays.sort((a, b) => a - b)[5]).toBeLessThan(400);
});

test('a record that its function refuses is given up after its retries, and those behind it arrive', async () => {
  const { SourceTable: source = '', TargetTable: target = '' } = runtime.outputs;
  await put(db, source, 'poisoned', '1', { poison: { BOOL: true } });
  await put(db, source, 'poisoned', '2');
  await put(db, source, 'after', '3');
  await expect.poll(() => copies(db, target, 'after')).toEqual(['3']);
});

test('the HTTP API gives the function the request and the caller its answer', async () => {
  const answer = await fetch(`${runtime.apiUrl}/things/a%20b?x=1&x=2&y=z`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'x-own': 'v' },
    body: '{"é":1}',
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    version: '2.0',
    routeKey: 'POST /things/{id}',
    rawPath: '/things/a%20b',
    rawQueryString: 'x=1&x=2&y=z',
    cookies: ['a=1', 'b=2'],
    headers: { 'x-own': 'v', 'content-type': 'application/json' },
    queryStringParameters: { x: '1,2', y: 'z' },
    pathParameters: { id: 'a b' },
    body: '{"é":1}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', path: '/things/a%20b' }, stage: '$default' },
  });
});

test('binary bodies travel as Base64 both ways', async () => {
  const bytes = new Uint8Array([0, 1, 254, 255]);
  const answer = await fetch(`${runtime.apiUrl}/files/a/b.png`, {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: bytes,
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
});

test.each([
  ['an unknown path', '/nowhere', {}, 404, 'Not Found'],
  ['a function that throws', '/fails', {}, 500, 'Internal Server Error'],
  ['a body beyond 10 MB', '/files/x', { method: 'POST', body: 'x'.repeat(11 << 20) }, 413, 'Request Entity Too Large'],
  ['an event beyond 6 MB', '/files/x', { method: 'POST', body: 'x'.repeat(7 << 20) }, 413, 'Request Entity Too Large'],
])('%s is answered by the API itself', async (_, path, init, status, message) => {
  const answer = await fetch(`${runtime.apiUrl}${path}`, init);
  expect([answer.status, await answer.json()]).toEqual([status, { message }]);
});

test('the API answers a preflight, and adds its headers for the origins that it allows', async () => {
  const from = (origin: string, method = 'OPTIONS') =>
    fetch(`${runtime.apiUrl}/things/1`, { method, headers: { origin, 'access-control-request-method': 'GET' } });
  const preflight = await from('https://a.example');
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://a.example');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('etag');
  expect((await from('https://a.example', 'GET')).headers.get('access-control-allow-origin')).toBe('https://a.example');
  expect((await from('https://b.example')).headers.get('access-control-allow-origin')).toBeNull();
});

const sdk = () => ({ endpoint: runtime.awsEndpoint, region: runtime.region, credentials: runtime.credentials });

test('an object that arrives in a bucket reaches the function that it notifies', async () => {
  const s3 = new S3Client(sdk());
  await s3.send(new PutObjectCommand({ Bucket: runtime.outputs.ArrivalBucket, Key: 'arrival', Body: 'content' }));
  await expect.poll(() => copies(db, runtime.outputs.TargetTable!, 'arrival')).toEqual(['content']);
});

test('a batch that is given up lies in the bucket for failures, with its records', async () => {
  await put(db, runtime.outputs.SourceTable!, 'refused', '1', { refuse: { BOOL: true } });
  const s3 = new S3Client(sdk());
  const Bucket = runtime.outputs.FailuresBucket;
  const list = async () => (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? [];
  await expect.poll(async () => (await list()).length).toBe(1);
  const { Key = '' } = (await list())[0]!;
  expect(Key).toMatch(/^aws\/lambda\//);
  const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const kept = JSON.parse((await object.Body?.transformToString()) ?? '');
  expect(kept).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 1 },
    DDBStreamBatchInfo: { batchSize: 1 },
  });
  expect(JSON.parse(kept.payload).Records[0].dynamodb.NewImage.sk).toEqual({ S: '1' });
});

test('a state machine runs the functions of the stack', async () => {
  const sfn = new SFNClient(sdk());
  const machine = runtime.stack.ofType('AWS::StepFunctions::StateMachine')[0]!;
  const start = async (input: object) => {
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: machine.ref, input: JSON.stringify(input) }),
    );
    await expect
      .poll(async () => (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status)
      .not.toBe('RUNNING');
    return await sfn.send(new DescribeExecutionCommand({ executionArn }));
  };
  const good = await start({ a: 1 });
  expect([good.status, JSON.parse(good.output ?? '').event]).toEqual(['SUCCEEDED', { a: 1 }]);
  const bad = await start({ do: 'throw' });
  expect([bad.status, bad.error]).toEqual(['FAILED', 'RangeError']);
});

test('what a key of the template encrypts, it decrypts after a restart, by its id and its alias', async () => {
  const dir = join(folder, 'keys');
  const withKms = async <Value>(work: (kms: KMSClient, keyId: string) => Promise<Value>): Promise<Value> => {
    const { awsEndpoint: endpoint, credentials, region, outputs, stop } = await startRuntime({ templateFile, dir });
    const result = await work(new KMSClient({ endpoint, credentials, region }), outputs.KeyId!);
    await stop();
    return result;
  };
  const Plaintext = Buffer.from('secret');
  const { CiphertextBlob } = await withKms((kms, KeyId) => kms.send(new EncryptCommand({ KeyId, Plaintext })));
  const opened = await withKms((kms) => kms.send(new DecryptCommand({ KeyId: 'alias/fixture', CiphertextBlob })));
  expect(Buffer.from(opened.Plaintext!).toString()).toBe('secret');
});

test('mail lies in a folder', async () => {
  const Simple = { Subject: { Data: 'Bonjour' }, Body: { Text: { Data: 'é' } } };
  await new SESv2Client(sdk()).send(
    new SendEmailCommand({
      FromEmailAddress: 'a@example.org',
      Destination: { ToAddresses: ['b@example.org'] },
      Content: { Simple },
    }),
  );
  expect(readdirSync(join(folder, 'state', 'mail'))).toEqual([expect.stringMatching(/\.eml$/)]);
});

test('nobody gets in with a key that is not of this instance, or with a wrong secret', async () => {
  const ask = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    new SFNClient({ ...sdk(), credentials }).send(new ListStateMachinesCommand({}));
  await expect(ask({ ...runtime.credentials, secretAccessKey: 'guess' })).rejects.toThrow(
    'not signed by this instance',
  );
  await expect(ask({ ...runtime.credentials, accessKeyId: 'AKIAOTHER' })).rejects.toThrow(
    'not signed by this instance',
  );
  const unsigned = await fetch(runtime.awsEndpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSStepFunctions.ListStateMachines' },
    body: '{}',
  });
  expect(unsigned.status).toBe(403);
});

const hasCli = spawnSync('aws', ['--version']).status === 0;

test.skipIf(!hasCli)('functions can be called by the AWS CLI', async () => {
  const echo = runtime.stack.ofType('AWS::Lambda::Function').find(({ logicalId }) => logicalId.startsWith('Echo'))!;
  const [payload, answer] = [join(folder, 'payload.json'), join(folder, 'answer.json')];
  writeFileSync(payload, '{"a":1}');
  const call = promisify(execFile)(
    'aws',
    ['lambda', 'invoke', '--function-name', echo.attribute('Arn'), '--payload', `fileb://${payload}`, answer],
    {
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: runtime.awsEndpoint,
        AWS_DEFAULT_REGION: runtime.region,
        AWS_ACCESS_KEY_ID: runtime.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: runtime.credentials.secretAccessKey,
      },
    },
  );
  expect(JSON.parse((await call).stdout)).toMatchObject({ StatusCode: 200 });
  expect(JSON.parse(readFileSync(answer, 'utf8'))).toMatchObject({ event: { a: 1 } });
});

test('outputs and environments have the addresses of this machine', () => {
  expect(runtime.outputs.ApiUrl).toBe(runtime.apiUrl);
});

test('a second runtime on the same folder is refused, one on another folder gets ports of its own', async () => {
  await expect(startRuntime({ templateFile, dir: join(folder, 'state') })).rejects.toThrow('is in use by process');
  const other = await startRuntime({ templateFile, dir: join(folder, 'other') });
  const addresses = [runtime.apiUrl, runtime.dynamoEndpoint, other.apiUrl, other.dynamoEndpoint];
  expect(new Set(addresses).size).toBe(4);
  await other.stop();
  expect(isAlive(enginePid(join(folder, 'state')))).toBe(true);
});

test('a killed runtime leaves no process, and the next start delivers what was written', async () => {
  const dir = join(folder, 'killed');
  let written = 0;
  for (let round = 0; round < 3; round++) {
    const process = await startProcess(templateFile, dir);
    const pid = enginePid(dir);
    const client = clientOf(process.dynamoEndpoint);
    const writing = (async () => {
      for (;;) {
        await put(client, process.outputs.SourceTable!, 'all', String(written + 1).padStart(5, '0'));
        written++;
      }
    })().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100 + round * 37));
    await kill(process);
    await writing;
    await expect.poll(() => isAlive(pid)).toBe(false);
  }
  expect(written).toBeGreaterThan(10);
  const last = await startRuntime({ templateFile, dir });
  const client = clientOf(last.dynamoEndpoint);
  const acknowledged = Array.from({ length: written }, (_, index) => String(index + 1).padStart(5, '0'));
  await expect
    .poll(() => copies(client, last.outputs.TargetTable!, 'all'))
    .toEqual(expect.arrayContaining(acknowledged));
  await last.stop();
});

test('an engine that was left behind is ended by the next start', async () => {
  const dir = join(folder, 'orphan');
  const first = await startProcess(templateFile, dir);
  const pid = enginePid(dir);
  // The watchdog shell is the engine's parent: without it, nobody ends the engine.
  const shell = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  const guards = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ').map(Number);
  for (const guard of guards.filter((child) => child !== pid)) process.kill(guard, 'SIGKILL');
  process.kill(shell, 'SIGKILL');
  await kill(first);
  expect(isAlive(pid)).toBe(true);

  const second = await startRuntime({ templateFile, dir });
  expect(isAlive(pid)).toBe(false);
  await clientOf(second.dynamoEndpoint).send(new ScanCommand({ TableName: second.outputs.SourceTable }));
  await second.stop();
});

test('without its database the runtime stops, and says why', async () => {
  const dir = join(folder, 'lost');
  const lost = Promise.withResolvers<string>();
  const { apiUrl } = await startRuntime({ templateFile, dir, onLost: lost.resolve });
  process.kill(enginePid(dir), 'SIGKILL');
  expect(await lost.promise).toContain('dynoxide ended');
  await expect.poll(() => fetch(apiUrl).catch(() => 'closed')).toBe('closed');
  await (await startRuntime({ templateFile, dir })).stop();
});

test('a table whose key was changed in the template is refused, a new index is added', async () => {
  const dir = join(folder, 'changed');
  await (await startRuntime({ templateFile, dir })).stop();
  const template = JSON.parse(readFileSync(templateFile, 'utf8'));
  const [source] = Object.keys(template.Resources).filter((id) => id.startsWith('Source'));
  const properties = template.Resources[source!].Properties;
  properties.GlobalSecondaryIndexes.push({ ...properties.GlobalSecondaryIndexes[0], IndexName: 'second' });
  cpSync(dirname(templateFile), join(folder, 'changed.out'), { recursive: true });
  const changed = join(folder, 'changed.out', basename(templateFile));
  writeFileSync(changed, JSON.stringify(template));
  const withIndex = await startRuntime({ templateFile: changed, dir });
  const { Table: table } = await clientOf(withIndex.dynamoEndpoint).send(
    new DescribeTableCommand({ TableName: runtime.outputs.SourceTable }),
  );
  await withIndex.stop();
  expect(table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(['byValue', 'second']);

  properties.KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
  writeFileSync(changed, JSON.stringify(template));
  await expect(startRuntime({ templateFile: changed, dir })).rejects.toThrow('has another key');
});
