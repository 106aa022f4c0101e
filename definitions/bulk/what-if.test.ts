import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rule } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { judge } from '../evaluate.ts';
import * as arb from '../testing/arbitrary.ts';
import {
  all,
  any,
  certification,
  definitionOf,
  factsOf,
  flagged,
  form,
  known,
  not,
  ownerIn,
  ownership,
} from '../testing/build.ts';
import { Pack } from './pack.ts';
import { whatIf } from './what-if.ts';

const at = '2026-06-15';
const packOf = (suppliers: readonly Facts[]) => {
  const pack = new Pack();
  for (const facts of suppliers) pack.add(facts);
  return pack;
};
const change = (before: Rule, after: Rule, suppliers: readonly Facts[]) =>
  whatIf(packOf(suppliers), definitionOf(before), definitionOf(after), at);

test('who gains, who loses and who becomes undetermined is what the single evaluator says before and after', () => {
  fc.assert(
    fc.property(
      arb.definition,
      arb.definition,
      fc.array(arb.facts, { maxLength: 70 }),
      arb.tables,
      arb.date,
      (before, after, suppliers, tables, day) => {
        const result = whatIf(packOf(suppliers), before, after, day, tables);
        const moves = suppliers.map(
          (facts) => [judge(before, facts, day, tables).outcome, judge(after, facts, day, tables).outcome] as const,
        );
        const rows = (test: (from: string, to: string) => boolean) =>
          moves.flatMap(([from, to], row) => (test(from, to) ? [row] : []));
        expect([...result.gain.rows]).toEqual(rows((from, to) => from !== 'qualifies' && to === 'qualifies'));
        expect([...result.lose.rows]).toEqual(rows((from, to) => from === 'qualifies' && to === 'does-not-qualify'));
        expect([...result.becomeUndetermined.rows]).toEqual(
          rows((from, to) => from !== 'undetermined' && to === 'undetermined'),
        );
        expect(moves.map((_, row) => result.of(row))).toEqual(moves.map(([from, to]) => ({ from, to })));
        for (const [from, to] of moves) result.moves[from][to]--;
        expect(
          Object.values(result.moves)
            .flatMap((row) => Object.values(row))
            .every((count) => count === 0),
        ).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

const owned = (bp: number, more: Partial<Facts> = {}) =>
  factsOf({ owners: [ownerIn(bp, { women: true }), ownerIn(10_000 - bp, { women: false })], ...more });

test('a stricter threshold is named as the criterion by which suppliers lose', () => {
  const suppliers = [owned(5050), owned(5100), owned(4000)];
  const result = change(all(ownership({ cmp: '>', bp: 5000 })), all(ownership()), suppliers);
  expect(result.lose).toEqual({
    rows: Uint32Array.of(0),
    because: [{ criterion: 'owned', change: 'altered', suppliers: 1 }],
  });
  expect(result.gain.because).toEqual([]);
});

test('an added requirement leaves those without evidence undetermined', () => {
  const suppliers = [owned(6000), owned(6000, { certifications: { wbe: known(false) } })];
  const result = change(all(ownership()), all(ownership(), certification()), suppliers);
  expect(result.becomeUndetermined).toEqual({
    rows: Uint32Array.of(0),
    because: [{ criterion: 'certified', change: 'added', suppliers: 1 }],
  });
  expect(result.lose).toEqual({
    rows: Uint32Array.of(1),
    because: [{ criterion: 'certified', change: 'added', suppliers: 1 }],
  });
});

test('an alternative that goes, and an exclusion that comes, are named too', () => {
  const suppliers = [
    owned(1000, { legalForm: known('non-profit') }),
    owned(6000, { legalForm: known('non-profit'), flags: { 'reinvests-profits': known(true) } }),
  ];
  const alternative = change(any(ownership(), form()), any(ownership()), suppliers);
  expect(alternative.lose).toEqual({
    rows: Uint32Array.of(0),
    because: [{ criterion: 'form', change: 'removed', suppliers: 1 }],
  });
  const excluded = change(all(ownership()), all(ownership(), not(flagged())), suppliers);
  expect(excluded.lose).toEqual({
    rows: Uint32Array.of(1),
    because: [{ criterion: 'flagged', change: 'added', suppliers: 1 }],
  });
  const readmitted = change(all(ownership(), not(flagged())), all(ownership()), suppliers);
  expect(readmitted.gain).toEqual({
    rows: Uint32Array.of(1),
    because: [{ criterion: 'flagged', change: 'removed', suppliers: 1 }],
  });
});

test('where no definition was in force everybody was undetermined, and each criterion is new', () => {
  const suppliers = [
    factsOf({ flags: { 'reinvests-profits': known(true) } }),
    factsOf({ flags: { 'reinvests-profits': known(false) } }),
  ];
  const { moves, gain, of } = whatIf(packOf(suppliers), undefined, definitionOf(flagged()), at);
  expect(moves.undetermined).toEqual({ qualifies: 1, 'does-not-qualify': 1, undetermined: 0 });
  expect(gain.because).toMatchObject([{ change: 'added', suppliers: 1 }]);
  expect([of(0), of(1)]).toEqual([
    { from: 'undetermined', to: 'qualifies' },
    { from: 'undetermined', to: 'does-not-qualify' },
  ]);
});
