import { type Fact, levelOf, marked, type Named, numbers } from '../evidence.ts';
import { type CriterionOf, type Found, firstOf, type Reader } from '../finding.ts';
import { CELL, type Moments, UNTRUE } from '../moments.ts';
import type { Answer } from '../program.ts';
import { NOW } from '../when.ts';

const WHOLE = 10_000;
type ShareCriterion = CriterionOf<'ownership'> | CriterionOf<'workforce'>;

/**
 * A share at one moment (the number of its bit) as an interval in basis points: `lo` is reached by the facts of an
 * assurance or better, `hi` if everything unknown turned out favourably.
 */
interface Measure {
  lo: (moments: Moments, moment: number, level: number) => number;
  hi: (moments: Moments, moment: number) => number;
}
const TODAY = 0;

/** Owners known to be in the group raise `lo`; owners known not to be in it lower `hi`. */
const owned = (column: number, block: number): Measure => {
  const total = ({ cells, row, block: size, evidence }: Moments, moment: number, which: number): number => {
    let sum = 0;
    let cell = block * size + marked.owners * row + column * CELL + which;
    for (const bp of evidence!.shares) {
      if (((cells[cell]! >>> moment) & 1) === 1) sum += bp;
      cell += row;
    }
    return sum;
  };
  return { lo: total, hi: (moments, moment) => WHOLE - total(moments, moment, UNTRUE) };
};

/** The headcount share of one group is one known number, or anything. */
const employed = (name: number, maxAge: number): Measure => {
  const known = (moments: Moments, moment: number) => {
    const fact = moments.evidence!.workforce[name];
    return fact !== undefined && ((moments.of(fact, maxAge) >>> moment) & 1) === 1 ? fact : undefined;
  };
  return {
    lo: (moments, moment, level) => {
      const fact = known(moments, moment);
      return fact !== undefined && fact.level >= level ? fact.value : 0;
    },
    hi: (moments, moment) => known(moments, moment)?.value ?? WHOLE,
  };
};

const atMostWhole = (a: number, b: number) => Math.min(WHOLE, a + b);
const plus = (a: number, b: number) => a + b;
const larger = (a: number, b: number) => Math.max(a, b);
/** Without a cross-tab the union of several headcounts lies between the largest and the sum. */
const combining = {
  union: { lo: larger, hi: atMostWhole },
  sum: { lo: plus, hi: plus },
  anyOne: { lo: larger, hi: larger },
};

const combined = (measures: readonly Measure[], combine: keyof typeof combining): Measure => {
  const { lo, hi } = combining[combine];
  return {
    lo: (moments, moment, level) => measures.map((one) => one.lo(moments, moment, level)).reduce(lo, 0),
    hi: (moments, moment) => measures.map((one) => one.hi(moments, moment)).reduce(hi, 0),
  };
};

/** Any share against a threshold, moment by moment. */
const compared =
  ({ lo, hi }: Measure, level: number, least: number) =>
  (moments: Moments, into: Answer): void => {
    into.met = into.unmet = 0;
    for (let rest = moments.all; rest !== 0; rest &= rest - 1) {
      const moment = 31 - Math.clz32(rest & -rest);
      if (lo(moments, moment, level) >= least) into.met |= 1 << moment;
      if (hi(moments, moment) < least) into.unmet |= 1 << moment;
    }
  };

/** One known headcount against a threshold: it does not depend on the moment. */
const headcount =
  (name: number, maxAge: number, level: number, least: number) =>
  (moments: Moments, into: Answer): void => {
    const fact = moments.evidence!.workforce[name];
    into.met = into.unmet = 0;
    if (fact === undefined) return;
    if (fact.value < least) into.unmet = moments.of(fact, maxAge);
    else if (fact.level >= level) into.met = moments.of(fact, maxAge);
  };

/** What is found of a share, until it is known how much that is. */
const gathered: (Fact<boolean> | undefined)[] = [];

/** The share of the owners today, in one pass with the evidence for it. */
const findOwned = (
  moments: Moments,
  names: readonly number[],
  columns: readonly number[],
  level: number,
  block: number,
): Found => {
  const { cells, row } = moments;
  const { owners } = moments.evidence!;
  const facts = gathered;
  let count = 0;
  let established = 0;
  let claimed = 0;
  let possible = WHOLE;
  let start = block * moments.block + marked.owners * row;
  for (let o = 0; o < owners.length; o++, start += row) {
    const { bp, groups } = owners[o]!;
    let asked = 0;
    let any = 0;
    let out: number = NOW;
    for (let i = 0; i < names.length; i++) {
      const fact = groups[names[i]!];
      facts[count] = fact;
      count += Number(fact !== undefined);
      const cell = start + columns[i]! * CELL;
      any |= cells[cell]!;
      asked |= cells[cell + level]!;
      out &= cells[cell + UNTRUE]!;
    }
    if ((any & NOW) !== 0) claimed += bp;
    else if (out !== 0) possible -= bp;
    if ((asked & NOW) !== 0) established += bp;
  }
  return { kind: 'share', established, claimed, possible, evidence: firstOf(facts, count) };
};

const gather = (names: readonly number[], from: Named<boolean | number>, into: Fact<boolean | number>[]) => {
  for (let i = 0; i < names.length; i++) {
    const fact = from[names[i]!];
    if (fact !== undefined) into.push(fact);
  }
};

const findMeasured = (
  moments: Moments,
  measure: Measure,
  kind: ShareCriterion['kind'],
  names: readonly number[],
  level: number,
): Found => {
  const { owners, workforce } = moments.evidence!;
  const evidence: Fact<boolean | number>[] = [];
  if (kind === 'workforce') gather(names, workforce, evidence);
  else for (const { groups } of owners) gather(names, groups, evidence);
  return {
    kind: 'share',
    established: measure.lo(moments, TODAY, level),
    claimed: measure.lo(moments, TODAY, 0),
    possible: measure.hi(moments, TODAY),
    evidence,
  };
};

/** Shares of owners or of the workforce: met when the known share reaches, unmet when no completion can. */
export const readShare = (criterion: ShareCriterion, moments: Moments): Reader => {
  const { kind, groups, combine, bp, cmp } = criterion;
  const level = levelOf[criterion.assurance];
  const maxAge = criterion.maxAgeMonths ?? 0;
  const block = moments.blockFor(maxAge);
  const names = groups.map((group) => numbers.groups.of(group));
  const columns = kind === 'ownership' ? names.map((name) => moments.columnFor('groups', name)) : [];
  const least = cmp === '>=' ? bp : bp + 1;
  if (kind === 'ownership' && (combine === 'union' || names.length === 1)) {
    return {
      step: { kind: 'owners', block, firstRow: marked.owners, level, least, columns },
      explain: (moments) => findOwned(moments, names, columns, level, block),
    };
  }
  const measure = combined(
    names.map((name, i) => (kind === 'ownership' ? owned(columns[i]!, block) : employed(name, maxAge))),
    combine,
  );
  const alone = names.length === 1 && least > 0 && least <= WHOLE;
  return {
    step: alone
      ? { kind: 'other', cells: false, read: headcount(names[0]!, maxAge, level, least) }
      : { kind: 'other', cells: true, read: compared(measure, level, least) },
    explain: (moments) => findMeasured(moments, measure, kind, names, level),
  };
};
