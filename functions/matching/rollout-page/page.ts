import { dayOf } from '#platform/clock.ts';
import { ConditionFailed } from '#platform/tables.ts';
import type { RolloutRecord, SegmentRecord } from '#schemas/rollout.ts';
import { type MatchDependencies, matchVendors } from '../match.ts';
import { readRollout, readSegment, saveSegment, vendorsAfter } from '../rollout.ts';
import { causesOf, draftAsDefinition, mostExamples, type Tried, whatIf } from '../what-if.ts';

/** Vendors judged at once, each for every institution that the rollout is about. */
const pageSize = 100;
const callMilliseconds = 30_000;

type Done = Pick<SegmentRecord, 'events'> & Tried;
const nothing: Done = { events: 0, changes: {}, because: [], examples: [] };

/** Judges the next vendors of one segment, page by page, for about half a minute. */
export const judgePages = async (
  deps: MatchDependencies,
  { rollout: id, segment }: { rollout: string; segment: number },
): Promise<{ rollout: string; segment: number; done: boolean }> => {
  const rollout = await readRollout(deps, id);
  if (!rollout) throw new Error(`no rollout ${id}`);
  const until = deps.clock().getTime() + callMilliseconds;
  let progress = await readSegment(deps, id, segment);
  while (!progress.done && deps.clock().getTime() < until) {
    const ids = await vendorsAfter(deps, segment, progress.after, pageSize);
    const did = ids.length > 0 ? await judgePage(deps, rollout, ids) : nothing;
    const next = added(progress, ids, did);
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

const judgePage = async (deps: MatchDependencies, rollout: RolloutRecord, ids: readonly string[]): Promise<Done> => {
  const vendors = await deps.vendors.read(ids);
  if (rollout.mode !== 'what-if' || !rollout.definition)
    return { ...nothing, events: await matchVendors(deps, vendors, rollout.institutions) };
  const draft = draftAsDefinition(rollout.definition);
  return { events: 0, ...whatIf(await deps.network.current(), draft, vendors, dayOf(deps.clock())) };
};

const added = (before: SegmentRecord, ids: readonly string[], did: Done): SegmentRecord => {
  const changes = { ...before.changes };
  for (const [key, count] of Object.entries(did.changes)) changes[key] = (changes[key] ?? 0) + count;
  return {
    after: ids.at(-1) ?? (before.after || '-'),
    done: ids.length < pageSize,
    vendors: before.vendors + ids.length,
    events: before.events + did.events,
    changes,
    because: causesOf([...before.because, ...did.because]),
    examples: [...before.examples, ...did.examples].slice(0, mostExamples),
  };
};
