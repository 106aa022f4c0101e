import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as sdk from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invokeTask, single, type TestBed, testBed } from './test-kit.ts';
import type { Json } from './types.ts';

/** The real AWS SDK against the API, over HTTP. */
const tokens: string[] = [];
let bed: TestBed;
let client: sdk.SFNClient;
let close: () => void;

beforeAll(async () => {
  bed = testBed({
    greet: (payload) => ({ greeted: payload }),
    ask: (payload) => {
      tokens.push(String((payload as { token: Json }).token));
      return null;
    },
  });
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await bed.sfn.handle(
      String(request.headers['x-amz-target']),
      await text(request),
    );
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new sdk.SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ca-central-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  close = () => {
    client.destroy();
    server.close();
  };
});
afterAll(async () => {
  close();
  await bed[Symbol.asyncDispose]();
});

const create = async (name: string, definition: object): Promise<string> => {
  const command = new sdk.CreateStateMachineCommand({ name, definition: JSON.stringify(definition), roleArn: 'arn:x' });
  return (await client.send(command)).stateMachineArn!;
};
const start = (stateMachineArn: string, name?: string, input = '{}') =>
  client.send(new sdk.StartExecutionCommand({ stateMachineArn, name, input }));
const ended = async (executionArn: string) => {
  for (;;) {
    const execution = await client.send(new sdk.DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await bed.clock.advance(0);
  }
};
const awaitToken = async (): Promise<string> => {
  while (tokens.length === 0) await bed.clock.advance(0);
  return tokens.shift()!;
};

const forever = single({ Type: 'Wait', Seconds: 1000 });
const asking = single({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
  HeartbeatSeconds: 60,
});

describe('state machines', () => {
  test('are created once, described, updated and listed', async () => {
    const arn = await create('managed', forever);
    expect(await create('managed', forever)).toBe(arn);
    await expect(create('managed', asking)).rejects.toBeInstanceOf(sdk.StateMachineAlreadyExists);
    const definition = JSON.stringify(asking);
    await client.send(new sdk.UpdateStateMachineCommand({ stateMachineArn: arn, definition }));
    const described = await client.send(new sdk.DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(described).toMatchObject({ name: 'managed', status: 'ACTIVE', type: 'STANDARD', definition });
    expect(described.creationDate).toEqual(new Date(bed.clock.now()));
    const { stateMachines } = await client.send(new sdk.ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ stateMachineArn }) => stateMachineArn)).toContain(arn);
  });

  test('are refused with the name of the state that is wrong', async () => {
    const wrong = create('wrong', single({ Type: 'Pass', Assign: { x: 1 } }));
    await expect(wrong).rejects.toBeInstanceOf(sdk.InvalidDefinition);
    await expect(wrong).rejects.toThrow(/'Only'.*Assign/);
    await expect(create('no spaces', forever)).rejects.toBeInstanceOf(sdk.InvalidName);
  });

  test('that do not exist are said not to', async () => {
    const stateMachineArn = 'arn:aws:states:ca-central-1:000000000000:stateMachine:none';
    await expect(start(stateMachineArn)).rejects.toBeInstanceOf(sdk.StateMachineDoesNotExist);
    const describeIt = client.send(new sdk.DescribeStateMachineCommand({ stateMachineArn }));
    await expect(describeIt).rejects.toBeInstanceOf(sdk.StateMachineDoesNotExist);
  });
});

