import { expect, test } from 'vitest';
import { invokeTask, NamedError, single, testBed } from '../test-kit.ts';
import type { Json } from '../types.ts';

const numbers = (count: number): Json => Array.from({ length: count }, (_, i) => i);
const each = (state: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: single({ ...state }),
  ...more,
});
const unwrap = { ResultSelector: { 'v.$': '$.Payload' }, OutputPath: '$.v' };

/** A Lambda that counts how often it runs at once, and ends when it is told to. */
function gate() {
  const waiting: { payload: Json; finish: () => void }[] = [];
  let running = 0;
  let most = 0;
  const hold = (payload: Json) =>
    new Promise<Json>((resolve) => {
      running += 1;
      most = Math.max(most, running);
      waiting.push({
        payload,
        finish: () => {
          running -= 1;
          resolve(payload);
        },
      });
    });
  return { hold, waiting, most: () => most };
}

test('Map runs every item and keeps their order', async () => {
  await using bed = testBed({ double: (n) => Number(n) * 2 });
  const { output } = await bed.run(single(each(invokeTask('double', unwrap), { ItemsPath: '$.list' })), {
    list: numbers(100),
  });
  expect(output).toEqual(Array.from({ length: 100 }, (_, i) => 2 * i));
});

test.each([
  [3, 3],
  [0, 40],
  [1000, 40],
])('Map with MaxConcurrency %i runs at most %i items at once', async (MaxConcurrency, expected) => {
  const { hold, waiting, most } = gate();
  await using bed = testBed({ hold });
  const arn = await bed.begin(single(each(invokeTask('hold', unwrap), { MaxConcurrency })), numbers(60));
  while (waiting.length > 0) {
    waiting.pop()!.finish();
    await bed.clock.advance(0);
  }
  expect((await bed.describe(arn)).output).toEqual(numbers(60));
  expect(most()).toBe(expected);
});

