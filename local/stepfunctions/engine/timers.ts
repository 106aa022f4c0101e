import { wake } from './advance.ts';
import { endExecution } from './outcome.ts';
import type { FrameRow } from './rows.ts';
import { timeOutTask } from './task.ts';
import type { Work } from './work.ts';

/** How many deadlines one job takes up. */
const DUE_PER_JOB = 100;

/** Does what fell due: waits that are over, next attempts, time-outs of tasks and of whole executions. */
export function fireDue(work: Work): void {
  for (const execution of work.store.executionsDue(work.now, DUE_PER_JOB))
    endExecution(work, work.execution(execution.id), 'TIMED_OUT', { error: 'States.Timeout' });
  for (const { id } of work.store.framesDue(work.now, DUE_PER_JOB)) {
    const frame = work.frame(id);
    if (frame) fire(work, frame);
  }
}

function fire(work: Work, frame: FrameRow): void {
  if (frame.phase === 'waiting') wake(work, frame);
  else if (frame.phase === 'retrying') {
    frame.phase = 'ready';
    frame.wakeAt = null;
    work.runnable.push(frame.id);
  } else timeOutTask(work, frame, frame.timeoutAt === null || frame.timeoutAt > work.now);
}
