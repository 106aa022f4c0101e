import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '#local/state/store.ts';
import { loadTemplate } from '#local/template/template.ts';
import { parseSchedule } from './expression.ts';
import { type ScheduleTarget, startScheduler } from './scheduler.ts';

const noon = new Date('2026-03-06T12:00:00Z'); // a Friday
const nextOf = (expression: string, timezone?: string, after = noon) =>
  parseSchedule(expression, noon, timezone)(after)?.toISOString();

test.each([
  ['rate(5 minutes)', undefined, '2026-03-06T12:05:00.000Z'],
  ['rate(1 hour)', undefined, '2026-03-06T13:00:00.000Z'],
  ['cron(0 8 * * ? *)', undefined, '2026-03-07T08:00:00.000Z'],
  ['cron(0 8 ? * MON-FRI *)', undefined, '2026-03-09T08:00:00.000Z'],
  ['cron(30 9 ? * 2 *)', undefined, '2026-03-09T09:30:00.000Z'], // 2 is Monday
  ['cron(0/15 * * * ? *)', undefined, '2026-03-06T12:15:00.000Z'],
  ['cron(0 0 L * ? *)', undefined, '2026-03-31T00:00:00.000Z'],
  ['cron(0 0 1 1 ? 2028)', undefined, '2028-01-01T00:00:00.000Z'],
  ['cron(0 0 1 1 ? 2020)', undefined, undefined],
  ['cron(0 8 * * ? *)', 'America/Toronto', '2026-03-06T13:00:00.000Z'],
  ['at(2026-04-01T08:00:00)', 'America/Toronto', '2026-04-01T12:00:00.000Z'],
  ['at(2025-04-01T08:00:00)', undefined, undefined],
])('%s in %s comes next at %s', (expression, timezone, expected) => {
  expect(nextOf(expression, timezone)).toBe(expected);
});

test('a daily time stays the same on the clock when summer time begins', () => {
  const after = new Date('2026-03-08T13:00:00Z');
  expect(nextOf('cron(0 8 * * ? *)', 'America/Toronto', after)).toBe('2026-03-09T12:00:00.000Z');
});

test.each(['rate(0 minutes)', 'rate(5 weeks)', 'cron(0 8 * * *)', 'cron(0 8 * * * *)', 'every day'])(
  '%s is refused',
  (expression) => {
    expect(() => nextOf(expression)).toThrow();
  },
);

let dir: string;
const ran: ScheduleTarget[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'schedule-'));
  ran.length = 0;
  vi.useFakeTimers({ now: noon });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dir, { recursive: true, force: true });
});

function start(expression: string, run = async (target: ScheduleTarget) => void ran.push(target)) {
  const file = join(dir, 'S.template.json');
  const resource = {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: expression,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: 'arn:x', RoleArn: 'r', Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
    },
  };
  writeFileSync(file, JSON.stringify({ Resources: { Sweep: resource } }));
  const store = openStore(dir);
  const stop = startScheduler({ stack: loadTemplate(file), store, run, report: () => undefined });
  return () => {
    stop();
    store.close();
  };
}

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

test('a schedule runs each time that it is due, and its target learns for when', async () => {
  const stop = start('rate(10 minutes)');
  await minutes(25);
  stop();
  expect(ran).toEqual([
    { arn: 'arn:x', input: '{"at":"2026-03-06T12:10:00Z"}' },
    { arn: 'arn:x', input: '{"at":"2026-03-06T12:20:00Z"}' },
  ]);
});

test('what fell due while nothing ran is made up for once', async () => {
  start('rate(10 minutes)')();
  await minutes(45);
  const stop = start('rate(10 minutes)');
  await minutes(0);
  expect(ran).toHaveLength(1);
  await minutes(5);
  expect(ran).toHaveLength(2);
  stop();
});

test('a target that could not be set going is tried again', async () => {
  let tries = 0;
  const stop = start('rate(10 minutes)', async (target) => {
    if (++tries < 3) throw new Error('not now');
    ran.push(target);
  });
  await minutes(11);
  expect(ran).toHaveLength(1);
  stop();
});
