import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BudgetSpent, budgetOf } from './budget.ts';
import { cheapestPath, variableOf } from './cheapest-path.ts';
import { ALWAYS, Diagrams, NEVER, type Node } from './diagrams.ts';

const VARIABLES = 5;
type Formula =
  | number
  | { op: 'all' | 'any'; of: Formula[] }
  | { op: 'not'; of: Formula }
  | { op: 'atLeast'; n: number; of: Formula[] };
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc.nat(VARIABLES - 1),
    fc.record({ op: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('formula'), { maxLength: 4 }) }),
    fc.record({ op: fc.constant('not' as const), of: tie('formula') }),
    fc.record({ op: fc.constant('atLeast' as const), n: fc.nat(4), of: fc.array(tie('formula'), { maxLength: 4 }) }),
  ),
}));

const truth = (f: Formula, row: number): boolean => {
  if (typeof f === 'number') return ((row >> f) & 1) === 1;
  if (f.op === 'not') return !truth(f.of, row);
  const met = f.of.filter((part) => truth(part, row)).length;
  return met >= (f.op === 'atLeast' ? f.n : f.op === 'all' ? f.of.length : 1);
};
const build = (d: Diagrams, f: Formula): Node => {
  if (typeof f === 'number') return d.make(f, NEVER, ALWAYS);
  if (f.op === 'not') return d.not(build(d, f.of));
  const parts = f.of.map((part) => build(d, part));
  return f.op === 'atLeast' ? d.atLeast(f.n, parts) : d[f.op](parts);
};
const walk = (d: Diagrams, node: Node, row: number): boolean => {
  let at = node;
  while (at > ALWAYS) at = (row >> d.variable(at)) & 1 ? d.high(at) : d.low(at);
  return at === ALWAYS;
};
const rows = Array.from({ length: 2 ** VARIABLES }, (_, row) => row);

test('a diagram has the truth table of its formula, and equal functions are one node', () => {
  fc.assert(
    fc.property(formula, formula, (f, g) => {
      const d = new Diagrams(budgetOf());
      const [nf, ng] = [build(d, f), build(d, g)];
      for (const row of rows) expect(walk(d, nf, row)).toBe(truth(f, row));
      expect(nf === ng).toBe(rows.every((row) => truth(f, row) === truth(g, row)));
    }),
    { numRuns: 500 },
  );
});

test('the cheapest path is true whatever is not on it, and no true row costs less', () => {
  fc.assert(
    fc.property(
      formula,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: VARIABLES, maxLength: VARIABLES }),
      (f, costs) => {
        const d = new Diagrams(budgetOf());
        const path = cheapestPath(d, build(d, f), (variable) => costs[variable]!);
        const priced = (row: number) => costs.reduce((sum, cost, variable) => sum + ((row >> variable) & 1) * cost, 0);
        const trueRows = rows.filter((row) => truth(f, row));
        expect(path === undefined).toBe(trueRows.length === 0);
        if (!path) return;
        const onPath = rows.filter((row) =>
          path.every((literal) => ((row >> variableOf(literal)) & 1) === +(literal >= 0)),
        );
        expect(onPath.every((row) => truth(f, row))).toBe(true);
        expect(Math.min(...onPath.map(priced))).toBe(Math.min(...trueRows.map(priced)));
      },
    ),
    { numRuns: 500 },
  );
});

test('a diagram that grows past its budget stops', () => {
  const d = new Diagrams(budgetOf({ steps: 5000 }));
  const pairs = Array.from({ length: 20 }, (_, i) => d.and(d.make(i, NEVER, ALWAYS), d.make(i + 20, NEVER, ALWAYS)));
  expect(() => d.any(pairs)).toThrow(BudgetSpent);
});
