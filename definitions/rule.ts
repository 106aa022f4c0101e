import type { Criterion, ReciprocityTable, Rule } from '#schemas/definition.ts';
import { readNamed } from './criteria/named.ts';
import { readRegion } from './criteria/place.ts';
import { readShare } from './criteria/share.ts';
import { readLegalForm, readMeasure } from './criteria/value.ts';
import { NEVER } from './days.ts';
import type { Evidence } from './evidence.ts';
import {
  type Finding,
  type Found,
  finding,
  holdsUntil,
  levelIn,
  MET,
  type Reader,
  stateOf,
  UNKNOWN,
  UNMET,
  VACUOUS,
} from './finding.ts';
import { stateBy } from './state.ts';
import type { Today } from './today.ts';

/** A rule as closures; criteria keep their reader so that the same compilation also explains. */
export type Compiled = {
  /** `ahead`: only the state and how long it surely holds are asked, not the assurance. */
  find: (evidence: Evidence, day: number, ahead?: boolean) => Finding;
  /** The state of `find` alone, for which a part that decides the rule saves the others. */
  state: (today: Today) => number;
} & (
  | { kind: 'all' | 'any' | 'atLeast'; n: number; of: readonly Compiled[] }
  | { kind: 'not'; of: Compiled }
  | { kind: 'criterion'; criterion: Criterion; explain: (evidence: Evidence, day: number) => Found }
);

export const readCriterion = (criterion: Criterion, tables: readonly ReciprocityTable[]): Reader => {
  switch (criterion.kind) {
    case 'ownership':
    case 'workforce':
      return readShare(criterion);
    case 'control':
    case 'certification':
    case 'flag':
      return readNamed(criterion, tables);
    case 'legalForm':
      return readLegalForm(criterion);
    case 'measure':
      return readMeasure(criterion);
    case 'region':
      return readRegion(criterion);
  }
};

/**
 * `decisive` (met for any, unmet for all) settles the rule by one part, the strongest; otherwise every part is needed,
 * the weakest counts.
 */
const settledByOne =
  (of: readonly Compiled[], decisive: number) =>
  (evidence: Evidence, day: number, ahead = false): Finding => {
    let level = -1;
    let holds = -1;
    let open = false;
    let weakest = VACUOUS;
    let soonest = NEVER;
    for (let i = 0; i < of.length; i++) {
      const part = of[i]!.find(evidence, day, ahead);
      const state = stateOf(part);
      if (state === decisive) {
        level = Math.max(level, levelIn(part));
        holds = Math.max(holds, holdsUntil(part));
      } else if (state === UNKNOWN) open = true;
      else weakest = Math.min(weakest, levelIn(part));
      soonest = Math.min(soonest, holdsUntil(part));
    }
    if (level >= 0) return finding(decisive, level, holds);
    return open ? finding(UNKNOWN, 0, soonest) : finding(MET + UNMET - decisive, weakest, soonest);
  };

const nth = (values: number[], n: number): number => values.sort((a, b) => b - a)[n - 1]!;

/** n parts met settle it, or so many unmet that n can no longer be reached; the best n (or that many) are what it rests on. */
const counted =
  (of: readonly Compiled[], n: number) =>
  (evidence: Evidence, day: number, ahead = false): Finding => {
    const needed = [0, n, of.length - n + 1];
    const levels: number[][] = [[], [], []];
    const holds: number[][] = [[], [], []];
    for (const { find } of of) {
      const part = find(evidence, day, ahead);
      levels[stateOf(part)]!.push(levelIn(part));
      holds[stateOf(part)]!.push(holdsUntil(part));
    }
    for (const state of [MET, UNMET]) {
      if (needed[state]! <= 0) return finding(state, VACUOUS, NEVER);
      if (levels[state]!.length < needed[state]!) continue;
      return finding(state, nth(levels[state]!, needed[state]!), nth(holds[state]!, needed[state]!));
    }
    return finding(UNKNOWN, 0, Math.min(...holds.flat()));
  };

const negated =
  (of: Compiled) =>
  (evidence: Evidence, day: number, ahead = false): Finding => {
    const part = of.find(evidence, day, ahead);
    return stateOf(part) === UNKNOWN ? part : part ^ (MET | UNMET);
  };

/** What a criterion asks, apart from what it is called: criteria with equal keys always come out equal. */
export const keyOf = ({ id: _id, label: _label, ...asked }: Criterion): string =>
  JSON.stringify(asked, Object.keys(asked).sort());

/**
 * Remembers its last answer: definitions that share a criterion ask it of one supplier one after the other. Asked
 * `ahead`, it answers from what it found on an earlier day as long as that surely holds.
 */
const remembering = ({ state, find, explain }: Reader): Reader & Pick<Compiled, 'state' | 'find'> => {
  const now = { evidence: undefined as Evidence | undefined, day: 0, found: 0 };
  const later = { ...now };
  const remembered = (evidence: Evidence, day: number, ahead = false): Finding => {
    if (evidence === now.evidence && day === now.day) return now.found;
    if (ahead && evidence === now.evidence && day > now.day && day <= holdsUntil(now.found)) return now.found;
    if (ahead && evidence === later.evidence && day >= later.day && day <= holdsUntil(later.found)) return later.found;
    const last = ahead ? later : now;
    last.found = find(evidence, day);
    last.evidence = evidence;
    last.day = day;
    return last.found;
  };
  return {
    find: remembered,
    state: state ?? (({ evidence, day }) => stateOf(remembered(evidence!, day))),
    explain,
  };
};
type SharedReader = ReturnType<typeof remembering>;

/** Criteria already compiled, by what they ask. */
export type Shared = Map<string, SharedReader>;
const sharedReader = (criterion: Criterion, tables: readonly ReciprocityTable[], shared: Shared): SharedReader => {
  const key = keyOf(criterion);
  const reader = shared.get(key) ?? remembering(readCriterion(criterion, tables));
  shared.set(key, reader);
  return reader;
};

export const compileRule = (rule: Rule, tables: readonly ReciprocityTable[], shared: Shared = new Map()): Compiled => {
  if (rule.kind === 'not') {
    const of = compileRule(rule.of, tables, shared);
    return { kind: 'not', of, find: negated(of), state: stateBy.not(of) };
  }
  if (rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast') {
    const of = rule.of.map((part) => compileRule(part, tables, shared));
    const { kind } = rule;
    if (kind === 'atLeast') return { kind, n: rule.n, of, find: counted(of, rule.n), state: stateBy.count(of, rule.n) };
    const n = kind === 'all' ? of.length : 1;
    const decisive = kind === 'all' ? UNMET : MET;
    return { kind, n, of, find: settledByOne(of, decisive), state: stateBy.one(of, decisive) };
  }
  return { kind: 'criterion', criterion: rule, ...sharedReader(rule, tables, shared) };
};
