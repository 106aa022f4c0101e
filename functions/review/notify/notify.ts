import { caseworkKey } from '#schemas/records.ts';
import { noticeTask } from '#schemas/tasks.ts';
import { readFolder } from '#workflows/certification-review/folder.ts';
import { type Standing, standingOf } from '#workflows/certification-review/standing.ts';
import { once } from '../post/post.ts';
import type { Dependencies } from './deps.ts';
import { letterFor } from './telling.ts';

/** Tells the supplier where the submission stands, once per round and notice. */
export const notify = async (deps: Dependencies, event: unknown): Promise<Standing> => {
  const { submission: id, started, notice } = noticeTask.parse(event);
  const at = deps.clock();
  const folder = await readFolder(deps.db, deps.casework, id);
  if (!folder) throw new Error(`${id} does not exist`);
  const { submission } = folder;
  const standing = standingOf(submission, folder.case, { policy: deps.policy, at, started });
  // A first review that ends after an appeal began still tells of its own round.
  const round = standing.state === submission.state ? submission.round : started;
  await once({ db: deps.db, table: deps.casework }, caseworkKey.notice(id, `${round}#${notice}`), at, async () =>
    deps.post(await letterFor(deps, folder, notice, at)),
  );
  return standing;
};
