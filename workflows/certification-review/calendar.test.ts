import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessDays, endOf, isBusinessDay } from './calendar.ts';
import { forecast } from './pace.ts';
import { addMonths } from './term.ts';

describe('business days', () => {
  it.each([
    ['2026-07-01', 'ON', false, 'Canada Day'],
    ['2026-06-24', 'QC', false, 'Fête nationale, in Québec'],
    ['2026-06-24', 'ON', true, 'and only there'],
    ['2026-02-16', 'ON', false, 'Family Day, in Ontario'],
    ['2026-02-16', 'QC', true, 'and not in Québec'],
    ['2026-12-25', 'YT', false, 'Christmas'],
    ['2026-11-22', 'ON', false, 'a Sunday'],
    ['2026-11-23', 'ON', true, 'a Monday'],
  ])('%s in %s: %s (%s)', (day, province, expected) => {
    expect(isBusinessDay(day, province)).toBe(expected);
  });

  it('counts over a long weekend', () => {
    expect(addBusinessDays('2026-12-23', 3, 'ON')).toBe('2026-12-29');
    expect(addBusinessDays('2026-12-29', -3, 'ON')).toBe('2026-12-23');
  });

  it('goes forth and back to the same business day', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), fc.constantFrom('ON', 'QC', 'BC'), (from, count, province) => {
        const start = addBusinessDays(from.toISOString().slice(0, 10), 1, province);
        expect(addBusinessDays(addBusinessDays(start, count, province), -count, province)).toBe(start);
      }),
      { numRuns: 200 },
    );
  });

  it('ends a day at midnight in Toronto, in summer and winter', () => {
    expect(endOf('2026-07-02')).toBe('2026-07-03T03:59:59.999Z');
    expect(endOf('2026-12-02')).toBe('2026-12-03T04:59:59.999Z');
  });
});

describe('the forecast', () => {
  const pace = { due: ['2026-12-01T', '2026-12-02T', '2026-12-03T', '2026-12-08T'], perDay: 2 };
  it('waits for those due before, at the pace of late', () => {
    expect(forecast(pace, '2026-11-23', '2026-12-04T', 'ON')).toBe('2026-11-25');
  });
  it('falls back on the due date where nothing was decided of late', () => {
    expect(forecast({ ...pace, perDay: 0 }, '2026-11-23', '2026-12-08T04:59:59.999Z', 'ON')).toBe('2026-12-07');
  });
});

describe('a term in months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-02-29', 24, '2026-02-28'],
    ['2026-11-23', 24, '2028-11-23'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });
});
