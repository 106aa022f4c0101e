import type * as z from 'zod';
import { StatesError } from '../asl/errors.ts';
import type { FrameRow } from '../engine/rows.ts';
import { failTask, succeedTask } from '../engine/task.ts';
import { readToken } from '../engine/token.ts';
import type { Work } from '../engine/work.ts';
import type { Json } from '../types.ts';
import { ApiError } from './errors.ts';
import type { inputs } from './inputs.ts';

type Input<Name extends keyof typeof inputs> = z.output<(typeof inputs)[Name]>;

export function sendTaskSuccess(work: Work, { taskToken, output }: Input<'sendTaskSuccess'>) {
  let result: Json;
  try {
    result = JSON.parse(output);
  } catch (error) {
    throw new ApiError('InvalidOutput', `Invalid Output: '${error instanceof Error ? error.message : error}'`);
  }
  succeedTask(work, waitingFrame(work, taskToken), result);
  return {};
}

export function sendTaskFailure(work: Work, { taskToken, error, cause }: Input<'sendTaskFailure'>) {
  failTask(work, waitingFrame(work, taskToken), new StatesError(error ?? '', cause));
  return {};
}

export function sendTaskHeartbeat(work: Work, { taskToken }: Input<'sendTaskHeartbeat'>) {
  const frame = waitingFrame(work, taskToken);
  if (frame.heartbeatSeconds !== null) frame.heartbeatAt = work.now + frame.heartbeatSeconds * 1000;
  return {};
}

/**
 * The frame that waits for this token, perhaps before its Lambda has answered.
 * @throws ApiError InvalidToken, if it was never given out here; TaskDoesNotExist, if its execution is gone;
 * TaskTimedOut, if the task is over, whatever ended it
 */
function waitingFrame(work: Work, token: string): FrameRow {
  const target = readToken(work.deps.secret, token);
  if (!target) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  const frame = work.frame(target.frame);
  if (frame?.attempt === target.attempt && frame.execution === target.execution) return frame;
  if (!work.store.execution(target.execution))
    throw new ApiError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
  throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}
