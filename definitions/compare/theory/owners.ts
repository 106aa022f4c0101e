import type { ShareAtom } from '../atom.ts';
import type { Budget } from '../budget.ts';
import { type Row, solve } from '../integer-program.ts';
import { type Answer, agesOf, passes, type Signed, type Sketch, type Theory } from './theory.ts';

const WHOLE = 10_000;

/** A kind of owner: what is known of each group (absent: nothing), and how often each literal's share counts them. */
interface OwnerType {
  groups: Readonly<Record<string, Sketch<boolean>>>;
  weights: readonly number[];
}

/** Beyond so many groups there are too many types to begin with: first it is tried whether the answer needs them. */
const FEW_GROUPS = 6;

/**
 * Owners' shares are a non-negative integer for each *type* of owner, and every literal bounds a weighted sum of them.
 * So the question is an integer program; it is small because only types that no other type dominates matter.
 */
export const ownersTheory: Theory<ShareAtom> = (literals, budget) => {
  const names = new Set(literals.flatMap(({ atom }) => atom.groups));
  if (names.size > FEW_GROUPS) {
    const conflict = conflictOfTotals(literals, budget);
    if (conflict) return { conflict };
    const answer = ownersOf(plainTypes(literals, budget), literals, budget);
    if ('fragment' in answer) return answer;
  }
  return ownersOf(ownerTypes([...names], literals, budget), literals, budget);
};

/** Owners of some of these types, of which every literal is so. */
const ownersOf = (all: readonly OwnerType[], literals: readonly Signed<ShareAtom>[], budget: Budget): Answer => {
  const types = all.filter(({ weights }) => weights.some((weight) => weight > 0));
  const bounds = literals.map(boundsOf);
  const alone = oneOwner(types, bounds);
  if (alone) return { fragment: { owners: alone } };

  const rows: Row[] = bounds.map((bound, i) => ({ ...bound, coefficients: types.map(({ weights }) => weights[i]!) }));
  const whole = { coefficients: types.map(() => 1), min: 0, max: WHOLE };
  const solution = solve([...rows, whole], types.length, budget);
  if ('conflict' in solution) return { conflict: solution.conflict.filter((row) => row < literals.length) };
  const owners = types.map(({ groups }, i) => ({ bp: solution.x[i]!, groups })).filter(({ bp }) => bp > 0);
  return { fragment: { owners } };
};

/** Types of which a literal speaks by itself: everybody in (or outside) its groups, one group alone, two literals at once. */
const plainTypes = (literals: readonly Signed<ShareAtom>[], budget: Budget): OwnerType[] => {
  const sketchOf = ({ rail, level, months }: ShareAtom): Sketch<boolean> => ({
    value: rail === 'reaches',
    level,
    months,
  });
  const wholes = literals.map(({ atom }) => Object.fromEntries(atom.groups.map((group) => [group, sketchOf(atom)])));
  const singles = literals.flatMap(({ atom }) => atom.groups.map((group) => ({ [group]: sketchOf(atom) })));
  const pairs = wholes.flatMap((one, i) => wholes.slice(i + 1).map((other) => ({ ...one, ...other })));
  const different = new Map([...singles, ...wholes, ...pairs].map((groups) => [JSON.stringify(groups), groups]));
  budget.spend(different.size * literals.length);
  return [...different.values()].map((groups) => ({
    groups,
    weights: literals.map(({ atom }) => weightOf(atom, groups)),
  }));
};

/** How often one literal's share counts an owner of whom this is known. */
const weightOf = (atom: ShareAtom, known: OwnerType['groups']): number => {
  const counts = atom.groups.filter((group) => {
    const sketch = known[group];
    return sketch?.value === (atom.rail === 'reaches') && passes(sketch, atom);
  }).length;
  if (atom.combine === 'sum') return counts;
  return atom.rail === 'reaches' ? Math.min(1, counts) : counts === atom.groups.length ? 1 : 0;
};

