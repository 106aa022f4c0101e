import { NEVER } from '../days.ts';
import { type Evidence, levelOf, marked, type Named, slotOf } from '../evidence.ts';
import {
  type CriterionOf,
  type Finding,
  finding,
  lastDay,
  MET,
  type Reader,
  standsUntil,
  UNKNOWN,
  UNMET,
  type Used,
  used,
  VACUOUS,
} from '../finding.ts';
import { allFalse, maskOf, someTrue, type Today } from '../today.ts';

const WHOLE = 10_000;
type ShareCriterion = CriterionOf<'ownership'> | CriterionOf<'workforce'>;

/**
 * The share as an interval, once for each assurance L: `lo[L]` is reached by facts of level L or better alone,
 * `hi[L]` could still be reached if only those facts were known. Then until when each end surely stands.
 */
interface Interval {
  lo: [number, number, number];
  hi: [number, number, number];
  loHolds: number;
  hiHolds: number;
  nothingChangesUntil: number;
}
type Measure = (evidence: Evidence, day: number, into: Interval) => void;

const reset = (i: Interval, hi: number) => {
  i.lo[0] = i.lo[1] = i.lo[2] = 0;
  i.hi[0] = i.hi[1] = i.hi[2] = hi;
  i.loHolds = i.hiHolds = i.nothingChangesUntil = NEVER;
};
const empty = (): Interval => {
  const i: Interval = { lo: [0, 0, 0], hi: [0, 0, 0], loHolds: NEVER, hiHolds: NEVER, nothingChangesUntil: NEVER };
  reset(i, WHOLE);
  return i;
};

/** Owners known to be in one of the groups raise `lo`; owners known to be in none of them lower `hi`. */
const owned = (names: readonly string[], maxAge: number, asked: number): Measure => {
  const groups = names.map(slotOf);
  return ({ owners }, day, into) => {
    reset(into, WHOLE);
    const { lo, hi } = into;
    for (let o = 0; o < owners.length; o++) {
      const { bp, groups: known } = owners[o]!;
      let inLevel = -1;
      let inHolds = -1;
      let outLevel = 2;
      let outHolds = NEVER;
      let out = true;
      for (let g = 0; g < groups.length; g++) {
        const fact = known[groups[g]!];
        if (fact === undefined) {
          out = false;
          continue;
        }
        const last = lastDay(fact, maxAge);
        into.nothingChangesUntil = Math.min(into.nothingChangesUntil, standsUntil(fact, last, day));
        if (day < fact.since || day > last) out = false;
        else if (fact.value) {
          out = false;
          inLevel = Math.max(inLevel, fact.level);
          if (fact.level >= asked) inHolds = Math.max(inHolds, last);
        } else {
          outLevel = Math.min(outLevel, fact.level);
          outHolds = Math.min(outHolds, last);
        }
      }
      if (inLevel >= 0) {
        lo[0] += bp;
        if (inLevel > 0) lo[1] += bp;
        if (inLevel > 1) lo[2] += bp;
        if (inLevel >= asked) into.loHolds = Math.min(into.loHolds, inHolds);
      } else if (out) {
        hi[0] -= bp;
        if (outLevel > 0) hi[1] -= bp;
        if (outLevel > 1) hi[2] -= bp;
        into.hiHolds = Math.min(into.hiHolds, outHolds);
      }
    }
  };
};

/** The headcount share of one group is one known number, or anything. */
const employed = (group: string, maxAge: number, asked: number): Measure => {
  const slot = slotOf(group);
  return ({ workforce }, day, into) => {
    reset(into, WHOLE);
    const fact = workforce[slot];
    if (fact === undefined) return;
    const last = lastDay(fact, maxAge);
    into.nothingChangesUntil = standsUntil(fact, last, day);
    if (day < fact.since || day > last) return;
    into.hiHolds = last;
    if (fact.level >= asked) into.loHolds = last;
    for (let level = 0; level <= fact.level; level++) into.lo[level] = into.hi[level] = fact.value;
  };
};

const atMostWhole = (a: number, b: number) => Math.min(WHOLE, a + b);
const plus = (a: number, b: number) => a + b;
/** Without a cross-tab the union of several headcounts lies between the largest and the sum. */
const combining = {
  union: { lo: Math.max, hi: atMostWhole },
  sum: { lo: plus, hi: plus },
  anyOne: { lo: Math.max, hi: Math.max },
};

