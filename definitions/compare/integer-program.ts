import type { Budget } from './budget.ts';

/** `min <= coefficients · x <= max`, integers; `min` and `max` may be infinite. */
export interface Row {
  coefficients: readonly number[];
  min: number;
  max: number;
}

/** Non-negative integers that satisfy every row, or the indexes of rows that together cannot be satisfied. */
export type Solution = { x: number[] } | { conflict: number[] };

/**
 * Exact integer feasibility: the bounded simplex of SMT solvers (Dutertre and de Moura 2006, with Bland's rule, so it
 * ends) on a fraction-free tableau (Edmonds), then branching on what is not whole. Every number is an integer; should
 * one leave the range in which numbers are exact, the step is done again with `bigint`.
 */
export const solve = (rows: readonly Row[], columns: number, budget: Budget): Solution => {
  const bounds = { min: Array<number>(columns).fill(0), max: Array<number>(columns).fill(Number.POSITIVE_INFINITY) };
  return branch(rows, columns, bounds, budget);
};

interface Bounds {
  min: number[];
  max: number[];
}

const branch = (rows: readonly Row[], columns: number, bounds: Bounds, budget: Budget): Solution => {
  const relaxed = relax(rows, columns, bounds, budget);
  if ('conflict' in relaxed) return relaxed;
  const split = relaxed.floors.findIndex((_, i) => !relaxed.whole[i]);
  if (split < 0) return { x: relaxed.floors };
  const floor = relaxed.floors[split]!;
  const below = branch(rows, columns, { min: bounds.min, max: bounds.max.with(split, floor) }, budget);
  if ('x' in below) return below;
  const above = branch(rows, columns, { min: bounds.min.with(split, floor + 1), max: bounds.max }, budget);
  if ('x' in above) return above;
  return { conflict: [...new Set([...below.conflict, ...above.conflict])] };
};

/** What satisfies every row when shares need not be whole: each value rounded down, and whether it was whole. */
type Relaxed = { floors: number[]; whole: boolean[] } | { conflict: number[] };

const relax = (rows: readonly Row[], columns: number, bounds: Bounds, budget: Budget): Relaxed => {
  try {
    return simplex(inNumbers, rows, columns, bounds, budget);
  } catch (error) {
    if (!(error instanceof Inexact)) throw error;
    return simplex(inBigInts, rows, columns, bounds, budget);
  }
};

class Inexact extends Error {
  override name = 'Inexact';
}
const exact = (n: number): number => {
  if (!Number.isSafeInteger(n)) throw new Inexact();
  return n;
};

/** Integers of some kind, none of which is ever rounded. */
interface Integers<T> {
  /** What one operation costs, in steps. */
  cost: number;
  of: (n: number) => T;
  plus: (a: T, b: T) => T;
  times: (a: T, b: T) => T;
  /** `(size · a - factor · b) / denominator`, which is whole. */
  eliminate: (size: T, a: T, factor: T, b: T, denominator: T) => T;
  negated: (a: T) => T;
  sign: (a: T) => number;
  /** `a < b`. */
  less: (a: T, b: T) => boolean;
  /** `a / b` rounded down, and whether it was whole; `b` is positive. */
  divided: (a: T, b: T) => { floor: number; whole: boolean };
}

const inNumbers: Integers<number> = {
  cost: 1,
  of: (n) => n,
  plus: (a, b) => exact(a + b),
  times: (a, b) => exact(a * b),
  eliminate: (size, a, factor, b, denominator) => exact(exact(size * a) - exact(factor * b)) / denominator,
  negated: (a) => -a,
  sign: Math.sign,
  less: (a, b) => a < b,
  divided: (a, b) => ({ floor: Math.floor(a / b), whole: a % b === 0 }),
};

const inBigInts: Integers<bigint> = {
  cost: 8,
  of: BigInt,
  plus: (a, b) => a + b,
  times: (a, b) => a * b,
  eliminate: (size, a, factor, b, denominator) => (size * a - factor * b) / denominator,
  negated: (a) => -a,
  sign: (a) => (a > 0n ? 1 : a < 0n ? -1 : 0),
  less: (a, b) => a < b,
  divided: (a, b) => {
    const rest = ((a % b) + b) % b;
    return { floor: Number((a - rest) / b), whole: rest === 0n };
  },
};

