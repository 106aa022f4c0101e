import type { ShareAtom } from '../atom.ts';
import { type Row, solve } from '../integer-program.ts';
import { agesOf, everyIndex, passes, type Signed, type Sketch, type Theory } from './theory.ts';

const WHOLE = 10_000;
type State = Omit<Sketch<number>, 'value'> | undefined;

/**
 * Each group's headcount share is one number, known (at some assurance and age) or not. What is known of which group is
 * tried out, least first; the numbers are then an integer program.
 */
export const workforceTheory: Theory<ShareAtom> = (literals, budget) => {
  const groups = [...new Set(literals.flatMap(({ atom }) => atom.groups))];
  const states = groups.map((group) => statesOf(group, literals));
  const chosen: State[] = [];

  const search = (): number[] | undefined => {
    if (chosen.length < groups.length) {
      for (const state of states[chosen.length]!) {
        chosen.push(state);
        const found = search();
        if (found) return found;
        chosen.pop();
      }
      return undefined;
    }
    const solution = solve(rowsOf(groups, chosen, literals), groups.length, budget);
    return 'x' in solution ? solution.x : undefined;
  };
  const values = search();
  if (!values) return { conflict: everyIndex(literals) };
  const known = groups.flatMap((group, i) =>
    chosen[i] ? [[group, { ...chosen[i], value: values[i]! }] as const] : [],
  );
  return { fragment: { workforce: Object.fromEntries(known) } };
};

/** More knowledge than the wanted literals need never helps, except where a sum may be reached through several groups. */
const statesOf = (group: string, literals: readonly Signed<ShareAtom>[]): State[] => {
  const wanted = literals.filter(({ atom, holds }) => holds && atom.groups.includes(group)).map(({ atom }) => atom);
  const needed = wanted.filter((atom) => (atom.rail === 'reaches' ? atom.groups.length === 1 : atom.bp <= WHOLE));
  const optional = wanted.filter((atom) => !needed.includes(atom));
  const weakest = {
    level: Math.max(0, ...needed.map(({ level }) => level)),
    months: Math.min(Number.POSITIVE_INFINITY, ...needed.map(({ months }) => months)),
  };
  const least = needed.length > 0 ? weakest : undefined;
  if (optional.length === 0) return [least];
  const levels = new Set([weakest.level, ...optional.map(({ level }) => level)]);
  const better = agesOf(literals).flatMap((months) => [...levels].map((level) => ({ level, months })));
  const enough = better.filter(({ level, months }) => level >= weakest.level && months <= weakest.months);
  return least ? enough : [undefined, ...enough];
};

/** What is not known counts nothing towards what is reached, and everything towards what could be. */
const rowsOf = (groups: readonly string[], states: readonly State[], literals: readonly Signed<ShareAtom>[]): Row[] => {
  const rows: Row[] = groups.map((_, i) => ({ coefficients: groups.map((_, j) => +(i === j)), min: 0, max: WHOLE }));
  for (const { atom, holds } of literals) {
    const times = groups.map((group) => atom.groups.filter((other) => other === group).length);
    const counts = states.map((state) => state !== undefined && passes(state, atom));
    const coefficients = times.map((n, i) => (counts[i] ? n : 0));
    const unknown = times.reduce((sum, n, i) => sum + (counts[i] ? 0 : n * WHOLE), 0);
    const reached = atom.rail === 'reaches' ? atom.bp : atom.bp - unknown;
    const atLeast = (atom.rail === 'reaches') === holds;
    rows.push({
      coefficients,
      min: atLeast ? reached : Number.NEGATIVE_INFINITY,
      max: atLeast ? Number.POSITIVE_INFINITY : reached - 1,
    });
  }
  return rows;
};
