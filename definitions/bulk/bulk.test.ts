import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../days.ts';
import { compile, evaluate } from '../evaluate.ts';
import { prepare } from '../evidence.ts';
import * as arb from '../testing/arbitrary.ts';
import { definitionOf, factsOf, known, measured } from '../testing/build.ts';
import { evaluateAll } from './bulk.ts';
import { Pack } from './pack.ts';

test('in bulk, one by one and explained, the outcome is the same', () => {
  const worlds = fc.tuple(
    fc.array(arb.definition, { minLength: 1, maxLength: 8 }),
    fc.array(arb.facts, { maxLength: 70 }),
  );
  fc.assert(
    fc.property(worlds, arb.tables, arb.date, ([definitions, suppliers], tables, at) => {
      const pack = new Pack();
      for (const facts of suppliers) pack.add(facts);
      const bulk = evaluateAll(pack, definitions, at, tables);
      definitions.forEach((definition, index) => {
        const single = compile(definition, tables);
        suppliers.forEach((facts, row) => {
          const outcome = bulk[index]!.of(row);
          expect(outcome).toBe(single.outcome(prepare(facts), dayOf(at)));
          expect(outcome).toBe(evaluate(definition, facts, at, tables).outcome);
        });
      });
    }),
    { numRuns: 400 },
  );
});

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
