import type { StateOf } from '../asl/definition.ts';
import { runtimeError, StatesError } from '../asl/errors.ts';
import type { PathExpression, Scope } from '../asl/expression.ts';
import type { InvokeResult, Json, JsonObject } from '../types.ts';
import { checkSize, effectiveScope, outputOf, parametersOf, scopeOf } from './data-flow.ts';
import { attemptState, handleError, leave } from './outcome.ts';
import type { FrameRow } from './rows.ts';
import { signToken } from './token.ts';
import type { Work } from './work.ts';

type Task = StateOf<'Task'>;

/** `arn:aws:states:::lambda:invoke…` is an integration with parameters; otherwise the resource is the Lambda itself. */
const integration = (state: Task): string | undefined => /:states:::lambda:(invoke.*)$/.exec(state.Resource)?.[1];

/** Writes down that the task runs, then has it invoked as soon as that is safe. */
export function scheduleTask(work: Work, frame: FrameRow, state: Task): void {
  const execution = work.execution(frame.execution);
  const attempt = execution.nextEvent;
  const service = integration(state);
  const waits = service === 'invoke.waitForTaskToken';
  const target = { execution: execution.id, frame: frame.id, attempt };
  const effective = effectiveScope(
    state,
    scopeOf(work, frame, waits ? signToken(work.deps.secret, target) : undefined),
  );
  const parameters = parametersOf(state.Parameters?.fill, effective);
  const text = JSON.stringify(parameters);
  checkSize(text, frame.state);
  const timeout = secondsOf(state.TimeoutSeconds, state.TimeoutSecondsPath, 'TimeoutSecondsPath', effective);
  const heartbeat = secondsOf(state.HeartbeatSeconds, state.HeartbeatSecondsPath, 'HeartbeatSecondsPath', effective);
  const call = callOf(state, parameters);
  const limits: JsonObject = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  if (service === undefined) {
    const input = { input: text, inputDetails: { truncated: false } };
    work.note(frame, 'LambdaFunctionScheduled', { resource: state.Resource, ...input, ...limits });
    work.note(frame, 'LambdaFunctionStarted', {});
  } else {
    const { region } = work.deps;
    work.note(frame, 'TaskScheduled', { ...resource(service), region, parameters: text, ...limits });
    work.note(frame, 'TaskStarted', resource(service));
  }
  frame.attempt = attempt;
  frame.phase = waits ? 'submitting' : 'task';
  setDeadlines(work, frame, timeout, heartbeat);
  work.invocations.push({ frame: frame.id, attempt, ...call });
}

/** A task that was in flight when the process ended runs again, as the same attempt with the same payload. */
export function invokeAgain(work: Work, frame: FrameRow, state: Task): void {
  const scheduled = work.store.event(frame.execution, frame.attempt);
  if (!scheduled) return;
  const details = JSON.parse(scheduled.details);
  const parameters: Json = JSON.parse(details.parameters ?? details.input);
  // The time-out of a plain Lambda is about its running; that of a task token is about a person's time, and goes on.
  if (frame.phase === 'task') setDeadlines(work, frame, details.timeoutInSeconds, details.heartbeatInSeconds);
  work.invocations.push({ frame: frame.id, attempt: frame.attempt, ...callOf(state, parameters) });
}

/** What a Lambda answered; too late, or of an attempt that is over, it is dropped. */
export function settleTask(work: Work, frameId: number, attempt: number, result: InvokeResult): void {
  const frame = work.frame(frameId);
  if (frame?.attempt !== attempt || (frame.phase !== 'task' && frame.phase !== 'submitting')) return;
  const state = work.stateOf(frame) as Task;
  if (!result.ok) {
    failTask(work, frame, lambdaError(result));
    return;
  }
  const answer: Json =
    integration(state) === undefined
      ? result.payload
      : { ExecutedVersion: result.executedVersion ?? '$LATEST', Payload: result.payload, StatusCode: 200 };
  if (frame.phase === 'task') {
    succeedTask(work, frame, answer);
    return;
  }
  const output = JSON.stringify(answer);
  work.note(frame, 'TaskSubmitted', { ...resource(integration(state)), output, outputDetails: { truncated: false } });
  frame.phase = 'token';
}

/** The task has its result, from its Lambda or from whoever held its token. */
export function succeedTask(work: Work, frame: FrameRow, result: Json): void {
  const state = work.stateOf(frame) as Task;
  const service = integration(state);
  const output = JSON.stringify(result);
  try {
    checkSize(output, service === undefined ? state.Resource : 'lambda');
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    failTask(work, frame, error);
    return;
  }
  const details = { output, outputDetails: { truncated: false } };
  if (service === undefined) work.note(frame, 'LambdaFunctionSucceeded', details);
  else work.note(frame, 'TaskSucceeded', { ...resource(service), ...details });
  frame.attempt = 0;
  attemptState(work, frame, state, () => leave(work, frame, state, outputOf(state, scopeOf(work, frame), result)));
}

export function failTask(work: Work, frame: FrameRow, error: StatesError): void {
  noteFailure(work, frame, 'Failed', error);
}

/** @param heartbeat whether a missed heartbeat ended it, not TimeoutSeconds */
export function timeOutTask(work: Work, frame: FrameRow, heartbeat: boolean): void {
  const alias = heartbeat ? 'States.HeartbeatTimeout' : undefined;
  noteFailure(work, frame, 'TimedOut', new StatesError('States.Timeout', undefined, alias));
}

function noteFailure(work: Work, frame: FrameRow, how: 'Failed' | 'TimedOut', error: StatesError): void {
  const state = work.stateOf(frame) as Task;
  const service = integration(state);
  const details = { error: error.error, ...(error.reason !== undefined && { cause: error.reason }) };
  if (service === undefined) work.note(frame, `LambdaFunction${how}`, details);
  else work.note(frame, `Task${how}`, { ...resource(service), ...details });
  handleError(work, frame, state, error);
}

const resource = (service: string | undefined) => ({ resource: service ?? 'invoke', resourceType: 'lambda' });

function callOf(state: Task, parameters: Json): { functionName: string; payload: Json } {
  if (integration(state) === undefined) return { functionName: state.Resource, payload: parameters };
  const { FunctionName, Payload } = parameters as JsonObject;
  if (typeof FunctionName !== 'string') throw runtimeError('The parameter FunctionName must be a string.');
  return { functionName: FunctionName, payload: Payload ?? {} };
}

function setDeadlines(work: Work, frame: FrameRow, timeout: number | undefined, heartbeat: number | undefined): void {
  frame.timeoutAt = timeout === undefined ? null : work.now + timeout * 1000;
  frame.heartbeatSeconds = heartbeat ?? null;
  frame.heartbeatAt = heartbeat === undefined ? null : work.now + heartbeat * 1000;
}

function secondsOf(
  constant: number | undefined,
  path: PathExpression | undefined,
  field: string,
  scope: Scope,
): number | undefined {
  if (!path) return constant;
  const value = path.need(scope, field);
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw runtimeError(`The ${field} '${path.text}' must lead to a positive integer.`);
}

/** An error thrown by the function keeps its name; its Cause is what Lambda would have returned. */
function lambdaError({ errorType, errorMessage, trace }: Extract<InvokeResult, { ok: false }>): StatesError {
  if (errorType?.startsWith('Lambda.')) return new StatesError(errorType, errorMessage);
  const payload = { errorMessage, errorType, trace };
  if (errorType) return new StatesError(errorType, JSON.stringify(payload));
  return new StatesError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${JSON.stringify(payload)}`,
  );
}
