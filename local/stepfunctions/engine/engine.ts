import type { StateOf } from '../asl/definition.ts';
import { compileMachine, type Machine } from '../asl/machine.ts';
import { LONGEST_TIMER } from '../clock.ts';
import type { Clock, Invoke, InvokeResult } from '../types.ts';
import { advance } from './advance.ts';
import type { Store } from './store.ts';
import { invokeAgain, settleTask } from './task.ts';
import { createTicker } from './ticker.ts';
import { fireDue } from './timers.ts';
import { type Invocation, Work, type WorkDeps } from './work.ts';

export interface EngineOptions {
  store: Store;
  invoke: Invoke;
  clock: Clock;
  random: () => number;
  region: string;
}

/** Step Functions keeps closed executions, and their names taken, for 90 days. */
const RETENTION_MS = 90 * 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;
/** After a failed commit (a full disk, say) what Lambdas answered is tried again, not lost. */
const RETRY_COMMIT_MS = 1000;

export type Engine = ReturnType<typeof createEngine>;

export function createEngine({ store, invoke, clock, random, region }: EngineOptions) {
  const deps: WorkDeps = { store, machine: definitionCache(store), random, secret: store.secret(), region };
  const ticker = createTicker(store, arm);
  let running = false;
  let cancelTimer = () => {};
  let armedFor: number | null = null;

  /** Runs `job` and whatever states it makes runnable in one transaction; Lambdas are invoked once that is safe. */
  async function run<T>(job: (work: Work) => T): Promise<T> {
    const { result, rest, invocations } = await ticker.run(() => {
      const work = new Work(deps, clock.now());
      const result = job(work);
      const rest = advance(work);
      work.flush();
      return { result, rest, invocations: work.invocations };
    });
    if (rest.length > 0) runSafely((work) => work.runnable.push(...rest));
    for (const invocation of invocations) launch(invocation);
    return result;
  }

  /** For jobs that nobody waits for: they are tried again until they are written. */
  function runSafely(job: (work: Work) => unknown): void {
    run(job).catch((error: unknown) => {
      if (!running) return;
      console.error('Step Functions could not write its state; it tries again.', error);
      clock.setTimer(RETRY_COMMIT_MS, () => runSafely(job));
    });
  }

  function launch({ frame, attempt, functionName, payload }: Invocation): void {
    if (!running) return;
    call(functionName, payload).then((result) => {
      if (running) runSafely((work) => settleTask(work, frame, attempt, result));
    });
  }

  async function call(functionName: string, payload: Invocation['payload']): Promise<InvokeResult> {
    try {
      return await invoke(functionName, payload);
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error);
      return { ok: false, errorType: 'Lambda.ServiceException', errorMessage };
    }
  }

  /** One timer, for whatever falls due next. */
  function arm(): void {
    if (!running) return;
    const due = store.nextDue();
    if (due === armedFor && due !== null) return;
    cancelTimer();
    armedFor = due;
    if (due === null) return;
    const delay = Math.min(Math.max(due - clock.now(), 0), LONGEST_TIMER);
    cancelTimer = clock.setTimer(delay, () => {
      armedFor = null;
      if (running) runSafely(fireDue);
    });
  }

  function resume(work: Work): void {
    for (const { id } of store.framesToResume()) {
      const frame = work.frame(id)!;
      if (frame.phase === 'task' || frame.phase === 'submitting')
        invokeAgain(work, frame, work.stateOf(frame) as StateOf<'Task'>);
      else work.runnable.push(id);
    }
    // Nobody could send a heartbeat while nothing listened: the time to do so begins anew.
    for (const { id } of store.framesWithHeartbeat()) {
      const frame = work.frame(id)!;
      frame.heartbeatAt = work.now + (frame.heartbeatSeconds ?? 0) * 1000;
    }
  }

  let cancelSweep = () => {};
  function sweep(): void {
    runSafely((work) => work.store.purge(work.now - RETENTION_MS));
    cancelSweep = clock.setTimer(DAY_MS, sweep);
  }

  return {
    run,
    deps,
    start(): void {
      if (running) return;
      running = true;
      runSafely(resume);
      sweep();
    },
    stop(): void {
      running = false;
      cancelTimer();
      cancelSweep();
      ticker.close();
      store.close();
    },
  };
}

function definitionCache(store: Store): (definition: number) => Machine {
  const machines = new Map<number, Machine>();
  return (definition) => {
    let machine = machines.get(definition);
    if (!machine) {
      const asl = store.definition(definition);
      if (asl === undefined) throw new Error(`definition ${definition} is gone`);
      machine = compileMachine(asl);
      machines.set(definition, machine);
    }
    return machine;
  };
}