/**
 * What the totals of each group alone refute: as many numbers as groups, and not as types. Whatever the owners are, the
 * share known to be in a group is a number, a union lies between the largest of these and their sum, and what is known
 * better is known as well.
 */
const conflictOfTotals = (literals: readonly Signed<ShareAtom>[], budget: Budget): number[] | undefined => {
  const columns = new Map<string, { group: string; rail: ShareAtom['rail']; level: number; months: number }>();
  const columnOf = (atom: ShareAtom, group: string): string => {
    const { rail, level, months } = atom;
    const key = `${rail} ${level} ${months} ${group}`;
    columns.set(key, { group, rail, level, months });
    return key;
  };
  for (const { atom } of literals) for (const group of atom.groups) columnOf(atom, group);
  const totals = [...columns.keys()];
  const unions = literals.flatMap(({ atom }, i) => (atom.combine === 'union' && atom.groups.length > 1 ? [i] : []));
  const width = totals.length + unions.length;
  const rows: Row[] = [];
  const row = (terms: readonly (readonly [number, number])[], min: number, max: number) => {
    const coefficients = Array<number>(width).fill(0);
    for (const [column, factor] of terms) coefficients[column]! += factor;
    rows.push({ coefficients, min, max });
  };
  const of = (atom: ShareAtom) => atom.groups.map((group) => totals.indexOf(columnOf(atom, group)));
  const none = Number.NEGATIVE_INFINITY;
  const any = Number.POSITIVE_INFINITY;
  for (const [i, literal] of literals.entries()) {
    const { min, max } = boundsOf(literal);
    const union = unions.indexOf(i);
    row(union >= 0 ? [[totals.length + union, 1]] : of(literal.atom).map((column) => [column, 1] as const), min, max);
  }
  for (const [union, i] of unions.entries()) {
    const { atom } = literals[i]!;
    const whole = totals.length + union;
    const parts = of(atom);
    row([[whole, 1]], 0, WHOLE);
    if (atom.rail === 'reaches') {
      for (const part of parts)
        row(
          [
            [whole, 1],
            [part, -1],
          ],
          0,
          any,
        );
      row([[whole, 1], ...parts.map((part) => [part, -1] as const)], none, 0);
    } else {
      for (const part of parts)
        row(
          [
            [whole, 1],
            [part, -1],
          ],
          none,
          0,
        );
      row([[whole, 1], ...parts.map((part) => [part, -1] as const)], -WHOLE * (parts.length - 1), any);
    }
  }
  const known = [...columns.values()];
  for (const [i, one] of known.entries()) {
    row([[i, 1]], 0, WHOLE);
    for (const [j, other] of known.entries()) {
      if (i === j || one.group !== other.group) continue;
      // Nobody is known to be in a group and outside it; what is stronger is weaker too.
      if (one.rail !== other.rail)
        row(
          [
            [i, 1],
            [j, 1],
          ],
          none,
          WHOLE,
        );
      else if (one.level >= other.level && one.months <= other.months)
        row(
          [
            [i, 1],
            [j, -1],
          ],
          none,
          0,
        );
    }
  }
  const solution = solve(rows, width, budget);
  return 'conflict' in solution ? solution.conflict.filter((index) => index < literals.length) : undefined;
};

/** `reaches` counts shares known to be in the groups; `cannot`, those known to be outside, which then pass the rest. */
const boundsOf = ({ atom, holds }: Signed<ShareAtom>): { min: number; max: number } => {
  const ceiling = atom.combine === 'sum' ? WHOLE * atom.groups.length : WHOLE;
  const least = atom.rail === 'reaches' ? atom.bp : ceiling - atom.bp + 1;
  return holds ? { min: least, max: Number.POSITIVE_INFINITY } : { min: 0, max: least - 1 };
};

