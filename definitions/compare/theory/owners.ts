import type { ShareAtom } from '../atom.ts';
import type { Budget } from '../budget.ts';
import { type Row, solve } from '../integer-program.ts';
import { agesOf, passes, type Signed, type Sketch, type Theory } from './theory.ts';

const WHOLE = 10_000;

/** A kind of owner: what is known of each group (absent: nothing), and how often each literal's share counts them. */
interface OwnerType {
  groups: Readonly<Record<string, Sketch<boolean>>>;
  weights: readonly number[];
}

/**
 * Owners' shares are a non-negative integer for each *type* of owner, and every literal bounds a weighted sum of them.
 * So the question is an integer program; it is small because only types that no other type dominates matter.
 */
export const ownersTheory: Theory<ShareAtom> = (literals, budget) => {
  const types = ownerTypes(literals, budget).filter(({ weights }) => weights.some((weight) => weight > 0));
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
const ownerTypes = (literals: readonly Signed<ShareAtom>[], budget: Budget): OwnerType[] => {
  const ages = agesOf(literals);
  const names = new Set(literals.flatMap(({ atom }) => atom.groups));
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
    budget.spend((kept.length + 1) * literals.length);
    if (kept.some((other) => dominates(other, type, literals))) continue;
    for (let i = kept.length - 1; i >= 0; i--) if (dominates(type, kept[i]!, literals)) kept.splice(i, 1);
    kept.push(type);
  }
  return kept;
};
const dominates = (a: OwnerType, b: OwnerType, literals: readonly Signed<ShareAtom>[]): boolean =>
  literals.every(({ holds }, i) => (holds ? a.weights[i]! >= b.weights[i]! : a.weights[i]! <= b.weights[i]!));
