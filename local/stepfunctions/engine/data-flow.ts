import type { State } from '../asl/definition.ts';
import { StatesError } from '../asl/errors.ts';
import type { PathExpression, Scope } from '../asl/expression.ts';
import { type ReferencePath, writePath } from '../asl/reference-path.ts';
import type { Template } from '../asl/template.ts';
import type { Json } from '../types.ts';
import type { FrameRow } from './rows.ts';
import type { Work } from './work.ts';

/** The most a state, a task or an execution may hand on, in bytes of UTF-8. */
const MAX_PAYLOAD = 262_144;

/** What paths, templates and functions of a state see: its raw input and the context object (`$$`). */
export function scopeOf(work: Work, frame: FrameRow, token?: string): Scope {
  let context: Json | undefined;
  return {
    input: JSON.parse(frame.input),
    context: () => {
      context ??= contextOf(work, frame, token);
      return context;
    },
    random: work.deps.random,
  };
}

function contextOf(work: Work, frame: FrameRow, token: string | undefined): Json {
  const execution = work.execution(frame.execution);
  const retries: number[] = JSON.parse(frame.retries);
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input),
      Name: execution.name,
      StartTime: new Date(execution.startedAt).toISOString(),
    },
    State: {
      Name: frame.state,
      EnteredTime: new Date(frame.enteredAt).toISOString(),
      RetryCount: retries.reduce((sum, count) => sum + (count ?? 0), 0),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':').at(-1)! },
    ...(token !== undefined && { Task: { Token: token } }),
    ...(frame.item !== null && { Map: { Item: JSON.parse(frame.item) } }),
  };
}

/** The scope after InputPath. */
export function effectiveScope(state: { InputPath?: PathExpression | null | undefined }, scope: Scope): Scope {
  return { ...scope, input: select(state.InputPath, 'InputPath', scope) };
}

/** What Parameters make of the effective input. */
export const parametersOf = (fill: Template | undefined, effective: Scope): Json =>
  fill ? fill(effective) : effective.input;

interface Outgoing {
  ResultSelector?: Template | undefined;
  ResultPath?: ReferencePath | null | undefined;
  OutputPath?: PathExpression | null | undefined;
}

/** From a state's result to its output: ResultSelector, then ResultPath over the raw input, then OutputPath. */
export function outputOf(state: Outgoing, raw: Scope, result: Json): Json {
  const selected = state.ResultSelector ? state.ResultSelector({ ...raw, input: result }) : result;
  const combined = placeResult(state.ResultPath, raw.input, selected);
  return select(state.OutputPath, 'OutputPath', { ...raw, input: combined });
}

/** ResultPath: absent, the result is all that goes on; null, it is dropped. */
export function placeResult(path: ReferencePath | null | undefined, rawInput: Json, result: Json): Json {
  if (path === undefined) return result;
  return path === null ? rawInput : writePath(path, rawInput, result);
}

function select(path: PathExpression | null | undefined, field: string, scope: Scope): Json {
  if (path === undefined) return scope.input;
  return path === null ? {} : path.need(scope, field);
}

/** @throws StatesError `States.DataLimitExceeded` for a text above the limit; `what` is the state or task that made it */
export function checkSize(text: string, what: string): void {
  if (text.length * 3 > MAX_PAYLOAD && Buffer.byteLength(text) > MAX_PAYLOAD)
    throw new StatesError(
      'States.DataLimitExceeded',
      `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
}

/** Where in the definition an error of evaluation arose, as Step Functions words it. */
export function located(error: StatesError, frame: FrameRow): StatesError {
  if (error.error === 'States.DataLimitExceeded') return error;
  const place = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.enteredEvent}).`;
  return new StatesError(error.error, error.reason === undefined ? place : `${place} ${error.reason}`, error.alias);
}

export const nextOf = (state: State): string | undefined => ('Next' in state ? state.Next : undefined);
