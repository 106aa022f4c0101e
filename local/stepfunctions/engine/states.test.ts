import { expect, test } from 'vitest';
import { invokeTask, NamedError, single, testBed } from '../test-kit.ts';
import type { Json } from '../types.ts';

const succeeded = (output: Json) => ({ status: 'SUCCEEDED', output });
const DAY = 24 * 3600 * 1000;

test.each<[string, object, Json, Json]>([
  ['Result', { Result: { b: 1 } }, { a: 1 }, { b: 1 }],
  ['a Result of null', { Result: null }, { a: 1 }, null],
  ['a Result that only looks like a template', { Result: { 'x.$': '$.a' } }, { a: 1 }, { 'x.$': '$.a' }],
  ['InputPath', { InputPath: '$.a' }, { a: { b: 1 } }, { b: 1 }],
  ['InputPath null', { InputPath: null }, { a: 1 }, {}],
  ['OutputPath', { OutputPath: '$.a' }, { a: 2 }, 2],
  ['OutputPath null', { OutputPath: null }, { a: 2 }, {}],
  [
    'ResultPath joins the raw input, not what InputPath chose',
    { InputPath: '$.a', ResultPath: '$.c' },
    { a: 1 },
    { a: 1, c: 1 },
  ],
  ['ResultPath null', { Result: 1, ResultPath: null }, { a: 1 }, { a: 1 }],
  ['Parameters', { Parameters: { 'x.$': '$.a', y: 2 } }, { a: 1 }, { x: 1, y: 2 }],
  [
    'all of them',
    { InputPath: '$.a', Parameters: { 'x.$': '$.b' }, ResultPath: '$.r', OutputPath: '$.r.x' },
    { a: { b: 7 } },
    7,
  ],
])('Pass: %s', async (_what, fields, input, output) => {
  await using bed = testBed();
  expect(await bed.run(single({ Type: 'Pass', ...fields }), input)).toEqual(succeeded(output));
});

test('the context object tells the execution, the state and the machine', async () => {
  await using bed = testBed();
  const arn = await bed.begin(single({ Type: 'Pass', Parameters: { 'all.$': '$$' } }), { a: 1 }, 'named');
  expect((await bed.describe(arn)).output).toEqual({
    all: {
      Execution: { Id: arn, Input: { a: 1 }, Name: 'named', StartTime: '2026-01-01T00:00:00.000Z' },
      State: { Name: 'Only', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:ca-central-1:000000000000:stateMachine:machine', Name: 'machine' },
    },
  });
});

test('a path that leads nowhere ends the execution, and no Catch holds it', async () => {
  await using bed = testBed({ echo: (payload) => payload });
  const asl = {
    StartAt: 'Ask',
    States: {
      Ask: {
        ...invokeTask('echo', { InputPath: '$.gone' }),
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Saved' }],
        End: true,
      },
      Saved: { Type: 'Succeed' },
    },
  };
  expect(await bed.run(asl, { a: 1 })).toEqual({
    status: 'FAILED',
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'Ask' (entered at the event id #2). " +
      "The JSONPath '$.gone' specified for the field 'InputPath' could not be found in the input '{\"a\":1}'",
  });
});

test('Choice takes the first rule that holds, else Default, else it fails', async () => {
  await using bed = testBed();
  const asl = (more: object) => ({
    StartAt: 'Which',
    States: {
      Which: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.n', NumericGreaterThan: 10, Next: 'Big' },
          { Variable: '$.n', NumericGreaterThan: 5, Next: 'Middle' },
        ],
        ...more,
      },
      Big: { Type: 'Pass', Result: 'big', End: true },
      Middle: { Type: 'Pass', Result: 'middle', End: true },
    },
  });
  expect(await bed.run(asl({}), { n: 11 })).toEqual(succeeded('big'));
  expect(await bed.run(asl({}), { n: 6 })).toEqual(succeeded('middle'));
  expect(await bed.run(asl({ Default: 'Big' }), { n: 1 })).toEqual(succeeded('big'));
  expect(await bed.run(asl({}), { n: 1 })).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
});

test.each<[string, object, number]>([
  ['Seconds', { Seconds: 90 }, 90_000],
  ['SecondsPath', { SecondsPath: '$.seconds' }, 7000],
  ['Timestamp', { Timestamp: '2026-04-01T00:00:00Z' }, 90 * DAY],
  ['TimestampPath', { TimestampPath: '$.until' }, 60 * DAY],
  ['Seconds for three years', { Seconds: 94_608_000 }, 3 * 365 * DAY],
])('Wait: %s', async (_what, fields, duration) => {
  await using bed = testBed();
  const arn = await bed.begin(single({ Type: 'Wait', ...fields }), { seconds: 7, until: '2026-03-02T00:00:00Z' });
  await bed.clock.advance(duration - 1);
  expect((await bed.describe(arn)).status).toBe('RUNNING');
  await bed.clock.advance(1);
  expect((await bed.describe(arn)).status).toBe('SUCCEEDED');
});