test.each(['ItemSelector', 'Parameters'])('Map gives each item what its %s makes of it', async (selector) => {
  await using bed = testBed();
  const template = { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value.n', 'all.$': '$.factor' };
  const asl = single(
    each({ Type: 'Pass' }, { InputPath: '$.in', ItemsPath: '$.items', [selector]: template, ResultPath: '$.out' }),
  );
  const input = { in: { factor: 3, items: [{ n: 7 }, { n: 8 }] } };
  expect((await bed.run(asl, input)).output).toEqual({
    ...input,
    out: [
      { i: 0, v: 7, all: 3 },
      { i: 1, v: 8, all: 3 },
    ],
  });
});

test('Map over nothing yields nothing; over what is no array it fails', async () => {
  await using bed = testBed();
  expect((await bed.run(single(each({ Type: 'Pass' })), [])).output).toEqual([]);
  expect((await bed.run(single(each({ Type: 'Pass' })), { a: 1 })).error).toBe('States.Runtime');
});

test('the states of an item see the item they are about, also in a Map within a Map', async () => {
  await using bed = testBed();
  const seen = { Type: 'Pass', Parameters: { 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value' } };
  const { output } = await bed.run(single(each(each(seen, { End: true }))), [['a'], ['b', 'c']]);
  expect(output).toEqual([
    [{ index: 0, value: 'a' }],
    [
      { index: 0, value: 'b' },
      { index: 1, value: 'c' },
    ],
  ]);
});

test('an item that fails ends the Map and the other items, and Catch sees its error', async () => {
  const { hold, waiting } = gate();
  await using bed = testBed({ hold: (n) => (n === 1 ? Promise.reject(new NamedError('Bad')) : hold(n)) });
  const asl = {
    StartAt: 'M',
    States: {
      M: { ...each(invokeTask('hold')), Catch: [{ ErrorEquals: ['Bad'], ResultPath: null, Next: 'Saved' }], End: true },
      Saved: { Type: 'Wait', Seconds: 60, End: true },
    },
  };
  const arn = await bed.begin(asl, numbers(3));
  expect(bed.sfn.counts()).toEqual({ running: 1, tasksInFlight: 0, waitingForToken: 0 });
  for (const { finish } of waiting) finish();
  await bed.clock.advance(60_000);
  expect(await bed.describe(arn)).toEqual({ status: 'SUCCEEDED', output: numbers(3) });
});

test('Retry runs a Map again from its first item', async () => {
  let calls = 0;
  await using bed = testBed({ flaky: (n) => (++calls === 2 ? Promise.reject(new NamedError('Bad')) : n) });
  const Retry = [{ ErrorEquals: ['Bad'], IntervalSeconds: 1 }];
  const arn = await bed.begin(single(each(invokeTask('flaky', unwrap), { MaxConcurrency: 1, Retry })), numbers(3));
  await bed.clock.advance(1000);
  expect((await bed.describe(arn)).output).toEqual(numbers(3));
  expect(calls).toBe(5);
});

test.each<[object, number, string]>([
  [{ ToleratedFailureCount: 2 }, 2, 'SUCCEEDED'],
  [{ ToleratedFailureCount: 2 }, 3, 'FAILED'],
  [{ ToleratedFailurePercentage: 20 }, 2, 'SUCCEEDED'],
  [{ ToleratedFailurePercentagePath: '$.p' }, 3, 'FAILED'],
  [{ ToleratedFailureCountPath: '$.c', ToleratedFailurePercentage: 100 }, 1, 'SUCCEEDED'],
  [{ ToleratedFailureCount: 5, ToleratedFailurePercentage: 10 }, 2, 'FAILED'],
])('Map with %j and %i failures of 10 has %s', async (tolerance, failures, status) => {
  await using bed = testBed({ some: (n) => (Number(n) < failures ? Promise.reject(new NamedError('Bad')) : n) });
  const asl = single(each(invokeTask('some', unwrap), { ...tolerance, ItemsPath: '$.list' }));
  const outcome = await bed.run(asl, { list: numbers(10), p: 20, c: 1 });
  expect(outcome.status).toBe(status);
  if (status === 'SUCCEEDED') expect(outcome.output).toHaveLength(10 - failures);
  else expect(outcome.error).toBe('States.ExceedToleratedFailureThreshold');
});

test('a selector that fails at a later item ends the items before it', async () => {
  const { hold, waiting } = gate();
  await using bed = testBed({ hold });
  const asl = single(each(invokeTask('hold'), { MaxConcurrency: 1, ItemSelector: { 'v.$': '$$.Map.Item.Value.n' } }));
  const arn = await bed.begin(asl, [{ n: 1 }, {}, { n: 3 }]);
  waiting[0]!.finish();
  await bed.clock.advance(0);
  expect(await bed.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  expect(bed.sfn.counts().running).toBe(0);
});

test('Parallel gives each branch the same input and joins their outputs in order', async () => {
  await using bed = testBed({ double: (n) => Number(n) * 2 });
  const asl = single({
    Type: 'Parallel',
    InputPath: '$.n',
    Branches: [
      single({ Type: 'Wait', Seconds: 9 }),
      single(invokeTask('double', unwrap)),
      single({ Type: 'Parallel', Branches: [single({ Type: 'Pass' })] }),
    ],
    ResultPath: '$.joined',
  });
  const arn = await bed.begin(asl, { n: 4 });
  await bed.clock.advance(9000);
  expect((await bed.describe(arn)).output).toEqual({ n: 4, joined: [4, 8, [4]] });
});

test('a branch that fails ends the others; Parameters and ResultSelector apply to the whole', async () => {
  await using bed = testBed();
  const branches = [
    single({ Type: 'Wait', Seconds: 100 }),
    { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Bad' } } },
  ];
  expect((await bed.run(single({ Type: 'Parallel', Branches: branches }))).error).toBe('Bad');
  expect(bed.sfn.counts().running).toBe(0);
  const whole = {
    Type: 'Parallel',
    Parameters: { 'x.$': '$.n' },
    Branches: [single({ Type: 'Pass' }), single({ Type: 'Pass' })],
    ResultSelector: { 'second.$': '$[1].x' },
  };
  expect((await bed.run(single(whole), { n: 5 })).output).toEqual({ second: 5 });
});
