import type { Catcher, State } from '../asl/definition.ts';
import { runtimeError, StatesError } from '../asl/errors.ts';
import { matchesError, type Retrier, retryDelay } from '../asl/retry.ts';
import type { Json, JsonObject } from '../types.ts';
import { hasTolerance, releaseNextItem, toleratesFailure, tooManyFailures } from './children.ts';
import { checkSize, located, nextOf, placeResult } from './data-flow.ts';
import type { ExecutionRow, FrameRow, Status } from './rows.ts';
import type { Work } from './work.ts';

/** Runs what a state does; an error it reports goes through the state's Retry and Catch. */
export function attemptState(work: Work, frame: FrameRow, state: State, run: () => void): void {
  try {
    run();
  } catch (error) {
    const known =
      error instanceof StatesError ? error : runtimeError(error instanceof Error ? error.message : 'unknown');
    handleError(work, frame, state, located(known, frame));
  }
}

/** The state has its output: on to `next`, or to the end of the frame. @throws StatesError when it is too large */
export function leave(work: Work, frame: FrameRow, state: State, output: Json, next = nextOf(state)): void {
  const text = JSON.stringify(output);
  checkSize(text, frame.state);
  work.note(frame, `${state.Type}StateExited`, {
    name: frame.state,
    output: text,
    outputDetails: { truncated: false },
  });
  clearDeadlines(frame);
  if (next === undefined) {
    finishFrame(work, frame, text);
    return;
  }
  frame.state = next;
  frame.input = text;
  frame.enteredEvent = 0;
  frame.retries = '[]';
  frame.phase = 'ready';
  work.runnable.push(frame.id);
}

/** Retry, else Catch, else the frame fails. The event that tells of the error is already written. */
export function handleError(work: Work, frame: FrameRow, state: State, error: StatesError): void {
  clearDeadlines(frame);
  frame.attempt = 0;
  if (state.Type === 'Parallel' || state.Type === 'Map') work.removeChildren(frame);
  if ('Retry' in state && retryLater(work, frame, state.Retry, error)) return;
  const catcher =
    'Catch' in state ? state.Catch.find(({ ErrorEquals }) => matchesError(ErrorEquals, error)) : undefined;
  if (!catcher) {
    failFrame(work, frame, error);
    return;
  }
  catchError(work, frame, state, catcher, error);
}

function catchError(work: Work, frame: FrameRow, state: State, catcher: Catcher, error: StatesError): void {
  const caught: JsonObject = { Error: error.error, Cause: error.reason ?? '' };
  try {
    leave(work, frame, state, placeResult(catcher.ResultPath, JSON.parse(frame.input), caught), catcher.Next);
  } catch (failure) {
    if (!(failure instanceof StatesError)) throw failure;
    failFrame(work, frame, located(failure, frame));
  }
}

/** Only the first retrier that matches counts; when its attempts are used up, Catch has its turn. */
function retryLater(work: Work, frame: FrameRow, retriers: Retrier[], error: StatesError): boolean {
  const at = retriers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error));
  const retrier = retriers[at];
  const used: number[] = JSON.parse(frame.retries);
  const attempted = used[at] ?? 0;
  if (!retrier || attempted >= retrier.MaxAttempts) return false;
  frame.retries = JSON.stringify(retriers.map((_, i) => (used[i] ?? 0) + (i === at ? 1 : 0)));
  frame.wakeAt = work.now + retryDelay(retrier, attempted, work.deps.random);
  frame.phase = 'retrying';
  return true;
}

function failFrame(work: Work, frame: FrameRow, error: StatesError): void {
  if (frame.parent === null) {
    endExecution(work, work.execution(frame.execution), 'FAILED', error);
    return;
  }
  const parent = work.frame(frame.parent)!;
  const state = work.stateOf(parent);
  if (state.Type === 'Map') {
    parent.lastEvent = frame.lastEvent;
    work.note(parent, 'MapIterationFailed', { name: parent.state, index: frame.slot });
    parent.failures += 1;
    if (toleratesFailure(work, parent, state)) {
      endChild(work, frame, parent, state);
      return;
    }
  }
  work.note(parent, `${state.Type}StateFailed`, {});
  const exceeded = state.Type === 'Map' && hasTolerance(state);
  handleError(work, parent, state, exceeded ? tooManyFailures() : error);
}

function finishFrame(work: Work, frame: FrameRow, output: string): void {
  if (frame.parent === null) {
    const execution = work.execution(frame.execution);
    execution.output = output;
    endExecution(work, execution, 'SUCCEEDED');
    return;
  }
  const parent = work.frame(frame.parent)!;
  const state = work.stateOf(parent);
  work.store.addOutput(parent.id, frame.slot, output);
  parent.lastEvent = frame.lastEvent;
  if (state.Type === 'Map') work.note(parent, 'MapIterationSucceeded', { name: parent.state, index: frame.slot });
  endChild(work, frame, parent, state);
}

/** A branch or item is done with: the next item starts, or, after the last, the parent goes on. */
function endChild(work: Work, child: FrameRow, parent: FrameRow, state: State): void {
  work.removeFrame(child);
  if (state.Type === 'Map') {
    attemptState(work, parent, state, () => releaseNextItem(work, parent, state));
    if (parent.phase !== 'joining') return;
  }
  if (work.store.hasChild(parent.id)) return;
  parent.phase = 'joined';
  work.runnable.push(parent.id);
}

/** Ends a running execution in whatever way, with all its frames. */
export function endExecution(
  work: Work,
  execution: ExecutionRow,
  status: Exclude<Status, 'RUNNING'>,
  error?: { error?: string | undefined; reason?: string | undefined },
): void {
  execution.status = status;
  execution.error = error?.error || null;
  execution.cause = error?.reason ?? null;
  execution.stoppedAt = work.now;
  execution.timeoutAt = null;
  const details: JsonObject =
    status === 'SUCCEEDED'
      ? { output: execution.output, outputDetails: { truncated: false } }
      : {
          ...(error?.error && { error: error.error }),
          ...(error?.reason !== undefined && { cause: error.reason }),
        };
  work.append(execution, EXECUTION_EVENTS[status], details);
  work.removeFramesOf(execution);
}

const EXECUTION_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const;

function clearDeadlines(frame: FrameRow): void {
  frame.wakeAt = null;
  frame.timeoutAt = null;
  frame.heartbeatAt = null;
  frame.heartbeatSeconds = null;
}
