import { expect, test } from 'vitest';
import { invokeTask, NamedError, single, type TestBed, testBed } from '../test-kit.ts';
import type { Json } from '../types.ts';

const throwing = (name: string) => (): Json => {
  throw new NamedError(name);
};
const never = () => new Promise<Json>(() => {});
const caught = (task: object, ...errors: string[]) => ({
  StartAt: 'Try',
  States: {
    Try: {
      ...task,
      Catch: errors.map((error) => ({ ErrorEquals: [error], ResultPath: '$.caught', Next: error })),
      End: true,
    },
    ...Object.fromEntries(errors.map((error) => [error, { Type: 'Pass', End: true }])),
  },
});
const withToken = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
  ...more,
});
const asking = () => {
  const tokens: string[] = [];
  return { tokens, ask: (payload: Json) => tokens.push(String((payload as { token: Json }).token)) };
};
const answer = (bed: TestBed, taskToken: string | undefined, output: Json = 'yes') =>
  bed.call('SendTaskSuccess', { taskToken, output: JSON.stringify(output) });

test('an error keeps the name that the function gave it', async () => {
  await using bed = testBed({ fail: throwing('OutOfStock') });
  expect(await bed.run(single(invokeTask('fail')))).toEqual({
    status: 'FAILED',
    error: 'OutOfStock',
    cause: '{"errorMessage":"as asked","errorType":"OutOfStock"}',
  });
});

test('an error without a name, a function that is missing, and one out of reach have names of their own', async () => {
  await using bed = testBed({
    nameless: () => {
      throw 'no error at all';
    },
  });
  expect((await bed.run(single(invokeTask('nameless')))).error).toBe('Lambda.Unknown');
  expect((await bed.run(single(invokeTask('gone')))).error).toBe('Lambda.ResourceNotFoundException');
  await using unreachable = testBed({}, { invoke: () => Promise.reject(new Error('no worker')) });
  const outcome = await unreachable.run(single(invokeTask('any')));
  expect(outcome).toMatchObject({ error: 'Lambda.ServiceException', cause: 'no worker' });
});

test('Catch takes the first catcher that matches, and joins the error to the raw input', async () => {
  await using bed = testBed({ fail: throwing('B') });
  const { output } = await bed.run(caught(invokeTask('fail', { InputPath: '$.a' }), 'A', 'B', 'States.ALL'), { a: 1 });
  expect(output).toEqual({ a: 1, caught: { Error: 'B', Cause: '{"errorMessage":"as asked","errorType":"B"}' } });
});

test('Catch without ResultPath goes on with the error alone', async () => {
  await using bed = testBed({ fail: throwing('B') });
  const asl = {
    StartAt: 'Try',
    States: {
      Try: { ...invokeTask('fail'), Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Saved' }], End: true },
      Saved: { Type: 'Pass', OutputPath: '$.Error', End: true },
    },
  };
  expect((await bed.run(asl, { a: 1 })).output).toBe('B');
});

test('Retry waits longer each time, counts its attempts, and then leaves it to Catch', async () => {
  const at: number[] = [];
  const counts: Json[] = [];
  await using bed = testBed({
    fail: (payload) => {
      at.push(bed.clock.now());
      counts.push((payload as { count: Json }).count);
      return throwing('Flaky')();
    },
  });
  const task = {
    ...invokeTask('fail', { Parameters: { FunctionName: 'fail', Payload: { 'count.$': '$$.State.RetryCount' } } }),
    Retry: [
      { ErrorEquals: ['Other'], MaxAttempts: 9 },
      { ErrorEquals: ['Flaky'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 },
    ],
  };
  const arn = await bed.begin(caught(task, 'Flaky'));
  await bed.clock.advance(60_000);
  expect(at.map((time) => time - at[0]!)).toEqual([0, 2000, 8000]);
  expect(counts).toEqual([0, 1, 2]);
  expect(await bed.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { caught: { Error: 'Flaky' } } });
});

test('Retry with FULL jitter waits a part of its delay; MaxAttempts 0 never retries', async () => {
  let calls = 0;
  await using bed = testBed({ fail: () => (++calls < 2 ? throwing('Flaky')() : calls) });
  const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 10, JitterStrategy: 'FULL', MaxDelaySeconds: 8 };
  const arn = await bed.begin(single(invokeTask('fail', { Retry: [retry] })));
  await bed.clock.advance(3999);
  expect(calls).toBe(1);
  await bed.clock.advance(1);
  expect((await bed.describe(arn)).status).toBe('SUCCEEDED');
  calls = 0;
  expect((await bed.run(single(invokeTask('fail', { Retry: [{ ...retry, MaxAttempts: 0 }] })))).error).toBe('Flaky');
});

test('entering a state again begins its attempts anew', async () => {
  let calls = 0;
  await using bed = testBed({
    fail: () => {
      calls += 1;
      return throwing('Flaky')();
    },
  });
  const retry = { ErrorEquals: ['Flaky'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 1 };
  const asl = {
    StartAt: 'Try',
    States: {
      Try: {
        ...invokeTask('fail', { ResultPath: null, Retry: [retry] }),
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.again', Next: 'Again?' }],
        Next: 'Again?',
      },
      'Again?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.twice', IsPresent: true, Next: 'Done' }],
        Default: 'Once more',
      },
      'Once more': { Type: 'Pass', Result: true, ResultPath: '$.twice', Next: 'Try' },
      Done: { Type: 'Succeed' },
    },
  };
  await bed.begin(asl);
  await bed.clock.advance(10_000);
  expect(calls).toBe(4);
});

