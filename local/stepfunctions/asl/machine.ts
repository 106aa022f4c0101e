import type * as z from 'zod';
import { machineSchema, processorSchema, type State, stateSchema, topSchema } from './definition.ts';
import { InvalidDefinition } from './errors.ts';

/** A state machine ready to run; a Parallel's branches and a Map's processor lie beside it under their scope. */
export interface Machine {
  timeoutSeconds: number | undefined;
  /** By scope: `''` is the top, `childScope(…)` what lies within a state. */
  scopes: Map<string, MachinePart>;
}

export interface MachinePart {
  startAt: string;
  states: Map<string, State>;
}

/** Where a branch of a Parallel (by its number) or the processor of a Map (0) is found in `scopes`. */
export const childScope = (scope: string, state: string, branch: number): string =>
  `${scope}/${encodeURIComponent(state)}:${branch}`;

/** @throws InvalidDefinition which names the state and what is wrong with it */
export function compileMachine(asl: string): Machine {
  let parsed: unknown;
  try {
    parsed = JSON.parse(asl);
  } catch (error) {
    throw new InvalidDefinition(`INVALID_JSON_DESCRIPTION: ${error instanceof Error ? error.message : error}`);
  }
  const scopes = new Map<string, MachinePart>();
  const top = checked(topSchema, parsed, 'the state machine');
  compilePart('', top, scopes);
  return { timeoutSeconds: top.TimeoutSeconds, scopes };
}

function compilePart(scope: string, part: z.output<typeof machineSchema>, scopes: Map<string, MachinePart>): void {
  const states = new Map<string, State>();
  for (const [name, raw] of Object.entries(part.States)) {
    const state = checked(stateSchema, raw, `the state '${name}'`);
    states.set(name, state);
    for (const [branch, inner] of innerParts(name, state).entries())
      compilePart(childScope(scope, name, branch), inner, scopes);
  }
  checkTargets(part.StartAt, states);
  scopes.set(scope, { startAt: part.StartAt, states });
}

function innerParts(name: string, state: State): z.output<typeof machineSchema>[] {
  if (state.Type === 'Parallel')
    return state.Branches.map((branch, at) => checked(machineSchema, branch, `branch ${at} of the state '${name}'`));
  if (state.Type !== 'Map') return [];
  const what = `the processor of the state '${name}'`;
  return [checked(processorSchema, state.ItemProcessor ?? state.Iterator, what)];
}

function checkTargets(startAt: string, states: Map<string, State>): void {
  const known = (target: string, from: string) => {
    if (!states.has(target)) throw new InvalidDefinition(`MISSING_TRANSITION_TARGET: ${from} leads to '${target}'`);
  };
  known(startAt, 'StartAt');
  const reached = new Set([startAt]);
  for (const name of reached)
    for (const target of targets(states.get(name)!)) {
      known(target, `the state '${name}'`);
      reached.add(target);
    }
  for (const name of states.keys())
    if (!reached.has(name)) throw new InvalidDefinition(`UNREACHABLE_STATE: the state '${name}' cannot be reached`);
}

function targets(state: State): string[] {
  const found: (string | undefined)[] = [];
  if (state.Type === 'Choice') found.push(...state.Choices.map(({ next }) => next), state.Default);
  else if ('Next' in state) found.push(state.Next);
  if ('Catch' in state) found.push(...state.Catch.map(({ Next }) => Next));
  return found.filter((target) => target !== undefined);
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const reasons = result.error.issues.map((issue) => `${issue.path.map(String).join('.')} ${issue.message}`.trim());
  throw new InvalidDefinition(`SCHEMA_VALIDATION_FAILED: ${what}: ${reasons.join('; ')}`);
}

export const partOf = (machine: Machine, scope: string): MachinePart => machine.scopes.get(scope)!;
