import { type Budget, BudgetSpent } from './budget.ts';

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
 * ends) on a fraction-free tableau (Edmonds), then branching on what is not whole. Every number is an integer; one that
 * would leave the safe range spends the budget instead of rounding.
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
  const relaxed = simplex(rows, columns, bounds, budget);
  if ('conflict' in relaxed) return relaxed;
  const split = relaxed.numerators.findIndex((numerator) => numerator % relaxed.denominator !== 0);
  if (split < 0) return { x: relaxed.numerators.map((numerator) => numerator / relaxed.denominator) };
  const floor = Math.floor(relaxed.numerators[split]! / relaxed.denominator);
  const below = branch(rows, columns, { min: bounds.min, max: bounds.max.with(split, floor) }, budget);
  if ('x' in below) return below;
  const above = branch(rows, columns, { min: bounds.min.with(split, floor + 1), max: bounds.max }, budget);
  if ('x' in above) return above;
  return { conflict: [...new Set([...below.conflict, ...above.conflict])] };
};

type Relaxed = { numerators: number[]; denominator: number } | { conflict: number[] };

/** Variables 0 … columns - 1 are x, the next are the rows' sums: first the sums are basic and every x is at a bound. */
const simplex = (rows: readonly Row[], columns: number, bounds: Bounds, budget: Budget): Relaxed => {
  const min = [...bounds.min, ...rows.map((row) => row.min)];
  const max = [...bounds.max, ...rows.map((row) => row.max)];
  const crossed = min.findIndex((low, variable) => low > max[variable]!);
  if (crossed >= 0) return { conflict: crossed < columns ? [] : [crossed - columns] };

  let denominator = 1;
  const tableau = rows.map((row) => [...row.coefficients]);
  const basic = rows.map((_, i) => columns + i);
  const free = Array.from({ length: columns }, (_, j) => j);
  const at = free.map((j) => bounds.min[j]!);
  const value = (i: number): number => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum = safe(sum + safe(tableau[i]![j]! * at[j]!));
    return sum;
  };

  for (;;) {
    let leaving = -1;
    let short = false;
    for (let i = 0; i < rows.length; i++) {
      const sum = value(i);
      const below = sum < safeBound(min[basic[i]!]! * denominator);
      if ((below || sum > safeBound(max[basic[i]!]! * denominator)) && (leaving < 0 || basic[i]! < basic[leaving]!)) {
        leaving = i;
        short = below;
      }
    }
    budget.spend(rows.length * columns + 1);
    if (leaving < 0) break;

    const row = tableau[leaving]!;
    let entering = -1;
    for (let j = 0; j < columns; j++) {
      const up = row[j]! > 0 === short;
      const canMove = row[j] !== 0 && (up ? at[j]! < max[free[j]!]! : at[j]! > min[free[j]!]!);
      if (canMove && (entering < 0 || free[j]! < free[entering]!)) entering = j;
    }
    if (entering < 0) {
      const involved = [basic[leaving]!, ...free.filter((_, j) => row[j] !== 0)];
      return { conflict: involved.filter((variable) => variable >= columns).map((variable) => variable - columns) };
    }
    const out = basic[leaving]!;
    basic[leaving] = free[entering]!;
    free[entering] = out;
    at[entering] = short ? min[out]! : max[out]!;
    denominator = pivot(tableau, leaving, entering, denominator);
  }

  const numerators = Array<number>(columns);
  free.forEach((variable, j) => {
    if (variable < columns) numerators[variable] = at[j]! * denominator;
  });
  basic.forEach((variable, i) => {
    if (variable < columns) numerators[variable] = value(i);
  });
  return { numerators, denominator };
};

/** Exchanges a basic and a free variable; returns the new common denominator. Every division is exact. */
const pivot = (tableau: number[][], leaving: number, entering: number, denominator: number): number => {
  const row = tableau[leaving]!;
  const sign = row[entering]! < 0 ? -1 : 1;
  const size = row[entering]! * sign;
  for (const other of tableau) {
    if (other === row) continue;
    const factor = other[entering]! * sign;
    for (let j = 0; j < row.length; j++)
      if (j !== entering) other[j] = safe(safe(size * other[j]!) - safe(factor * row[j]!)) / denominator;
    other[entering] = factor;
  }
  for (let j = 0; j < row.length; j++) row[j] = j === entering ? denominator * sign : -row[j]! * sign;
  return size;
};

const safeBound = (n: number): number => (Number.isFinite(n) ? safe(n) : n);
const safe = (n: number): number => {
  if (!Number.isSafeInteger(n)) throw new BudgetSpent('numbers');
  return n;
};
