import type * as z from 'zod';
import { InvalidDefinition } from '../asl/errors.ts';
import { compileMachine } from '../asl/machine.ts';
import type { MachineRow } from '../engine/rows.ts';
import type { Work } from '../engine/work.ts';
import { ApiError, machineMissing, validation } from './errors.ts';
import { type inputs, isName } from './inputs.ts';
import { readPageToken, writePageToken } from './page.ts';

type Input<Name extends keyof typeof inputs> = z.output<(typeof inputs)[Name]>;

/** Makes the machine, or gives an existing one another definition. @throws InvalidDefinition */
export function putMachine(work: Work, arn: string, name: string, asl: string): MachineRow {
  compileMachine(asl);
  const existing = work.store.machine(arn);
  if (existing && work.store.definition(existing.definition) === asl) return existing;
  const definition = work.store.addDefinition(asl);
  const row = { arn, name, definition, createdAt: existing?.createdAt ?? work.now, updatedAt: work.now };
  work.store.saveMachine(row);
  return row;
}

export function createStateMachine(work: Work, input: Input<'createStateMachine'>, arn: string) {
  const { name, definition, type } = input;
  if (!isName(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
  if (type === 'EXPRESS') throw validation('Express state machines are not implemented');
  const existing = work.store.machine(arn);
  if (existing && work.store.definition(existing.definition) !== definition)
    throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
  const row = refusing(() => putMachine(work, arn, name, definition));
  return { stateMachineArn: arn, creationDate: row.createdAt / 1000 };
}

export function updateStateMachine(work: Work, { stateMachineArn, definition }: Input<'updateStateMachine'>) {
  const existing = work.store.machine(stateMachineArn);
  if (!existing) throw machineMissing(stateMachineArn);
  if (definition !== undefined) refusing(() => putMachine(work, stateMachineArn, existing.name, definition));
  return { updateDate: work.now / 1000 };
}

function refusing<T>(put: () => T): T {
  try {
    return put();
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    throw new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${error.message}'`);
  }
}

export function describeStateMachine(work: Work, { stateMachineArn }: Input<'describeStateMachine'>) {
  const row = work.store.machine(stateMachineArn);
  if (!row) throw machineMissing(stateMachineArn);
  return { ...summary(row), status: 'ACTIVE', definition: work.store.definition(row.definition), roleArn: '' };
}

export function listStateMachines(work: Work, { maxResults, nextToken }: Input<'listStateMachines'>) {
  const from = nextToken === undefined ? 0 : readPageToken('machines', nextToken);
  const all = work.store.machines();
  const to = from + (maxResults || 100);
  return {
    stateMachines: all.slice(from, to).map(summary),
    ...(to < all.length && { nextToken: writePageToken('machines', to) }),
  };
}

const summary = ({ arn, name, createdAt }: MachineRow) => ({
  stateMachineArn: arn,
  name,
  type: 'STANDARD',
  creationDate: createdAt / 1000,
});
