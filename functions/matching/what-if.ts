import { Pack } from '#definitions/bulk/pack.ts';
import { type Cause as CauseFound, whatIf as whatIfOf } from '#definitions/bulk/what-if.ts';
import { criteriaOf } from '#definitions/rules.ts';
import type { Definition } from '#schemas/definition.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import { type Cause, type RolloutRecord, type SegmentRecord, turns } from '#schemas/rollout.ts';
import { type Outcome, outcomes } from '#schemas/verdict.ts';
import { type OpenVendor, statusEnds } from './judge.ts';
import { inForce, type Snapshot } from './snapshot.ts';

/** What trying a draft on some vendors came to. */
export type Tried = Pick<SegmentRecord, 'changes' | 'because' | 'examples'>;

/** Of one page, and of one segment. */
export const mostExamples = 20;

/** A draft has no version yet; whatever it is called, it is judged the same. */
export const draftAsDefinition = (draft: NonNullable<RolloutRecord['definition']>): Definition => ({
  ...draft,
  version: 1,
});

/**
 * Whose verdict would change under a draft, and by which criterion, against the definition now in force; nothing is written.
 * A vendor that does not count on this day, whatever a definition says, stays undetermined.
 */
export const whatIf = (snapshot: Snapshot, draft: Definition, vendors: readonly OpenVendor[], day: string): Tried => {
  const pack = new Pack();
  const packed: OpenVendor['record'][] = [];
  for (const { record, facts } of vendors)
    if (facts && !statusEnds(record, day)) {
      pack.add(facts);
      packed.push(record);
    }
  const profile = snapshot.institutions.get(draft.institution);
  const force = profile && inForce(snapshot, profile, day);
  const before = force?.ended ? undefined : force?.definition;
  const found = whatIfOf(pack, before, draft, day, snapshot.reciprocity);

  const changes: Record<string, number> = {};
  const count = (from: Outcome, to: Outcome, number: number) => {
    if (number > 0) changes[`${from}>${to}`] = (changes[`${from}>${to}`] ?? 0) + number;
  };
  for (const from of outcomes) for (const to of outcomes) count(from, to, found.moves[from][to]);
  count('undetermined', 'undetermined', vendors.length - packed.length);

  const labels = new Map<string, Bilingual>();
  for (const one of [before, draft]) for (const { id, label } of one ? criteriaOf(one.rule) : []) labels.set(id, label);
  const told =
    (turn: (typeof turns)[number]) =>
    ({ criterion, change, suppliers }: CauseFound) => ({
      ...{ turn, criterion, change, vendors: suppliers },
      label: labels.get(criterion)!,
    });
  const recognition = turns
    .flatMap((turn) => [...found[turn].rows])
    .map((row) => ({ vendor: packed[row]!.vendor, ...found.of(row) }))
    .filter(({ from, to }) => (from === 'qualifies') !== (to === 'qualifies'));
  return {
    changes,
    because: turns.flatMap((turn) => found[turn].because.map(told(turn))),
    examples: recognition.slice(0, mostExamples),
  };
};

/** The same criterion of several pages, or segments, is one. */
export const causesOf = (causes: readonly Cause[]): Cause[] => {
  const all = new Map<string, Cause>();
  for (const one of causes) {
    const key = `${one.turn} ${one.change} ${one.criterion}`;
    all.set(key, { ...one, vendors: one.vendors + (all.get(key)?.vendors ?? 0) });
  }
  return [...all.values()];
};
