import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { single } from '#local/stepfunctions/test-kit.ts';

/** Kills the process for real, again and again, while executions are at every kind of state. */
const WORKER = fileURLToPath(new URL('./kill-worker.ts', import.meta.url));
const EXECUTIONS = 20;
const KILLS = 12;

const invoke = (what: string, from: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'work', Payload: { what, 'who.$': '$$.Execution.Name', 'value.$': from } },
  ResultSelector: { 'value.$': '$.Payload' },
  ...more,
});
const journey = {
  StartAt: 'First',
  States: {
    First: invoke('first', '$.n', { ResultPath: '$.first', TimeoutSeconds: 60, Next: 'Each' }),
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 2,
      ItemProcessor: single(invoke('each', '$', { OutputPath: '$.value' })),
      ResultPath: '$.each',
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'who.$': '$$.Execution.Name', 'token.$': '$$.Task.Token' } },
      ResultPath: '$.answer',
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 1, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [single(invoke('left', '$.first.value')), single(invoke('right', '$.first.value'))],
      ResultPath: '$.both',
      End: true,
    },
  },
};
const expected = (n: number) => ({
  n,
  items: [n, n + 1, n + 2],
  first: { value: n },
  each: [n, n + 1, n + 2],
  answer: `yes ${n}`,
  both: [{ value: n }, { value: n }],
});

let folder: string;
let worker: ChildProcess;
let calls = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-kill-'));
});
afterEach(() => {
  worker.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  body: {
    __type?: string;
    executionArn?: string;
    status?: string;
    output?: string;
    events?: { id: number; type: string }[];
  };
}
const pending = new Map<number, (answer: Answer | undefined) => void>();

async function startWorker(): Promise<void> {
  const args = [join(folder, 'state.sqlite'), join(folder, 'log'), JSON.stringify(journey)];
  worker = fork(WORKER, args, { execArgv: [] });
  worker.on('message', (message: Answer & { id: number }) => settle(message.id, message));
  worker.once('exit', () => {
    for (const id of pending.keys()) settle(id, undefined);
  });
  await once(worker, 'message');
}

function settle(id: number, answer: Answer | undefined): void {
  pending.get(id)?.(answer);
  pending.delete(id);
}

/** @returns undefined where the worker died before it answered */
function call(operation: string, input: object): Promise<Answer | undefined> {
  const id = ++calls;
  return new Promise((resolve) => {
    pending.set(id, resolve);
    worker.send({ id, operation, input }, (error) => error && settle(id, undefined));
  });
}

interface Logged {
  functionName: string;
  payload: { who: string; what: string; value: number; token: string };
}
function logged(): Logged[] {
  const log = join(folder, 'log');
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

/** Answers every token that was given out and not yet taken back for certain. */
async function answerTokens(answered: Set<string>): Promise<void> {
  for (const { functionName, payload } of logged()) {
    if (functionName !== 'ask' || answered.has(payload.token)) continue;
    const output = JSON.stringify(`yes ${payload.who.slice(1)}`);
    const answer = await call('SendTaskSuccess', { taskToken: payload.token, output });
    if (answer === undefined) return;
    expect([200, 400]).toContain(answer.status);
    if (answer.status === 400) expect(answer.body.__type).toBe('TaskTimedOut');
    answered.add(payload.token);
  }
}

test('executions go on where they were, whenever the process is killed', { timeout: 60_000 }, async () => {
  const answered = new Set<string>();
  const started = new Map<number, string>();
  const stateMachineArn = 'arn:aws:states:ca-central-1:000000000000:stateMachine:journey';

  async function drive(): Promise<void> {
    for (let n = 0; n < EXECUTIONS; n++) {
      if (started.has(n)) continue;
      const input = JSON.stringify({ n, items: [n, n + 1, n + 2] });
      const answer = await call('StartExecution', { stateMachineArn, name: `e${n}`, input });
      if (answer === undefined) return;
      expect(answer.status).toBe(200);
      started.set(n, answer.body.executionArn!);
    }
    while (worker.exitCode === null && worker.signalCode === null) {
      await answerTokens(answered);
      await sleep(5);
    }
  }

  for (let kill = 0; kill < KILLS; kill++) {
    await startWorker();
    const driving = drive();
    await sleep(10 + Math.random() * 90);
    worker.kill('SIGKILL');
    await driving;
  }
  await startWorker();
  const driving = drive();
  for (const n of Array.from({ length: EXECUTIONS }).keys()) {
    while (!started.has(n)) await sleep(10);
    const executionArn = started.get(n)!;
    let execution = await call('DescribeExecution', { executionArn });
    while (execution?.body.status === 'RUNNING') {
      await sleep(20);
      execution = await call('DescribeExecution', { executionArn });
    }
    expect(execution?.body.status).toBe('SUCCEEDED');
    expect(JSON.parse(execution?.body.output ?? '')).toEqual(expected(n));
    const history = await call('GetExecutionHistory', { executionArn, maxResults: 1000 });
    const events = history?.body.events ?? [];
    expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ type }) => type === 'TaskScheduled')).toHaveLength(7);
    expect(events.filter(({ type }) => type === 'TaskSucceeded')).toHaveLength(7);
  }
  worker.kill('SIGKILL');
  await driving;

  const runs = Map.groupBy(logged(), ({ payload: { who, what, value } }) => `${who} ${what} ${value}`);
  expect(runs.size).toBe(EXECUTIONS * 7);
  const repeated = [...runs.values()].reduce((sum, { length }) => sum + length - 1, 0);
  // A task runs again only if a kill met it in flight: two items, or two branches, of each execution at once.
  expect(repeated).toBeGreaterThan(0);
  expect(repeated).toBeLessThanOrEqual(KILLS * EXECUTIONS * 2);
  for (const { length } of runs.values()) expect(length).toBeLessThanOrEqual(KILLS + 1);
});

test('a second process cannot open the file while the first one holds it', async () => {
  await startWorker();
  const second = fork(WORKER, [join(folder, 'state.sqlite'), join(folder, 'log')], {
    ...{ execArgv: [], stdio: 'pipe' },
  });
  let complaint = '';
  second.stderr?.on('data', (text) => {
    complaint += text;
  });
  const [code] = await once(second, 'exit');
  expect(code).not.toBe(0);
  expect(complaint).toContain('database is locked');
});
