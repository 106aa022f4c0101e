import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budgetOf } from './budget.ts';
import { type Row, solve } from './integer-program.ts';

const MOST = 6;
const columns = 3;
const box: Row[] = Array.from({ length: columns }, (_, i) => ({
  coefficients: Array.from({ length: columns }, (_, j) => +(i === j)),
  min: 0,
  max: MOST,
}));
const side = (infinite: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -8, max: 20 }) }, fc.constant(infinite));
const row: fc.Arbitrary<Row> = fc.record({
  coefficients: fc.tuple(...box.map(() => fc.integer({ min: -3, max: 4 }))),
  min: side(Number.NEGATIVE_INFINITY),
  max: side(Number.POSITIVE_INFINITY),
});

const satisfies = (x: readonly number[], rows: readonly Row[]): boolean =>
  rows.every(({ coefficients, min, max }) => {
    const sum = coefficients.reduce((total, c, j) => total + c * x[j]!, 0);
    return min <= sum && sum <= max;
  });
const points = Array.from({ length: (MOST + 1) ** columns }, (_, n) => [
  n % 7,
  Math.trunc(n / 7) % 7,
  Math.trunc(n / 49),
]);

test('an answer satisfies every row, and a conflict is one that no point of the box escapes', () => {
  let impossible = 0;
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (some) => {
      const rows = [...some, ...box];
      const solution = solve(rows, columns, budgetOf());
      if ('x' in solution) expect(satisfies(solution.x, rows)).toBe(true);
      else {
        impossible++;
        const blamed = [...solution.conflict.map((i) => rows[i]!), ...box];
        expect(points.some((x) => satisfies(x, blamed))).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
  expect(impossible).toBeGreaterThan(100);
});

test('fractions do not pass for whole numbers', () => {
  const half = { coefficients: [2, 2], min: 5, max: 5 };
  expect(solve([half, { coefficients: [1, 1], min: 0, max: 10 }], 2, budgetOf())).toHaveProperty('conflict');
  expect(
    solve(
      [
        { ...half, min: 5, max: 6 },
        { coefficients: [1, 1], min: 0, max: 10 },
      ],
      2,
      budgetOf(),
    ),
  ).toHaveProperty('x');
});

test('numbers that a double cannot hold exactly are worked out exactly', () => {
  const size = 5;
  const numbers = fc.array(fc.integer({ min: -30_000, max: 30_000 }), { minLength: size, maxLength: size });
  const point = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: size, maxLength: size });
  fc.assert(
    fc.property(fc.array(numbers, { minLength: size, maxLength: size }), point, (coefficients, x) => {
      const sums = coefficients.map((row) => row.reduce((sum, c, j) => sum + c * x[j]!, 0));
      const rows = coefficients.map((row, i) => ({ coefficients: row, min: sums[i]!, max: sums[i]! }));
      const found = solve(rows, size, budgetOf());
      expect('x' in found && satisfies(found.x, rows)).toBe(true);
      // The same sum cannot be one thing and another.
      const again = { coefficients: coefficients[0]!, min: sums[0]! + 1, max: Number.POSITIVE_INFINITY };
      expect(solve([...rows, again], size, budgetOf())).toHaveProperty('conflict');
    }),
    { numRuns: 200 },
  );
});