/** Variables 0 … columns - 1 are x, the next are the rows' sums: first the sums are basic and every x is at a bound. */
const simplex = <T>(
  integers: Integers<T>,
  rows: readonly Row[],
  columns: number,
  bounds: Bounds,
  budget: Budget,
): Relaxed => {
  const { cost, of, plus, times, sign, less, divided } = integers;
  const min = [...bounds.min, ...rows.map((row) => row.min)];
  const max = [...bounds.max, ...rows.map((row) => row.max)];
  const crossed = min.findIndex((low, variable) => low > max[variable]!);
  if (crossed >= 0) return { conflict: crossed < columns ? [] : [crossed - columns] };

  let denominator = of(1);
  const tableau = rows.map((row) => row.coefficients.map(of));
  const basic = rows.map((_, i) => columns + i);
  const free = Array.from({ length: columns }, (_, j) => j);
  const at = free.map((j) => bounds.min[j]!);
  const value = (i: number): T => {
    let sum = of(0);
    for (let j = 0; j < columns; j++) if (at[j] !== 0) sum = plus(sum, times(tableau[i]![j]!, of(at[j]!)));
    return sum;
  };
  const isBelow = (sum: T, bound: number) => Number.isFinite(bound) && less(sum, times(of(bound), denominator));
  const isAbove = (sum: T, bound: number) => Number.isFinite(bound) && less(times(of(bound), denominator), sum);

  for (;;) {
    let leaving = -1;
    let short = false;
    for (let i = 0; i < rows.length; i++) {
      const sum = value(i);
      const below = isBelow(sum, min[basic[i]!]!);
      if ((below || isAbove(sum, max[basic[i]!]!)) && (leaving < 0 || basic[i]! < basic[leaving]!)) {
        leaving = i;
        short = below;
      }
    }
    budget.spend(1 + ((cost * rows.length * columns) >> 4));
    if (leaving < 0) break;

    const row = tableau[leaving]!;
    let entering = -1;
    for (let j = 0; j < columns; j++) {
      const direction = sign(row[j]!);
      const up = direction > 0 === short;
      const canMove = direction !== 0 && (up ? at[j]! < max[free[j]!]! : at[j]! > min[free[j]!]!);
      if (canMove && (entering < 0 || free[j]! < free[entering]!)) entering = j;
    }
    if (entering < 0) {
      const involved = [basic[leaving]!, ...free.filter((_, j) => sign(row[j]!) !== 0)];
      return { conflict: involved.filter((variable) => variable >= columns).map((variable) => variable - columns) };
    }
    const out = basic[leaving]!;
    basic[leaving] = free[entering]!;
    free[entering] = out;
    at[entering] = short ? min[out]! : max[out]!;
    denominator = pivot(integers, tableau, leaving, entering, denominator);
  }

  const floors = Array<number>(columns);
  const whole = Array<boolean>(columns).fill(true);
  free.forEach((variable, j) => {
    if (variable < columns) floors[variable] = at[j]!;
  });
  basic.forEach((variable, i) => {
    if (variable >= columns) return;
    const share = divided(value(i), denominator);
    floors[variable] = share.floor;
    whole[variable] = share.whole;
  });
  return { floors, whole };
};

/** Exchanges a basic and a free variable; returns the new common denominator. Every division is exact. */
const pivot = <T>(
  { eliminate, negated, sign }: Integers<T>,
  tableau: T[][],
  leaving: number,
  entering: number,
  denominator: T,
): T => {
  const row = tableau[leaving]!;
  const isNegative = sign(row[entering]!) < 0;
  const signed = (a: T) => (isNegative ? negated(a) : a);
  const size = signed(row[entering]!);
  for (const other of tableau) {
    if (other === row) continue;
    const factor = signed(other[entering]!);
    for (let j = 0; j < row.length; j++)
      if (j !== entering) other[j] = eliminate(size, other[j]!, factor, row[j]!, denominator);
    other[entering] = factor;
  }
  for (let j = 0; j < row.length; j++) row[j] = j === entering ? signed(denominator) : negated(signed(row[j]!));
  return size;
};
