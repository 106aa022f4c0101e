import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStepFunctions } from './index.ts';
import type { Clock, Invoke, InvokeResult, Json, StepFunctions, StepFunctionsOptions } from './types.ts';

/** A clock that stands still until it is told to move. */
function manualClock(start = Date.parse('2026-01-01T00:00:00Z')): Clock & { advance(ms: number): Promise<void> } {
  let now = start;
  const timers = new Set<{ at: number; fn: () => void }>();
  let asked = 0;
  // Every job of the engine asks for the time: when none has for some turns of the event loop, it is at rest.
  const settle = async () => {
    for (let before = -1; before !== asked; ) {
      before = asked;
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    now: () => {
      asked += 1;
      return now;
    },
    setTimer(delayMs, fn) {
      if (delayMs > 2 ** 31 - 1) throw new Error('a timer of Node overflows here');
      const timer = { at: now + delayMs, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.fn();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

export type Functions = Record<string, (payload: Json) => Json | Promise<Json>>;

/** Lambdas as plain functions by name; one that throws fails with the error's name. */
function lambdas(functions: Functions): Invoke {
  return async (functionName, payload): Promise<InvokeResult> => {
    const run = functions[functionName.split(':').at(-1)!];
    if (!run) return { ok: false, errorType: 'Lambda.ResourceNotFoundException', errorMessage: functionName };
    try {
      return { ok: true, payload: await run(payload) };
    } catch (error) {
      if (!(error instanceof Error)) return { ok: false };
      return { ok: false, errorType: error.name, errorMessage: error.message };
    }
  };
}

export class NamedError extends Error {
  constructor(name: string, message = 'as asked') {
    super(message);
    this.name = name;
  }
}

export interface TestBed extends AsyncDisposable {
  sfn: StepFunctions;
  clock: ReturnType<typeof manualClock>;
  file: string;
  /** Calls the API; @throws Error with the name of the API's error */
  call(operation: string, input: object): Promise<Record<string, Json>>;
  /** Registers `asl`, starts it, and lets it run as far as it goes without time passing. @returns the execution's ARN */
  begin(asl: object, input?: Json, name?: string): Promise<string>;
  /** The execution as DescribeExecution has it, with its output parsed. */
  describe(executionArn: string): Promise<Outcome>;
  /** `begin`, then `describe`. */
  run(asl: object, input?: Json): Promise<Outcome>;
}

export interface Outcome {
  status: string;
  output?: Json;
  error?: string;
  cause?: string;
}

export function testBed(functions: Functions = {}, options: Partial<StepFunctionsOptions> = {}): TestBed {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-'));
  const file = join(folder, 'state.sqlite');
  const clock = manualClock();
  const sfn = createStepFunctions({
    ...{ file, clock, invoke: lambdas(functions), random: () => 0.5, region: 'ca-central-1', account: '000000000000' },
    ...options,
  });
  sfn.start();
  const bed: TestBed = {
    ...{ sfn, clock, file },
    async call(operation, input) {
      const { status, body } = await sfn.handle(`AWSStepFunctions.${operation}`, JSON.stringify(input));
      const answer = JSON.parse(body);
      if (status !== 200) throw new NamedError(answer.__type, answer.message);
      return answer;
    },
    async begin(asl, input = {}, name = undefined) {
      const stateMachineArn = sfn.register('machine', JSON.stringify(asl));
      const body = { stateMachineArn, input: JSON.stringify(input), ...(name && { name }) };
      const { executionArn } = await bed.call('StartExecution', body);
      await clock.advance(0);
      return String(executionArn);
    },
    async describe(executionArn) {
      const { status, output, error, cause } = await bed.call('DescribeExecution', { executionArn });
      return {
        status: String(status),
        ...(output !== undefined && { output: JSON.parse(String(output)) }),
        ...(error !== undefined && { error: String(error) }),
        ...(cause !== undefined && { cause: String(cause) }),
      };
    },
    run: async (asl, input) => bed.describe(await bed.begin(asl, input)),
    async [Symbol.asyncDispose]() {
      await sfn.stop();
      rmSync(folder, { recursive: true });
    },
  };
  return bed;
}

/** A machine of one state, which ends it. */
export const single = (state: object) => ({ StartAt: 'Only', States: { Only: { ...state, End: true } } });

/** A Task that invokes `name` with all of its input. */
export const invokeTask = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  ...more,
});
