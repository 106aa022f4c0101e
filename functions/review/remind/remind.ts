import { Problem } from '#platform/problem.ts';
import { commit } from '#platform/tables.ts';
import { caseworkKey } from '#schemas/records.ts';
import { reviewTask } from '#schemas/tasks.ts';
import { type Folder, readFolder } from '#workflows/certification-review/folder.ts';
import { milestones, type Standing, standingOf } from '#workflows/certification-review/standing.ts';
import { stepWrites } from '#workflows/certification-review/step.ts';
import { entryOfStep } from '../entry.ts';
import { letterFor } from '../notify/telling.ts';
import { once } from '../post/post.ts';
import type { Dependencies } from './deps.ts';
import { escalation } from './words.ts';

const lapse = async (deps: Dependencies, { submission }: Folder, at: Date): Promise<void> => {
  try {
    const step = { table: deps.casework, record: submission, event: 'lapse' as const, at };
    await commit(deps.db, [...stepWrites(step), entryOfStep(deps.audit, step, 'lapseSubmission')]);
  } catch (error) {
    // Answered or withdrawn at the last moment: that holds.
    if (!(error instanceof Problem) || error.code !== 'wrong-state') throw error;
  }
};

/**
 * Time has passed. Reminds before something is due, escalates what is overdue and lets it wait on, closes a request for
 * information whose time is over. Each is said once per deadline.
 */
export const remind = async (deps: Dependencies, event: unknown): Promise<Standing> => {
  const { submission: id, started } = reviewTask.parse(event);
  const at = deps.clock();
  const folder = await readFolder(deps.db, deps.casework, id);
  if (!folder) throw new Error(`${id} does not exist`);
  const { submission, case: held } = folder;
  const [reminder, due] = milestones(submission, held, deps.policy);
  const passed = (instant: string | undefined) => instant !== undefined && Date.parse(instant) <= at.getTime();
  const say = (what: string, deadline: string, send: () => Promise<void>) =>
    once({ db: deps.db, table: deps.casework }, caseworkKey.notice(id, `${what}#${deadline}`), at, send);

  if (submission.state === 'information-requested') {
    if (passed(due)) await lapse(deps, folder, at);
    else if (passed(reminder) && due)
      await say('answer-reminder', due, async () => deps.post(await letterFor(deps, folder, 'answer-reminder', at)));
  } else if (held && due && passed(reminder)) {
    const what = passed(due) ? 'overdue' : 'due-soon';
    await say(what, due, () => deps.post({ to: deps.operators, ...escalation(what, held, deps.portal) }));
  }
  const now = await readFolder(deps.db, deps.casework, id);
  return standingOf(now?.submission ?? submission, now?.case ?? held, { policy: deps.policy, at, started });
};
