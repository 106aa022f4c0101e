import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '#local/state/store.ts';
import { InvokeRefused, type InvokeResult } from './function.ts';
import { createQueue, type FailedInvocation } from './queue.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'queue-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

const done: InvokeResult = { payload: 'null' };
const failed: InvokeResult = { payload: '{"errorType":"Error"}', functionError: 'Unhandled' };

function open(answer: (call: number) => InvokeResult | Promise<InvokeResult>, keep = async () => undefined) {
  const store = openStore(dir);
  const calls: string[] = [];
  const given: FailedInvocation[] = [];
  const queue = createQueue({
    store,
    now: Date.now,
    policyOf: () => ({ maximumRetries: 2, maximumAgeMilliseconds: 3_600_000 }),
    invoke: async (_, payload) => {
      calls.push(payload);
      return await answer(calls.length);
    },
    giveUp: async (each) => {
      await keep();
      given.push(each);
    },
  });
  const close = () => {
    queue.stop();
    store.close();
  };
  return { queue, calls, given, close };
}

test('what was accepted before the end runs after the next start', async () => {
  const first = open(() => done);
  first.queue.add('f', '1');
  first.queue.add('f', '2');
  first.close();
  const second = open(() => done);
  second.queue.start();
  await vi.waitFor(() => expect(second.calls).toEqual(['1', '2']));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(second.calls).toHaveLength(2);
  second.close();
});

test('a failed call is tried again after a minute and after two more, then given up', async () => {
  const { queue, calls, given, close } = open(() => failed);
  queue.start();
  queue.add('f', '1');
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(59_000);
  expect(calls).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  await vi.advanceTimersByTimeAsync(121_000);
  await vi.waitFor(() => expect(given).toHaveLength(1));
  expect(given[0]).toMatchObject({ attempts: 3, condition: 'RetriesExhausted', payload: '1' });
  close();
});

test('throttling is not counted as a failure', async () => {
  const { queue, calls, given, close } = open((call) => {
    if (call <= 5) throw new InvokeRefused('TooManyRequestsException', 'busy');
    return done;
  });
  queue.start();
  queue.add('f', '1');
  for (let second = 0; second < 8; second++) await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() => expect(calls).toHaveLength(6));
  expect(given).toEqual([]);
  close();
});

test('what cannot be kept is not forgotten', async () => {
  let full = true;
  const { queue, given, close } = open(
    () => failed,
    async () => {
      if (full) throw new Error('no bucket');
    },
  );
  queue.start();
  queue.add('f', '1');
  for (let minute = 0; minute < 6; minute++) await vi.advanceTimersByTimeAsync(60_000);
  expect(given).toEqual([]);
  full = false;
  for (let minute = 0; minute < 3; minute++) await vi.advanceTimersByTimeAsync(60_000);
  await vi.waitFor(() => expect(given).toHaveLength(1));
  close();
});
