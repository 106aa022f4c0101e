import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '#platform/clock.ts';
import { ConditionFailed } from '#platform/tables.ts';
import type { RolloutRecord, SegmentRecord } from '#schemas/rollout.ts';
import { readRollout, readSegment, saveSegment, vendorsAfter } from './rollout.ts';
import { addTried, nothingTried, type Tried } from './trial.ts';

/** Vendors looked at together. */
const pageSize = 100;
const callMilliseconds = 30_000;

type Deps = { db: DynamoDBDocumentClient; feedsTable: string; clock: Clock };
type Done = Pick<SegmentRecord, 'events'> & Tried;
const nothing: Done = { events: 0, ...nothingTried };

/** Goes through the next vendors of one segment, page by page, for about half a minute. */
export const judgeSegment = async (
  deps: Deps,
  { rollout: id, segment }: { rollout: string; segment: number },
  judgePage: (rollout: RolloutRecord, ids: readonly string[]) => Promise<Done>,
): Promise<{ rollout: string; segment: number; done: boolean }> => {
  const rollout = await readRollout(deps, id);
  if (!rollout) throw new Error(`no rollout ${id}`);
  const until = deps.clock().getTime() + callMilliseconds;
  let progress = await readSegment(deps, id, segment);
  while (!progress.done && deps.clock().getTime() < until) {
    const ids = await vendorsAfter(deps, segment, progress.after, pageSize);
    const done = ids.length > 0 ? await judgePage(rollout, ids) : nothing;
    const next: SegmentRecord = {
      ...addTried(progress, done),
      after: ids.at(-1) ?? (progress.after || '-'),
      done: ids.length < pageSize,
      vendors: progress.vendors + ids.length,
      events: progress.events + done.events,
    };
    try {
      await saveSegment(deps, rollout, segment, progress, next);
      progress = next;
    } catch (error) {
      // The same page was done by a call that was given up too early: go on from where it came to.
      if (!(error instanceof ConditionFailed)) throw error;
      progress = await readSegment(deps, id, segment);
    }
  }
  return { rollout: id, segment, done: progress.done };
};
