import { dayOf } from '#definitions/days.ts';
import { compile } from '#definitions/evaluate.ts';
import type { Definition } from '#schemas/definition.ts';
import type { VerdictRecord } from '#schemas/feed-records.ts';
import type { RolloutRecord } from '#schemas/rollout.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { type OpenVendor, statusEnds } from './judge.ts';
import type { Snapshot } from './snapshot.ts';

export type Flip = { vendor: OpenVendor['record']['vendor']; from: Outcome; to: Outcome };

/** A draft has no version yet; whatever it is called, it is judged the same. */
export const draftAsDefinition = (draft: NonNullable<RolloutRecord['definition']>): Definition => ({
  ...draft,
  version: 1,
});

/** What each vendor's verdict is now and what it would be under a draft; nothing is written. */
export const whatIf = (
  snapshot: Snapshot,
  draft: Definition,
  vendors: readonly OpenVendor[],
  verdicts: ReadonlyMap<string, VerdictRecord>,
  day: string,
): Flip[] => {
  const compiled = compile(draft, snapshot.reciprocity);
  return vendors.map(({ record, evidence }) => {
    const counts = evidence && !statusEnds(record, day);
    return {
      vendor: record.vendor,
      from: verdicts.get(record.vendor)?.outcome ?? 'undetermined',
      to: counts ? compiled.outcome(evidence, dayOf(day)) : 'undetermined',
    };
  });
};