const combined = (measures: readonly Measure[], combine: keyof typeof combining): Measure => {
  const first = measures[0];
  if (first !== undefined && measures.length === 1) return first;
  const { lo, hi } = combining[combine];
  const part = empty();
  return (evidence, day, into) => {
    reset(into, 0);
    for (const measure of measures) {
      measure(evidence, day, part);
      for (let level = 0; level < 3; level++) {
        into.lo[level] = lo(into.lo[level]!, part.lo[level]!);
        into.hi[level] = hi(into.hi[level]!, part.hi[level]!);
      }
      into.loHolds = Math.min(into.loHolds, part.loHolds);
      into.hiHolds = Math.min(into.hiHolds, part.hiHolds);
      into.nothingChangesUntil = Math.min(into.nothingChangesUntil, part.nothingChangesUntil);
    }
  };
};

const measureOf = (criterion: ShareCriterion, maxAge: number, asked: number): Measure => {
  const { groups, combine } = criterion;
  if (criterion.kind === 'workforce') {
    return combined(
      groups.map((group) => employed(group, maxAge, asked)),
      combine,
    );
  }
  if (combine === 'union') return owned(groups, maxAge, asked);
  return combined(
    groups.map((group) => owned([group], maxAge, asked)),
    combine,
  );
};

const evidenceOf = (criterion: ShareCriterion, maxAge: number) => {
  const slots = criterion.groups.map(slotOf);
  const addTo = (list: Readonly<Used>[], facts: Named<unknown>, day: number) => {
    for (let i = 0; i < slots.length; i++) {
      const fact = facts[slots[i]!];
      if (fact) list.push(used(fact, maxAge, day));
    }
  };
  return (evidence: Evidence, day: number): Readonly<Used>[] => {
    const list: Readonly<Used>[] = [];
    if (criterion.kind === 'workforce') addTo(list, evidence.workforce, day);
    else for (const { groups } of evidence.owners) addTo(list, groups, day);
    return list;
  };
};

/** The state of `owned` against a threshold, by bits. */
const ownedState = (groups: readonly string[], asked: number, least: number) => {
  const mask = maskOf(groups.map(slotOf));
  return (today: Today): number => {
    let lo = 0;
    let hi = WHOLE;
    for (let o = 0; o < today.owners; o++) {
      const start = (marked.owners + o) * today.row;
      if (someTrue(today, start, mask, asked)) {
        lo += today.shares[o]!;
        if (lo >= least) return MET;
      } else if (allFalse(today, start, mask)) {
        hi -= today.shares[o]!;
        if (hi < least) return UNMET;
      }
    }
    return UNKNOWN;
  };
};

/** Shares of owners or of the workforce: met when the known share reaches, unmet when no completion can. */
export const readShare = (criterion: ShareCriterion): Reader => {
  const { bp, cmp } = criterion;
  const asked = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  const measure = measureOf(criterion, maxAge, asked);
  const least = cmp === '>=' ? bp : bp + 1;
  const interval = empty();
  const looked = evidenceOf(criterion, maxAge);
  const ceiling = criterion.combine === 'sum' ? WHOLE * criterion.groups.length : WHOLE;

  let measured: Evidence | undefined;
  let on = 0;
  const look = (evidence: Evidence, day: number) => {
    if (evidence === measured && day === on) return;
    measure(evidence, day, interval);
    measured = evidence;
    on = day;
  };

  const find = (evidence: Evidence, day: number): Finding => {
    if (least <= 0) return finding(MET, VACUOUS, NEVER);
    if (least > ceiling) return finding(UNMET, VACUOUS, NEVER);
    look(evidence, day);
    const { lo, hi } = interval;
    if (lo[asked]! >= least) {
      const level = lo[2] >= least ? 2 : lo[1] >= least ? 1 : 0;
      return finding(MET, level, interval.loHolds);
    }
    if (hi[0] < least) {
      const level = hi[2] < least ? 2 : hi[1] < least ? 1 : 0;
      return finding(UNMET, level, interval.hiHolds);
    }
    return finding(UNKNOWN, 0, interval.nothingChangesUntil);
  };

  const { kind, groups, combine } = criterion;
  const bits = kind === 'ownership' && maxAge === 0 && (combine === 'union' || groups.length === 1);
  return {
    ...(bits && least > 0 && least <= ceiling && { state: ownedState(groups, asked, least) }),
    find,
    explain: (evidence, day) => {
      look(evidence, day);
      return {
        kind: 'share',
        established: interval.lo[asked]!,
        claimed: interval.lo[0],
        possible: interval.hi[0],
        evidence: looked(evidence, day),
      };
    },
  };
};