/** The smallest share with which a single owner would do: the plainest example there is. */
const oneOwner = (types: readonly OwnerType[], bounds: readonly { min: number; max: number }[]) => {
  if (bounds.every(({ min, max }) => min <= 0 && max >= 0)) return [];
  for (const { groups, weights } of types) {
    let least = 1;
    let most = WHOLE;
    weights.forEach((weight, i) => {
      const { min, max } = bounds[i]!;
      if (weight === 0) most = min > 0 || max < 0 ? 0 : most;
      else {
        least = Math.max(least, Math.ceil(min / weight));
        most = Math.min(most, Math.floor(max / weight));
      }
    });
    if (least <= most) return [{ bp: least, groups }];
  }
  return undefined;
};

/** Group by group, what may be known of an owner, keeping only the types that could be of use. */
const ownerTypes = (names: readonly string[], literals: readonly Signed<ShareAtom>[], budget: Budget): OwnerType[] => {
  const ages = agesOf(literals);
  let types: OwnerType[] = [{ groups: {}, weights: literals.map(({ atom }) => startOf(atom)) }];
  for (const name of names) {
    const times = literals.map(({ atom }) => atom.groups.filter((group) => group === name).length);
    const levels = new Set(literals.filter((_, i) => times[i]! > 0).map(({ atom }) => atom.level));
    const sketches: (Sketch<boolean> | undefined)[] = [undefined];
    for (const months of ages) {
      sketches.push({ value: false, level: 0, months });
      for (const level of levels) sketches.push({ value: true, level, months });
    }
    const gains = distinctGains(literals, times, sketches);
    const next: OwnerType[] = [];
    for (const type of types) {
      for (const { sketch, gain } of gains) {
        const weights = type.weights.map((weight, i) => combine(literals[i]!.atom, weight, gain[i]!, times[i]!));
        next.push({ weights, groups: sketch ? { ...type.groups, [name]: sketch } : type.groups });
      }
    }
    types = undominated(next, literals, budget);
  }
  return types;
};

const distinctGains = (
  literals: readonly Signed<ShareAtom>[],
  times: readonly number[],
  sketches: readonly (Sketch<boolean> | undefined)[],
) => {
  const seen = new Map<string, { sketch: Sketch<boolean> | undefined; gain: number[] }>();
  for (const sketch of sketches) {
    const gain = literals.map(({ atom }, i) => {
      const counts = sketch?.value === (atom.rail === 'reaches') && passes(sketch, atom);
      return counts ? times[i]! : 0;
    });
    const key = gain.join();
    if (!seen.has(key)) seen.set(key, { sketch, gain });
  }
  return [...seen.values()];
};

/** Someone is outside a union of groups until one of the groups is not known to be false of them. */
const startOf = ({ rail, combine: how }: ShareAtom): number => (rail === 'cannot' && how === 'union' ? 1 : 0);
const combine = (atom: ShareAtom, weight: number, gain: number, times: number): number => {
  if (times === 0) return weight;
  if (atom.combine === 'sum') return weight + gain;
  return atom.rail === 'reaches' ? Math.max(weight, gain) : Math.min(weight, gain);
};

/** A type that helps every wanted share as much and every unwanted one as little makes another superfluous. */
const undominated = (types: OwnerType[], literals: readonly Signed<ShareAtom>[], budget: Budget): OwnerType[] => {
  const kept: OwnerType[] = [];
  for (const type of types) {
    // A look at another type is far less than a step, and most end at its first weight.
    budget.spend(1 + ((kept.length * literals.length) >> 5));
    if (kept.some((other) => dominates(other, type, literals))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (dominates(type, kept[i]!, literals)) kept.splice(i, 1);
    kept.push(type);
  }
  return kept;
};
const dominates = (a: OwnerType, b: OwnerType, literals: readonly Signed<ShareAtom>[]): boolean =>
  literals.every(({ holds }, i) => (holds ? a.weights[i]! >= b.weights[i]! : a.weights[i]! <= b.weights[i]!));