test('a Lambda beyond its TimeoutSeconds is timed out, and its late answer is dropped', async () => {
  let finish: (value: Json) => void = () => {};
  await using bed = testBed({
    slow: () =>
      new Promise<Json>((resolve) => {
        finish = resolve;
      }),
  });
  const arn = await bed.begin(caught(invokeTask('slow', { TimeoutSeconds: 30 }), 'States.Timeout'));
  await bed.clock.advance(30_000);
  finish('too late');
  await bed.clock.advance(0);
  expect((await bed.describe(arn)).output).toEqual({ caught: { Error: 'States.Timeout', Cause: '' } });
});

test('the late answer of an attempt that timed out is not taken for the answer of the next', async () => {
  const finish: ((value: Json) => void)[] = [];
  await using bed = testBed({ slow: () => new Promise<Json>((resolve) => finish.push(resolve)) });
  const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1 }];
  const picked = { ResultSelector: { 'v.$': '$.Payload' }, OutputPath: '$.v' };
  const arn = await bed.begin(single(invokeTask('slow', { TimeoutSeconds: 30, Retry, ...picked })));
  await bed.clock.advance(31_000);
  finish[0]!('first');
  await bed.clock.advance(0);
  expect((await bed.describe(arn)).status).toBe('RUNNING');
  finish[1]!('second');
  await bed.clock.advance(0);
  expect((await bed.describe(arn)).output).toBe('second');
});

test('States.TaskFailed does not take a time-out; TimeoutSecondsPath tells when it comes', async () => {
  await using bed = testBed({ never });
  const arn = await bed.begin(caught(invokeTask('never', { TimeoutSecondsPath: '$.t' }), 'States.TaskFailed'), {
    t: 9,
  });
  await bed.clock.advance(9000);
  expect(await bed.describe(arn)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
});

test('a task token brings its result whenever it comes, even before the Lambda answers', async () => {
  const { tokens, ask } = asking();
  await using bed = testBed({
    ask: (payload) => {
      ask(payload);
      return never();
    },
  });
  const arn = await bed.begin(single(withToken()));
  await answer(bed, tokens[0], { ok: true });
  expect(await bed.describe(arn)).toEqual({ status: 'SUCCEEDED', output: { ok: true } });
});

test('a task token outlives 300 days and then times out by its TimeoutSeconds', async () => {
  const { tokens, ask } = asking();
  await using bed = testBed({ ask });
  const arn = await bed.begin(caught(withToken({ TimeoutSeconds: 300 * 86_400 }), 'States.Timeout'));
  expect(bed.sfn.counts()).toEqual({ running: 1, tasksInFlight: 0, waitingForToken: 1 });
  await bed.clock.advance(300 * 86_400_000 - 1);
  expect((await bed.describe(arn)).status).toBe('RUNNING');
  await bed.clock.advance(1);
  expect((await bed.describe(arn)).output).toMatchObject({ caught: { Error: 'States.Timeout' } });
  await expect(answer(bed, tokens[0])).rejects.toThrow('Provided task does not exist anymore');
});

test('a heartbeat keeps a task alive; the first that is missed ends it', async () => {
  const { tokens, ask } = asking();
  await using bed = testBed({ ask });
  const arn = await bed.begin(caught(withToken({ HeartbeatSeconds: 60 }), 'States.HeartbeatTimeout'));
  for (let beat = 0; beat < 5; beat++) {
    await bed.clock.advance(59_000);
    await bed.call('SendTaskHeartbeat', { taskToken: tokens[0] });
  }
  expect((await bed.describe(arn)).status).toBe('RUNNING');
  await bed.clock.advance(60_000);
  expect((await bed.describe(arn)).output).toMatchObject({ caught: { Error: 'States.Timeout' } });
  await expect(bed.call('SendTaskHeartbeat', { taskToken: tokens[0] })).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('a Lambda that fails to take the task token on fails the task; a retry gives out a new token', async () => {
  const { tokens, ask } = asking();
  await using bed = testBed({ ask: (payload) => (ask(payload) === 1 ? throwing('Mail')() : null) });
  const arn = await bed.begin(single(withToken({ Retry: [{ ErrorEquals: ['Mail'], IntervalSeconds: 1 }] })));
  await bed.clock.advance(1000);
  expect(tokens).toHaveLength(2);
  await expect(answer(bed, tokens[0])).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await answer(bed, tokens[1]);
  expect((await bed.describe(arn)).output).toBe('yes');
});

test('a token of an execution that was stopped, or is long gone, is answered accordingly', async () => {
  const { tokens, ask } = asking();
  await using bed = testBed({ ask });
  const arn = await bed.begin(single(withToken()), {}, 'stopped');
  await bed.call('StopExecution', { executionArn: arn });
  await expect(answer(bed, tokens[0])).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await bed.clock.advance(89 * 86_400_000);
  await expect(bed.begin(single(withToken()), {}, 'stopped')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  await bed.clock.advance(3 * 86_400_000);
  await expect(answer(bed, tokens[0])).rejects.toMatchObject({ name: 'TaskDoesNotExist' });
  expect(await bed.begin(single(withToken()), {}, 'stopped')).toBe(arn);
});
