import { partOf } from '../asl/machine.ts';
import type { ExecutionRow, MachineRow } from './rows.ts';
import type { Work } from './work.ts';

export interface NewExecution {
  machine: MachineRow;
  arn: string;
  name: string;
  /** JSON text */
  input: string;
}

/** Writes down a new execution and has its first state run. */
export function beginExecution(work: Work, { machine, arn, name, input }: NewExecution): ExecutionRow {
  const definition = work.deps.machine(machine.definition);
  const row: Omit<ExecutionRow, 'id'> = {
    arn,
    name,
    machineArn: machine.arn,
    definition: machine.definition,
    status: 'RUNNING',
    input,
    output: null,
    error: null,
    cause: null,
    startedAt: work.now,
    stoppedAt: null,
    timeoutAt: definition.timeoutSeconds === undefined ? null : work.now + definition.timeoutSeconds * 1000,
    nextEvent: 1,
  };
  const execution = work.execution(work.store.addExecution(row));
  work.append(execution, 'ExecutionStarted', { input, inputDetails: { truncated: false } });
  const frame = work.addFrame({
    execution: execution.id,
    parent: null,
    slot: 0,
    scope: '',
    state: partOf(definition, '').startAt,
    phase: 'ready',
    input,
    enteredEvent: 0,
    enteredAt: work.now,
    lastEvent: 0,
    attempt: 0,
    retries: '[]',
    item: null,
    failures: 0,
    items: 0,
    wakeAt: null,
    timeoutAt: null,
    heartbeatAt: null,
    heartbeatSeconds: null,
  });
  work.runnable.push(frame.id);
  return execution;
}
