import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createFunction, type FunctionSpec, type LambdaFunction } from './function.ts';

let dir: string;
const started: LambdaFunction[] = [];
const lines: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lambda-'));
  await build({
    entryPoints: [new URL('../fixtures/functions/echo.ts', import.meta.url).pathname],
    outfile: join(dir, 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterEach(async () => {
  lines.length = 0;
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

const echo = (overrides: Partial<FunctionSpec> = {}) => {
  const made = createFunction(
    {
      name: 'echo',
      arn: 'arn:aws:lambda:ca-central-1:000000000000:function:echo',
      module: pathToFileURL(join(dir, 'index.mjs')).href,
      exportName: 'handler',
      timeoutSeconds: 1,
      memoryMegabytes: 128,
      environment: { GREETING: 'hello' },
      ...overrides,
    },
    (text) => lines.push(text),
  );
  started.push(made);
  return async (event: object) => {
    const { payload, functionError } = await made.invoke(JSON.stringify(event));
    return { answer: JSON.parse(payload), functionError };
  };
};

test('a function gets its event, its context and only its own environment', async () => {
  const call = echo();
  const { answer } = await call({ a: 1 });
  expect(answer).toMatchObject({ event: { a: 1 }, calls: 1, requestId: expect.any(String) });
  expect(answer.remaining).toBeGreaterThan(500);
  expect(answer.remaining).toBeLessThanOrEqual(1000);
  expect((await call({ do: 'environment' })).answer).toEqual({ GREETING: 'hello' });
});

test('its thread stays warm, and several calls run in it at a time', async () => {
  const call = echo();
  const answers = await Promise.all([1, 2, 3].map(() => call({ do: 'sleep', milliseconds: 50 })));
  expect(answers.map(({ answer }) => answer)).toEqual([
    { calls: 3, running: 3 },
    { calls: 3, running: 2 },
    { calls: 3, running: 1 },
  ]);
});

test('an error that it throws comes back with its type and message, and stands in the log', async () => {
  const { answer, functionError } = await echo()({ do: 'throw' });
  expect(functionError).toBe('Unhandled');
  expect(answer).toMatchObject({ errorType: 'RangeError', errorMessage: 'asked to' });
  expect(answer.trace[0]).toBe('RangeError: asked to');
  await expect.poll(() => lines.join('')).toContain('asked to');
});

test('a call that takes too long ends with its thread, and the next finds a new one', async () => {
  const call = echo({ timeoutSeconds: 2 });
  await call({});
  const late = call({ do: 'sleep', milliseconds: 10_000 });
  await sleep(1_000);
  // Still runs when the other's time is up.
  const neighbour = call({ do: 'sleep', milliseconds: 1_500 });
  expect((await late).answer.errorType).toBe('Sandbox.Timedout');
  expect((await late).answer.errorMessage).toContain('timed out after 2.00 seconds');
  expect((await neighbour).functionError).toBeUndefined();
  expect((await call({})).answer.calls).toBe(1);
});

test('a call that never gives the loop back is ended too', async () => {
  const call = echo();
  const spinning = await call({ do: 'spin' });
  expect(spinning.answer.errorType).toBe('Sandbox.Timedout');
  expect((await call({})).answer.calls).toBe(1);
});

test('a neighbour of a call that holds the loop fails instead of hanging', async () => {
  const call = echo();
  await call({});
  const neighbour = call({ do: 'sleep', milliseconds: 600 });
  await call({ do: 'spin' });
  expect((await neighbour).functionError).toBe('Unhandled');
});

test('a function that ends its process takes nobody with it', async () => {
  const call = echo();
  expect((await call({ do: 'exit' })).answer.errorType).toBe('Runtime.ExitError');
  expect((await call({})).answer.calls).toBe(1);
});

test('a bundle that cannot be loaded fails each call with the reason', async () => {
  const missing = echo({ exportName: 'absent' });
  expect((await missing({})).answer.errorMessage).toContain('exports no function absent');
  expect((await missing({})).answer.errorMessage).toContain('exports no function absent');
});

test('reserved concurrency refuses what is more, and payloads have their limit', async () => {
  const call = echo({ reservedConcurrency: 1 });
  const first = call({ do: 'sleep', milliseconds: 100 });
  await expect(call({})).rejects.toMatchObject({ code: 'TooManyRequestsException' });
  await first;
  await expect(call({ text: 'x'.repeat(6 * 1024 * 1024) })).rejects.toMatchObject({ code: 'RequestTooLargeException' });
  expect((await call({ do: 'large' })).answer.errorType).toBe('Function.ResponseSizeTooLarge');
});

test('the second thread starts only when the first is busy', async () => {
  const call = echo({ timeoutSeconds: 5 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => call({ do: 'sleep', milliseconds: 300 })));
  const total = answers.map(({ answer }) => answer.calls as number);
  // 8 calls in the first thread before the second helps; 20 in two, never 20 in one.
  expect(Math.max(...total)).toBeLessThan(20);
  expect(Math.max(...total)).toBeGreaterThanOrEqual(8);
});
