import fc from 'fast-check';
import { expect, it } from 'vitest';
import { facts } from '#schemas/facts.ts';
import { evaluate } from '../evaluate.ts';
import { definitionOf, known, ownership } from '../testing/build.ts';
import { chance, drawFirm } from './draw.ts';
import { statistics } from './statistics.ts';

const on = '2026-11-30';
const qualifies = (groups: string[], n: number) =>
  evaluate(definitionOf(ownership({ groups })), drawFirm(`firm-${n}`, 0, undefined, statistics, on), on).outcome;

it('a drawn firm is one as the registry could have it, and always the same', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(8), (vendor, copy) => {
      const open = { places: [known({ region: 'CA-ON', head: true })] };
      const row = drawFirm(vendor, copy, open, statistics, on);
      expect(facts.parse(row)).toEqual(row);
      expect(row.owners.reduce((sum, { bp }) => sum + bp, 0)).toBe(10_000);
      expect(row.places).toEqual(open.places);
      expect(drawFirm(vendor, copy, open, statistics, on)).toEqual(row);
    }),
  );
});

it('so many are owned by each group as the statistics say, and groups are independent', () => {
  const firms = 20_000;
  const rate = (groups: string[]) =>
    Array.from({ length: firms }, (_, n) => Number(qualifies(groups, n) === 'qualifies')).reduce((a, b) => a + b) /
    firms;
  const of = (group: string) => statistics[group]!.majority / 10_000;
  for (const group of Object.keys(statistics)) expect(rate([group])).toBeCloseTo(of(group), 2);
  const either = 1 - (1 - of('women')) * (1 - of('racialized'));
  expect(rate(['women', 'racialized'])).toBeCloseTo(either, 2);
  // Whoever is Black is racialized: naming both asks no more than naming the wider.
  expect(rate(['racialized', 'black'])).toBeCloseTo(of('racialized'), 2);
});

it('every row is decided for what statistics tell, and chance is spread evenly', () => {
  for (let n = 0; n < 2_000; n++) expect(qualifies(['women', 'racialized', 'black'], n)).not.toBe('undetermined');
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 10_000; n++) tenths[Math.floor(chance(`firm ${n}`) * 10)]!++;
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
