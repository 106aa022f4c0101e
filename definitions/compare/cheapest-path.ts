import { ALWAYS, type Diagrams, NEVER, type Node } from './diagrams.ts';

/** A variable and whether it holds: `v` when it does, `~v` when it does not (so variable 0 has a sign too). */
export type Literal = number;
export const variableOf = (literal: Literal): number => (literal < 0 ? ~literal : literal);

/**
 * The cheapest way to make `f` true: variables that hold cost `cost(variable)` each, those that do not hold cost
 * nothing, those not mentioned do not matter. `undefined` when `f` is never true.
 */
export const cheapestPath = (
  diagrams: Diagrams,
  f: Node,
  cost: (variable: number) => number,
): Literal[] | undefined => {
  if (f === NEVER) return undefined;
  const known = new Map<Node, number>([
    [NEVER, Number.POSITIVE_INFINITY],
    [ALWAYS, 0],
  ]);
  const costOf = (node: Node): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const low = costOf(diagrams.low(node));
    const high = costOf(diagrams.high(node)) + cost(diagrams.variable(node));
    const best = Math.min(low, high);
    known.set(node, best);
    return best;
  };
  costOf(f);
  diagrams.budget.spend(known.size);
  const path: Literal[] = [];
  for (let node = f; node !== ALWAYS; ) {
    const variable = diagrams.variable(node);
    const low = diagrams.low(node);
    const takeLow = known.get(low)! <= known.get(diagrams.high(node))! + cost(variable);
    path.push(takeLow ? ~variable : variable);
    node = takeLow ? low : diagrams.high(node);
  }
  return path;
};
