import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { beginExecution } from '../engine/executions.ts';
import { endExecution } from '../engine/outcome.ts';
import type { ExecutionRow } from '../engine/rows.ts';
import type { Work } from '../engine/work.ts';
import { ApiError, executionMissing, machineMissing } from './errors.ts';
import { type inputs, isName } from './inputs.ts';
import { readPageToken, writePageToken } from './page.ts';

type Input<Name extends keyof typeof inputs> = z.output<(typeof inputs)[Name]>;

/** Starting again under the same name with the same input, while it runs, is the same start. */
export function startExecution(work: Work, { stateMachineArn, name = randomUUID(), input }: Input<'startExecution'>) {
  if (!isName(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
  const machine = work.store.machine(stateMachineArn);
  if (!machine) throw machineMissing(stateMachineArn);
  const normal = parseInput(input);
  const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const existing = work.store.executionByArn(arn);
  if (existing && (existing.status !== 'RUNNING' || existing.input !== normal))
    throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  const execution = existing ?? beginExecution(work, { machine, arn, name, input: normal });
  return { executionArn: arn, startDate: execution.startedAt / 1000 };
}

function parseInput(input: string): string {
  try {
    return JSON.stringify(JSON.parse(input));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}

export function describeExecution(work: Work, { executionArn }: Input<'describeExecution'>) {
  const row = needExecution(work, executionArn);
  return {
    ...summary(row),
    input: row.input,
    inputDetails: { included: true },
    ...(row.output !== null && { output: row.output, outputDetails: { included: true } }),
    ...(row.error !== null && { error: row.error }),
    ...(row.cause !== null && { cause: row.cause }),
  };
}

export function stopExecution(work: Work, { executionArn, error, cause }: Input<'stopExecution'>) {
  const { id } = needExecution(work, executionArn);
  const execution = work.execution(id);
  if (execution.status === 'RUNNING') endExecution(work, execution, 'ABORTED', { error, reason: cause });
  return { stopDate: (execution.stoppedAt ?? work.now) / 1000 };
}

/** Newest first. */
export function listExecutions(work: Work, input: Input<'listExecutions'>) {
  const { stateMachineArn, statusFilter = null, maxResults, nextToken } = input;
  if (!work.store.machine(stateMachineArn)) throw machineMissing(stateMachineArn);
  const question = `executions ${stateMachineArn} ${statusFilter}`;
  const before = nextToken === undefined ? Number.MAX_SAFE_INTEGER : readPageToken(question, nextToken);
  const limit = maxResults || 100;
  const rows = work.store.executionsOf(stateMachineArn, statusFilter, before, limit + 1);
  const page = rows.slice(0, limit);
  return {
    executions: page.map(summary),
    ...(rows.length > limit && { nextToken: writePageToken(question, page.at(-1)!.id) }),
  };
}

export function needExecution(work: Pick<Work, 'store'>, arn: string): ExecutionRow {
  const row = work.store.executionByArn(arn);
  if (!row) throw executionMissing(arn);
  return row;
}

const summary = (row: ExecutionRow) => ({
  executionArn: row.arn,
  stateMachineArn: row.machineArn,
  name: row.name,
  status: row.status,
  startDate: row.startedAt / 1000,
  ...(row.stoppedAt !== null && { stopDate: row.stoppedAt / 1000 }),
});