describe('executions', () => {
  test('run a Lambda and give its result as the integration does', async () => {
    const arn = await create('greeting', single(invokeTask('greet')));
    const { executionArn } = await start(arn, 'first', '{"name":"Ada"}');
    const { status, output, startDate, stopDate } = await ended(executionArn!);
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output!)).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { greeted: { name: 'Ada' } },
      StatusCode: 200,
    });
    expect([startDate, stopDate]).toEqual([new Date(bed.clock.now()), new Date(bed.clock.now())]);
  });

  test('starting again by the same name is the same start only with the same input and while it runs', async () => {
    const arn = await create('once', forever);
    const first = await start(arn, 'one', '{"a": 1}');
    expect((await start(arn, 'one', '{"a":1}')).executionArn).toBe(first.executionArn);
    await expect(start(arn, 'one', '{"a":2}')).rejects.toBeInstanceOf(sdk.ExecutionAlreadyExists);
    await client.send(new sdk.StopExecutionCommand({ executionArn: first.executionArn }));
    await expect(start(arn, 'one', '{"a":1}')).rejects.toBeInstanceOf(sdk.ExecutionAlreadyExists);
  });

  test('are refused for a bad name or input', async () => {
    const arn = await create('picky', forever);
    await expect(start(arn, 'a b')).rejects.toBeInstanceOf(sdk.InvalidName);
    await expect(start(arn, undefined, '{')).rejects.toBeInstanceOf(sdk.InvalidExecutionInput);
    await expect(start(arn, undefined, `"${'x'.repeat(262_144)}"`)).rejects.toThrow(/input/);
  });

  test('are stopped with a reason', async () => {
    const { executionArn } = await start(await create('stoppable', forever));
    await client.send(new sdk.StopExecutionCommand({ executionArn, error: 'Enough', cause: 'no more' }));
    expect(await ended(executionArn!)).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'no more' });
  });

  test('are listed newest first, by status, in pages', async () => {
    const arn = await create('many', forever);
    for (const name of ['a', 'b', 'c']) await start(arn, name);
    await client.send(new sdk.StopExecutionCommand({ executionArn: `${arn.replace('stateMachine', 'execution')}:b` }));
    const names: (string | undefined)[] = [];
    for await (const page of sdk.paginateListExecutions({ client, pageSize: 1 }, { stateMachineArn: arn }))
      names.push(...page.executions!.map(({ name }) => name));
    expect(names).toEqual(['c', 'b', 'a']);
    const running = await client.send(
      new sdk.ListExecutionsCommand({ stateMachineArn: arn, statusFilter: 'RUNNING', maxResults: 10 }),
    );
    expect(running.executions!.map(({ name }) => name)).toEqual(['c', 'a']);
    const strange = new sdk.ListExecutionsCommand({ stateMachineArn: arn, nextToken: 'strange' });
    await expect(client.send(strange)).rejects.toBeInstanceOf(sdk.InvalidToken);
  });

  test('tell their history forwards and backwards, in pages', async () => {
    const { executionArn } = await start(await create('told', single(invokeTask('greet'))));
    await ended(executionArn!);
    const types: (string | undefined)[] = [];
    for await (const page of sdk.paginateGetExecutionHistory({ client, pageSize: 2 }, { executionArn }))
      types.push(...page.events!.map(({ type }) => type));
    expect(types).toEqual([
      ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
    const reverse = await client.send(new sdk.GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
    expect(reverse.events!.map(({ id }) => id)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(reverse.events![5]).toMatchObject({ stateEnteredEventDetails: { name: 'Only', input: '{}' } });
    expect(reverse.events![4]).toMatchObject({
      previousEventId: 2,
      taskScheduledEventDetails: { resource: 'invoke', resourceType: 'lambda', region: 'ca-central-1' },
    });
    const bare = await client.send(new sdk.GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(bare.events![1]?.stateEnteredEventDetails).toEqual({
      name: 'Only',
      inputDetails: { truncated: false },
    });
  });
});

describe('task tokens', () => {
  test('bring a result, once', async () => {
    const { executionArn } = await start(await create('asking', asking));
    const taskToken = await awaitToken();
    await client.send(new sdk.SendTaskHeartbeatCommand({ taskToken }));
    await client.send(new sdk.SendTaskSuccessCommand({ taskToken, output: '{"approved":true}' }));
    expect(JSON.parse((await ended(executionArn!)).output!)).toEqual({ approved: true });
    const again = client.send(new sdk.SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(again).rejects.toBeInstanceOf(sdk.TaskTimedOut);
  });

  test('bring a failure', async () => {
    const { executionArn } = await start(await create('asking', asking));
    const taskToken = await awaitToken();
    await client.send(new sdk.SendTaskFailureCommand({ taskToken, error: 'Rejected', cause: 'unreadable' }));
    expect(await ended(executionArn!)).toMatchObject({ status: 'FAILED', error: 'Rejected', cause: 'unreadable' });
  });

  test('that were never given out, or carry no JSON, are refused', async () => {
    await start(await create('asking', asking));
    const taskToken = await awaitToken();
    const forged = `${taskToken.split('.')[0]}.${Buffer.alloc(24).toString('base64url')}`;
    for (const token of ['nonsense', forged]) {
      const sent = client.send(new sdk.SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
      await expect(sent).rejects.toBeInstanceOf(sdk.InvalidToken);
    }
    const broken = client.send(new sdk.SendTaskSuccessCommand({ taskToken, output: '{' }));
    await expect(broken).rejects.toBeInstanceOf(sdk.InvalidOutput);
  });
});

test('an operation that is not implemented, or a body that is not JSON, is a client error', async () => {
  await expect(client.send(new sdk.ListActivitiesCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    $metadata: { httpStatusCode: 400 },
  });
  expect((await bed.sfn.handle('AWSStepFunctions.StartExecution', '{')).status).toBe(400);
  expect((await bed.sfn.handle('AWSStepFunctions.StartExecution', '[]')).status).toBe(400);
});
