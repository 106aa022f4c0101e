import { createApi } from './api/dispatch.ts';
import { needExecution } from './api/executions.ts';
import { putMachine } from './api/machines.ts';
import { systemClock } from './clock.ts';
import { createEngine } from './engine/engine.ts';
import { openStore } from './engine/store.ts';
import { MAX_EVENTS, Work } from './engine/work.ts';
import { formatHistory } from './format-history.ts';
import type { StepFunctions, StepFunctionsOptions } from './types.ts';

export type * from './types.ts';

/**
 * Amazon Step Functions (standard workflows, JSONPath) on one SQLite file: whatever was acknowledged outlives the
 * process, and a task in flight when it ends runs again at the next `start()`.
 * @throws Error (`database is locked`) while another process holds the file
 */
export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { file, invoke, clock = systemClock, random = Math.random, region, account } = options;
  const store = openStore(file);
  const engine = createEngine({ store, invoke, clock, random, region });
  const machineArn = (name: string) => `arn:aws:states:${region}:${account}:stateMachine:${name}`;

  return {
    register(name, asl, { arn = machineArn(name) } = {}) {
      putMachine(new Work(engine.deps, clock.now()), arn, name, asl);
      return arn;
    },
    retain(arns) {
      const kept = new Set(arns);
      for (const { arn } of store.machines()) if (!kept.has(arn)) store.deleteMachine(arn);
    },
    handle: createApi(engine, machineArn),
    start: () => engine.start(),
    stop: async () => engine.stop(),
    formatHistory(executionArn) {
      const execution = needExecution({ store }, executionArn);
      return formatHistory(execution, store.eventsAfter(execution.id, 0, MAX_EVENTS + 1));
    },
    counts() {
      const phases = new Map(store.countPhases().map(({ phase, count }) => [phase, count]));
      const count = (phase: string) => phases.get(phase) ?? 0;
      return {
        running: store.countRunning(),
        tasksInFlight: count('task') + count('submitting'),
        waitingForToken: count('token'),
      };
    },
  };
}
