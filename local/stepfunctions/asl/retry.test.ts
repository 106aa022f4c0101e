import { expect, test } from 'vitest';
import { StatesError } from './errors.ts';
import { matchesError, type Retrier, retryDelay } from './retry.ts';

const retrier = (more: Partial<Retrier> = {}): Retrier => ({
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 2,
  MaxAttempts: 3,
  BackoffRate: 3,
  JitterStrategy: 'NONE',
  ...more,
});

test('the delay grows by the back-off rate, up to its maximum', () => {
  const delays = (more?: Partial<Retrier>) =>
    [0, 1, 2].map((attempt) => retryDelay(retrier(more), attempt, () => 0.25));
  expect(delays()).toEqual([2000, 6000, 18_000]);
  expect(delays({ MaxDelaySeconds: 5 })).toEqual([2000, 5000, 5000]);
  expect(delays({ JitterStrategy: 'FULL' })).toEqual([500, 1500, 4500]);
});

test.each<[string, string[], boolean]>([
  ['Custom', ['Custom'], true],
  ['Custom', ['custom'], false],
  ['Custom', ['Other', 'States.TaskFailed'], true],
  ['Custom', ['States.ALL'], true],
  ['States.Timeout', ['States.TaskFailed'], false],
  ['States.Timeout', ['States.Timeout'], true],
  ['States.Timeout', ['States.HeartbeatTimeout'], false],
  ['States.DataLimitExceeded', ['States.ALL'], true],
  ['States.Runtime', ['States.ALL'], false],
  ['States.Runtime', ['States.Runtime', 'States.TaskFailed'], false],
])('%s against %j is %j', (name, errorEquals, expected) => {
  expect(matchesError(errorEquals, new StatesError(name))).toBe(expected);
});

test('a missed heartbeat is taken by either of its names', () => {
  const missed = new StatesError('States.Timeout', undefined, 'States.HeartbeatTimeout');
  expect(matchesError(['States.HeartbeatTimeout'], missed)).toBe(true);
  expect(matchesError(['States.Timeout'], missed)).toBe(true);
});
