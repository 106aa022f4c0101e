import type { StateOf } from '../asl/definition.ts';
import { runtimeError, StatesError } from '../asl/errors.ts';
import { parseTimestamp } from '../asl/timestamp.ts';
import { collectOutputs, startBranches, startItems } from './children.ts';
import { effectiveScope, outputOf, parametersOf, scopeOf } from './data-flow.ts';
import { attemptState, endExecution, handleError, leave } from './outcome.ts';
import type { FrameRow } from './rows.ts';
import { scheduleTask } from './task.ts';
import { MAX_EVENTS, type Work } from './work.ts';

/** How many states one job runs through; a machine that never pauses gives way to others after that. */
const STEPS_PER_JOB = 200;

/** Runs frames on until each waits for something. @returns the frames that were left for a next job */
export function advance(work: Work): number[] {
  for (let steps = 0; steps < STEPS_PER_JOB; steps++) {
    endOverflowed(work);
    const id = work.runnable.shift();
    if (id === undefined) return [];
    const frame = work.frame(id);
    if (frame) step(work, frame);
  }
  endOverflowed(work);
  return work.runnable.splice(0);
}

function endOverflowed(work: Work): void {
  for (const id of work.overflowed) {
    work.overflowed.delete(id);
    const execution = work.execution(id);
    const reason = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
    if (execution.status === 'RUNNING') endExecution(work, execution, 'FAILED', runtimeError(reason));
  }
}

function step(work: Work, frame: FrameRow): void {
  const state = work.stateOf(frame);
  if (frame.phase === 'joined') {
    attemptState(work, frame, state, () => {
      const outputs = collectOutputs(work, frame);
      work.note(frame, `${state.Type}StateSucceeded`, {});
      leave(work, frame, state, outputOf(state as StateOf<'Map'>, scopeOf(work, frame), outputs));
    });
  } else if (frame.phase === 'ready') {
    if (frame.enteredEvent === 0) enter(work, frame, state.Type);
    attemptState(work, frame, state, () => runState(work, frame));
  }
}

function enter(work: Work, frame: FrameRow, type: string): void {
  frame.enteredAt = work.now;
  const input = { input: frame.input, inputDetails: { truncated: false } };
  frame.enteredEvent = work.note(frame, `${type}StateEntered`, { name: frame.state, ...input });
}

function runState(work: Work, frame: FrameRow): void {
  const state = work.stateOf(frame);
  switch (state.Type) {
    case 'Pass': {
      const raw = scopeOf(work, frame);
      const effective = effectiveScope(state, raw);
      const result = state.Result === undefined ? parametersOf(state.Parameters, effective) : state.Result;
      leave(work, frame, state, outputOf(state, raw, result));
      return;
    }
    case 'Choice':
      choose(work, frame, state);
      return;
    case 'Wait':
      pause(work, frame, state);
      return;
    case 'Succeed':
      leave(work, frame, state, passThrough(work, frame, state));
      return;
    case 'Fail':
      handleError(work, frame, state, new StatesError(state.Error ?? '', state.Cause));
      return;
    case 'Task':
      scheduleTask(work, frame, state);
      return;
    case 'Parallel':
      startBranches(work, frame, state);
      return;
    case 'Map':
      startItems(work, frame, state);
      return;
  }
}

/** States without a result of their own: InputPath, then OutputPath. */
function passThrough(work: Work, frame: FrameRow, state: StateOf<'Choice' | 'Wait' | 'Succeed'>) {
  const effective = effectiveScope(state, scopeOf(work, frame));
  return outputOf({ OutputPath: state.OutputPath }, effective, effective.input);
}

function choose(work: Work, frame: FrameRow, state: StateOf<'Choice'>): void {
  const scope = effectiveScope(state, scopeOf(work, frame));
  const next = state.Choices.find(({ holds }) => holds(scope))?.next ?? state.Default;
  if (next === undefined)
    throw new StatesError('States.NoChoiceMatched', 'No choice rule matched and there is no Default.');
  leave(work, frame, state, passThrough(work, frame, state), next);
}

function pause(work: Work, frame: FrameRow, state: StateOf<'Wait'>): void {
  const until = wakeTime(work, frame, state);
  if (until <= work.now) {
    leave(work, frame, state, passThrough(work, frame, state));
    return;
  }
  frame.phase = 'waiting';
  frame.wakeAt = until;
}

/** A Wait state's time has come. */
export function wake(work: Work, frame: FrameRow): void {
  const state = work.stateOf(frame) as StateOf<'Wait'>;
  attemptState(work, frame, state, () => leave(work, frame, state, passThrough(work, frame, state)));
}

function wakeTime(work: Work, frame: FrameRow, state: StateOf<'Wait'>): number {
  const scope = effectiveScope(state, scopeOf(work, frame));
  if (state.SecondsPath || state.Seconds !== undefined) {
    const seconds = state.Seconds ?? state.SecondsPath?.need(scope, 'SecondsPath');
    if (typeof seconds === 'number' && seconds >= 0 && seconds <= 99_999_999) return work.now + seconds * 1000;
    throw runtimeError(`The SecondsPath '${state.SecondsPath?.text}' must lead to a number from 0 to 99999999.`);
  }
  const at = parseTimestamp(state.Timestamp ?? state.TimestampPath?.need(scope, 'TimestampPath'));
  if (at !== undefined) return at;
  throw runtimeError(`The TimestampPath '${state.TimestampPath?.text}' must lead to an RFC 3339 timestamp.`);
}
