import type { StateOf } from '../asl/definition.ts';
import { runtimeError, StatesError } from '../asl/errors.ts';
import type { PathExpression, Scope } from '../asl/expression.ts';
import { childScope, partOf } from '../asl/machine.ts';
import type { Json } from '../types.ts';
import { checkSize, effectiveScope, parametersOf, scopeOf } from './data-flow.ts';
import type { FrameRow } from './rows.ts';
import type { Work } from './work.ts';

/** An inline Map runs at most this many items at once, whatever MaxConcurrency says. */
const MAX_CONCURRENCY = 40;

/** A frame for each branch, all running at once. */
export function startBranches(work: Work, frame: FrameRow, state: StateOf<'Parallel'>): void {
  const input = JSON.stringify(parametersOf(state.Parameters, effectiveScope(state, scopeOf(work, frame))));
  checkSize(input, frame.state);
  work.note(frame, 'ParallelStateStarted', {});
  frame.phase = 'joining';
  for (const slot of state.Branches.keys())
    work.runnable.push(work.addFrame(childFrame(work, frame, slot, { branch: slot, input, phase: 'ready' })).id);
}

/** A frame for each item; as many as may run at once start, the others are queued. */
export function startItems(work: Work, frame: FrameRow, state: StateOf<'Map'>): void {
  const effective = effectiveScope(state, scopeOf(work, frame));
  const items = state.ItemsPath ? state.ItemsPath.need(effective, 'ItemsPath') : effective.input;
  if (!Array.isArray(items)) throw runtimeError('Reference path does not lead to an array: a Map runs over an array.');
  const concurrency = numberOf(state.MaxConcurrencyPath, 'MaxConcurrencyPath', effective) ?? state.MaxConcurrency;
  work.note(frame, 'MapStateStarted', { length: items.length });
  frame.phase = items.length === 0 ? 'joined' : 'joining';
  frame.items = items.length;
  frame.failures = 0;
  // Read now, so that a tolerance that leads nowhere fails the state here and not at the first failed item.
  toleratesFailure(work, frame, state);
  for (const [slot, item] of items.entries())
    work.addFrame(childFrame(work, frame, slot, { branch: 0, input: JSON.stringify(item), phase: 'queued' }));
  const atOnce = Math.min(concurrency || MAX_CONCURRENCY, MAX_CONCURRENCY, items.length);
  for (let started = 0; started < atOnce; started++) releaseNextItem(work, frame, state);
  if (frame.phase === 'joined') work.runnable.push(frame.id);
}

/** Starts the next queued item, if there is one, with what ItemSelector makes of it. */
export function releaseNextItem(work: Work, parent: FrameRow, state: StateOf<'Map'>): void {
  const queued = work.store.nextQueued(parent.id);
  const child = queued && work.frame(queued.id);
  if (!child) return;
  child.item = `{"Index":${child.slot},"Value":${child.input}}`;
  const selector = state.ItemSelector ?? state.Parameters;
  if (selector) {
    const scope = scopeOf(work, { ...parent, item: child.item });
    child.input = JSON.stringify(selector(effectiveScope(state, scope)));
    checkSize(child.input, parent.state);
  }
  child.phase = 'ready';
  child.lastEvent = parent.lastEvent;
  work.note(child, 'MapIterationStarted', { name: parent.state, index: child.slot });
  work.store.saveFrame(child);
  work.runnable.push(child.id);
}

/** Whether the Map goes on with as many failed items as it has now. */
export function toleratesFailure(work: Work, parent: FrameRow, state: StateOf<'Map'>): boolean {
  const scope = effectiveScope(state, scopeOf(work, parent));
  const count =
    state.ToleratedFailureCount ?? numberOf(state.ToleratedFailureCountPath, 'ToleratedFailureCountPath', scope);
  const percentage =
    state.ToleratedFailurePercentage ??
    numberOf(state.ToleratedFailurePercentagePath, 'ToleratedFailurePercentagePath', scope);
  if (count === undefined && percentage === undefined) return false;
  const withinCount = count === undefined || parent.failures <= count;
  return withinCount && (percentage === undefined || (100 * parent.failures) / parent.items <= percentage);
}

export const hasTolerance = (state: StateOf<'Map'>): boolean =>
  [
    state.ToleratedFailureCount,
    state.ToleratedFailureCountPath,
    state.ToleratedFailurePercentage,
    state.ToleratedFailurePercentagePath,
  ].some((tolerance) => tolerance !== undefined);

/** What the branches or items left, in their order; items whose failure was tolerated left nothing. */
export function collectOutputs(work: Work, frame: FrameRow): Json[] {
  const outputs: Json[] = work.store.outputs(frame.id).map(({ output }) => JSON.parse(output));
  work.store.deleteOutputs(frame.id);
  return outputs;
}

function numberOf(path: PathExpression | undefined, field: string, scope: Scope): number | undefined {
  if (!path) return undefined;
  const value = path.need(scope, field);
  if (typeof value === 'number' && value >= 0) return value;
  throw runtimeError(`The ${field} '${path.text}' must lead to a number that is not negative.`);
}

interface Child {
  branch: number;
  input: string;
  phase: 'ready' | 'queued';
}

function childFrame(work: Work, parent: FrameRow, slot: number, child: Child): Omit<FrameRow, 'id'> {
  const scope = childScope(parent.scope, parent.state, child.branch);
  const machine = work.deps.machine(work.execution(parent.execution).definition);
  return {
    execution: parent.execution,
    parent: parent.id,
    slot,
    scope,
    state: partOf(machine, scope).startAt,
    phase: child.phase,
    input: child.input,
    enteredEvent: 0,
    enteredAt: work.now,
    lastEvent: parent.lastEvent,
    attempt: 0,
    retries: '[]',
    item: parent.item,
    failures: 0,
    items: 0,
    wakeAt: null,
    timeoutAt: null,
    heartbeatAt: null,
    heartbeatSeconds: null,
  };
}

export const tooManyFailures = (): StatesError =>
  new StatesError('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded');
