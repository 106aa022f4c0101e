import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, dayOf, isoOf, monthsBetween } from './days.ts';

const day = fc.integer({ min: dayOf('1800-01-01'), max: dayOf('2400-12-31') });

test('a day number follows the calendar of the platform', () => {
  fc.assert(
    fc.property(day, (d) => {
      expect(isoOf(d)).toBe(new Date((d - dayOf('1970-01-01')) * 86_400_000).toISOString().slice(0, 10));
      expect(dayOf(isoOf(d))).toBe(d);
    }),
    { numRuns: 2000 },
  );
});

test('a month later is clamped to the last day of a shorter month', () => {
  expect(isoOf(addMonths(dayOf('2024-01-31'), 1))).toBe('2024-02-29');
  expect(isoOf(addMonths(dayOf('2025-08-31'), 6))).toBe('2026-02-28');
  expect(isoOf(addMonths(dayOf('2024-02-29'), 12))).toBe('2025-02-28');
});

test('whole months between two days is the largest number that can be added without passing the second', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 40_000 }), (from, days) => {
      const months = monthsBetween(from, from + days);
      expect(addMonths(from, months)).toBeLessThanOrEqual(from + days);
      expect(addMonths(from, months + 1)).toBeGreaterThan(from + days);
    }),
    { numRuns: 2000 },
  );
});
