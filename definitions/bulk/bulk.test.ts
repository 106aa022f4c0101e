import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../days.ts';
import { compile, evaluate } from '../evaluate.ts';
import { prepare } from '../evidence.ts';
import * as arb from '../testing/arbitrary.ts';
import { certification, definitionOf, factsOf, known, measured, ownership, workforce } from '../testing/build.ts';
import { evaluateAll } from './bulk.ts';
import { Pack } from './pack.ts';
import { Scanner } from './scan.ts';

test.each(arb.worlds)(
  'in bulk, scanned or parsed, one by one and explained, the outcome is the same ($count names)',
  ({ share, definition, facts, tables }) => {
    const worlds = fc.tuple(fc.array(definition, { minLength: 1, maxLength: 8 }), fc.array(facts, { maxLength: 70 }));
    fc.assert(
      fc.property(worlds, tables, arb.date, ([definitions, suppliers], tables, at) => {
        const pack = new Pack();
        for (const facts of suppliers) pack.add(facts);
        const bulk = evaluateAll(pack, definitions, at, tables);
        const scanned = new Pack();
        const scanner = new Scanner(scanned);
        for (const facts of suppliers) scanner.add(JSON.stringify(facts));
        const again = evaluateAll(scanned, definitions, at, tables);
        definitions.forEach((definition, index) => {
          const single = compile(definition, tables);
          suppliers.forEach((facts, row) => {
            const outcome = bulk[index]!.of(row);
            expect(again[index]!.of(row)).toBe(outcome);
            expect(outcome).toBe(single.outcome(prepare(facts), dayOf(at)));
            expect(outcome).toBe(evaluate(definition, facts, at, tables).outcome);
          });
        });
      }),
      { numRuns: 400 * share },
    );
  },
);

test('suppliers may be added to a pack after it was asked', () => {
  const pack = new Pack();
  const asked = definitionOf(measured({ value: 3 }));
  pack.add(factsOf({ employees: known(2) }));
  expect(evaluateAll(pack, [asked], '2026-06-15')[0]?.of(0)).toBe('does-not-qualify');
  for (let i = 0; i < 2000; i++) pack.add(factsOf({ employees: known(i) }));
  const [outcomes] = evaluateAll(pack, [asked], '2026-06-15');
  expect([0, 3, 4, 2000].map((row) => outcomes?.of(row))).toEqual([
    'does-not-qualify',
    'does-not-qualify',
    'qualifies',
    'qualifies',
  ]);
});

test('amounts beyond two thousand million keep their size', () => {
  const pack = new Pack();
  pack.add(factsOf({ revenueCad: known(900_000_000_001) }));
  const over = definitionOf(measured({ measure: 'revenueCad', cmp: '>', value: 900_000_000_000 }));
  const under = definitionOf(measured({ measure: 'revenueCad', cmp: '<=', value: 900_000_000_000 }));
  expect(evaluateAll(pack, [over, under], '2026-06-15').map((outcomes) => outcomes.of(0))).toEqual([
    'qualifies',
    'does-not-qualify',
  ]);
});

test('many thresholds on one share are each judged as if they were alone', () => {
  const bps = [0, 1, 2500, 3300, 5000, 5050, 5100, 7500, 10_000];
  const asked = [ownership, workforce].flatMap((criterion) =>
    (['union', 'sum', 'anyOne'] as const).flatMap((combine) =>
      (['>=', '>'] as const).flatMap((cmp) =>
        bps.map((bp) =>
          definitionOf(criterion({ groups: ['women', 'black'], combine, cmp, bp, assurance: 'declared' })),
        ),
      ),
    ),
  );
  fc.assert(
    fc.property(fc.array(arb.facts, { minLength: 1, maxLength: 70 }), arb.date, (suppliers, at) => {
      const pack = new Pack();
      for (const facts of suppliers) pack.add(facts);
      const together = evaluateAll(pack, asked, at);
      const alone = asked.map((definition) => evaluateAll(pack, [definition], at)[0]!);
      suppliers.forEach((facts, row) => {
        asked.forEach((definition, index) => {
          const outcome = together[index]!.of(row);
          expect(outcome).toBe(alone[index]!.of(row));
          expect(outcome).toBe(evaluate(definition, facts, at).outcome);
        });
      });
    }),
    { numRuns: 40 },
  );
});

test('a pack may be asked about any day after any other, and between suppliers that are added', () => {
  const asked = [
    ownership({ groups: ['women', 'black'], assurance: 'declared' }),
    certification({ assurance: 'declared' }),
    certification({ assurance: 'declared', maxAgeMonths: 9 }),
  ].map((criterion) => definitionOf({ kind: 'not', of: criterion }));
  const days = fc.array(fc.tuple(arb.facts, arb.date), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(days, (steps) => {
      const pack = new Pack();
      steps.forEach(([facts, at], last) => {
        pack.add(facts);
        const outcomes = evaluateAll(pack, asked, at);
        for (let row = 0; row <= last; row++) {
          asked.forEach((definition, index) => {
            expect(outcomes[index]!.of(row)).toBe(evaluate(definition, steps[row]![0], at).outcome);
          });
        }
      });
    }),
  );
});