test('Wait until what is past, or for no time at all, does not wait', async () => {
  await using bed = testBed();
  const past = single({ Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z' });
  expect((await bed.run(past)).status).toBe('SUCCEEDED');
  expect((await bed.run(single({ Type: 'Wait', SecondsPath: '$.s' }), { s: 0 })).status).toBe('SUCCEEDED');
  expect((await bed.run(single({ Type: 'Wait', SecondsPath: '$.s' }), { s: 'x' })).error).toBe('States.Runtime');
});

test('Succeed ends with what its paths choose; Fail with its error and cause', async () => {
  await using bed = testBed();
  const end = (state: object) => ({ StartAt: 'End', States: { End: state } });
  expect(await bed.run(end({ Type: 'Succeed', InputPath: '$.a' }), { a: 1 })).toEqual(succeeded(1));
  const failing = end({ Type: 'Fail', Error: 'Bad', Cause: 'because' });
  expect(await bed.run(failing)).toEqual({ status: 'FAILED', error: 'Bad', cause: 'because' });
  expect(await bed.run(end({ Type: 'Fail' }))).toEqual({ status: 'FAILED' });
});

test('an execution beyond the TimeoutSeconds of its machine is timed out', async () => {
  await using bed = testBed();
  const arn = await bed.begin({ ...single({ Type: 'Wait', Seconds: 100 }), TimeoutSeconds: 60 });
  await bed.clock.advance(60_000);
  expect(await bed.describe(arn)).toEqual({ status: 'TIMED_OUT', error: 'States.Timeout' });
  await bed.clock.advance(60_000);
  expect((await bed.describe(arn)).status).toBe('TIMED_OUT');
});

test('an output of more than 256 KB is an error, which Catch can take', async () => {
  await using bed = testBed({ large: () => 'é'.repeat(131_072) });
  expect(await bed.run(single(invokeTask('large')))).toMatchObject({ error: 'States.DataLimitExceeded' });
  const asl = {
    StartAt: 'Ask',
    States: {
      Ask: { ...invokeTask('large'), Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Saved' }], End: true },
      Saved: { Type: 'Pass', OutputPath: '$.Error', End: true },
    },
  };
  expect(await bed.run(asl)).toEqual(succeeded('States.DataLimitExceeded'));
});

test('a machine that never pauses is ended by its full history, and others run meanwhile', async () => {
  await using bed = testBed({ quick: () => 1 });
  const endless = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };
  const stateMachineArn = bed.sfn.register('endless', JSON.stringify(endless));
  const { executionArn } = await bed.call('StartExecution', { stateMachineArn });
  const other = bed.sfn.register('quick', JSON.stringify(single(invokeTask('quick'))));
  const quick = await bed.call('StartExecution', { stateMachineArn: other });
  while ((await bed.describe(String(quick.executionArn))).status === 'RUNNING');
  expect((await bed.describe(String(executionArn))).status).toBe('RUNNING');
  await bed.clock.advance(0);
  expect(await bed.describe(String(executionArn))).toMatchObject({
    ...{ status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining('25000') },
  });
});

test('a machine that is updated leaves running executions with the definition they started with', async () => {
  await using bed = testBed();
  const old = {
    StartAt: 'W',
    States: { W: { Type: 'Wait', Seconds: 5, Next: 'P' }, P: { Type: 'Pass', Result: 'old', End: true } },
  };
  const arn = await bed.begin(old);
  expect(await bed.run(single({ Type: 'Pass', Result: 'new' }))).toEqual(succeeded('new'));
  await bed.clock.advance(5000);
  expect(await bed.describe(arn)).toEqual(succeeded('old'));
});

test('a direct Lambda ARN gets the input as it is, and gives its result as it is', async () => {
  await using bed = testBed({ echo: (payload) => ({ got: payload }) });
  const Resource = 'arn:aws:lambda:ca-central-1:000000000000:function:echo';
  expect(await bed.run(single({ Type: 'Task', Resource }), { a: 1 })).toEqual(succeeded({ got: { a: 1 } }));
});

test('ResultSelector shapes the result before ResultPath places it', async () => {
  await using bed = testBed({ echo: () => ({ deep: [1, 2] }) });
  const shaping = { ResultSelector: { 'n.$': '$.Payload.deep[1]' }, ResultPath: '$.r' };
  expect(await bed.run(single(invokeTask('echo', shaping)), { a: 1 })).toEqual(succeeded({ a: 1, r: { n: 2 } }));
});

test('history reads like a story', async () => {
  await using bed = testBed({
    fail: () => {
      throw new NamedError('Broken', 'by design');
    },
  });
  const arn = await bed.begin(single(invokeTask('fail')), { a: 1 }, 'story');
  const lines = bed.sfn.formatHistory(arn).split('\n');
  expect(lines[0]).toBe('story · FAILED · started 2026-01-01T00:00:00.000Z');
  expect(lines[2]).toBe('    2 +0.000s      TaskStateEntered       Only                         {"a":1}');
  expect(lines.at(-1)).toMatch(/ExecutionFailed +Broken · \{"errorMessage":"by design"/);
});
