import { type MatchDependencies, matchVendors } from '../match.ts';
import { judgeSegment } from '../segment.ts';
import { nothingTried } from '../trial.ts';

/** Judges the next vendors of one segment, for every institution that the rollout is about. */
export const judgePages = (deps: MatchDependencies, task: { rollout: string; segment: number }) =>
  judgeSegment(deps, task, async (rollout, ids) => {
    // A trial is none of this function's business: it may open seals.
    if (rollout.mode === 'what-if') throw new Error(`${rollout.rollout} is a trial`);
    const vendors = await deps.vendors.read(ids);
    return { ...nothingTried, events: await matchVendors(deps, vendors, rollout.institutions) };
  });
