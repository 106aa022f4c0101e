import { compileAll } from '#definitions/bulk/bulk.ts';
import { Pack } from '#definitions/bulk/pack.ts';
import { type Cause as CauseFound, whatIf } from '#definitions/bulk/what-if.ts';
import { criteriaOf } from '#definitions/rules.ts';
import { basisOf, groupsOf } from '#definitions/trial/basis.ts';
import { drawFirm } from '#definitions/trial/draw.ts';
import { statistics } from '#definitions/trial/statistics.ts';
import type { Definition, ReciprocityTable } from '#schemas/definition.ts';
import { noFacts } from '#schemas/no-facts.ts';
import type { Bilingual } from '#schemas/primitives.ts';
import type { VendorRecord } from '#schemas/records.ts';
import { type Cause, type RolloutRecord, type SegmentRecord, turns } from '#schemas/rollout.ts';
import { outcomes } from '#schemas/verdict.ts';
import { statusEnds } from './judge.ts';

/** What a trial may read of a vendor: nothing that is sealed. */
export type OpenRecord = Pick<VendorRecord, 'vendor' | 'status' | 'expiresOn' | 'open'>;

/** What trying a draft on some vendors came to; of the synthetic registry, summed over the copies of each firm. */
export type Tried = Pick<SegmentRecord, 'changes' | 'because' | 'losing' | 'covered'>;
export const nothingTried: Tried = { changes: {}, because: [], losing: [], covered: 0 };

/** How often each firm is drawn: the more often, the less an estimate moves by chance. */
export const copies = 8;
/** Of one segment; the institution reads all of its vendors in its own list. */
const mostNames = 200;

/** A draft has no version yet; whatever it is called, it is judged the same. */
const draftAsDefinition = (draft: NonNullable<RolloutRecord['definition']>): Definition => ({ ...draft, version: 1 });

const countsOf = (
  before: Definition | undefined,
  draft: Definition,
  pack: Pack,
  day: string,
  tables: Tables,
): Tried => {
  const found = whatIf(pack, before, draft, day, tables);
  const labels = new Map<string, Bilingual>();
  for (const one of [before, draft]) for (const { id, label } of one ? criteriaOf(one.rule) : []) labels.set(id, label);
  const causesOf =
    (turn: Cause['turn']) =>
    ({ criterion, change, suppliers }: CauseFound): Cause => ({
      ...{ turn, criterion, change, vendors: suppliers },
      label: labels.get(criterion)!,
    });
  return {
    ...nothingTried,
    changes: Object.fromEntries(
      outcomes.flatMap((from) => outcomes.map((to) => [`${from}>${to}`, found.moves[from][to]])),
    ),
    because: turns.flatMap((turn) => found[turn].because.map(causesOf(turn))),
  };
};

type Tables = readonly ReciprocityTable[];
export type Trial = { draft: NonNullable<RolloutRecord['definition']>; before: Definition | undefined; tables: Tables };

/** Vendors that the institution was told of: whom would it recognise no longer, by what anybody may know of them? */
const tryOnOwn = (beyond: Definition, vendors: readonly OpenRecord[], day: string, tables: Tables): Tried => {
  const pack = new Pack();
  for (const { open } of vendors) pack.add({ ...noFacts(), ...open });
  const found = compileAll([beyond], tables)(pack, day)[0]!;
  const moved = vendors.map(({ vendor }, row) => ({ vendor, to: found.of(row) }));
  const losing = moved.filter(({ to }) => to !== 'qualifies');
  return {
    ...nothingTried,
    changes: Object.fromEntries(outcomes.map((to) => [`qualifies>${to}`, moved.filter((one) => one.to === to).length])),
    losing: losing.slice(0, mostNames),
  };
};

/** Firms drawn from public statistics, around what anybody may know of the registry's. */
const tryOnDrawn = ({ draft, before, tables }: Trial, vendors: readonly OpenRecord[], day: string): Tried => {
  const after = draftAsDefinition(draft);
  const groups = groupsOf([before?.rule, after.rule]);
  const drawn = Object.fromEntries(groups.map((group) => [group, statistics[group]!]));
  const [pack, openly] = [new Pack(), new Pack()];
  for (const { vendor, open } of vendors) {
    openly.add({ ...noFacts(), ...open });
    for (let copy = 0; copy < copies; copy++) pack.add(drawFirm(vendor, copy, open, drawn, day));
  }
  // Where open facts alone decide both, nothing is estimated.
  const decided = compileAll(before ? [before, after] : [after], tables)(openly, day);
  const covered = vendors.filter((_, row) => decided.some((one) => one.of(row) === 'undetermined')).length;
  return { ...countsOf(before, after, pack, day, tables), covered };
};

/**
 * What a draft would change among some vendors, against the definition now in force; nothing is written. No protected fact
 * is read: see `basisOf`. Vendors that do not count on this day, whatever a definition says, are left out.
 */
export const tryOn = (trial: Trial, vendors: readonly OpenRecord[], day: string): Tried => {
  const { draft, before, tables } = trial;
  const counting = vendors.filter((one) => !statusEnds(one, day));
  const basis = basisOf(before?.rule, draft.rule);
  switch (basis.kind) {
    case 'open': {
      const pack = new Pack();
      for (const { open } of counting) pack.add({ ...noFacts(), ...open });
      return countsOf(before, draftAsDefinition(draft), pack, day, tables);
    }
    case 'own': {
      // All that was asked is met already; without anything beyond it, nothing changes.
      const { beyond } = basis;
      if (beyond.length === 0) return { ...nothingTried, changes: { 'qualifies>qualifies': counting.length } };
      return tryOnOwn(draftAsDefinition({ ...draft, rule: { kind: 'all', of: beyond } }), counting, day, tables);
    }
    case 'statistics':
      return tryOnDrawn(trial, counting, day);
    case 'none':
      return nothingTried;
  }
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

export const addTried = (a: Tried, b: Tried): Tried => {
  const changes = { ...a.changes };
  for (const [key, count] of Object.entries(b.changes)) changes[key] = (changes[key] ?? 0) + count;
  return {
    changes,
    because: causesOf([...a.because, ...b.because]),
    losing: [...a.losing, ...b.losing].slice(0, mostNames),
    covered: a.covered + b.covered,
  };
};
