import { expect, it } from 'vitest';
import { dayOf } from './calendar.ts';

it('a day ends at midnight in Toronto, in summer as in winter, wherever the machine is', () => {
  expect(dayOf(new Date('2026-12-01T04:59:59Z'))).toBe('2026-11-30');
  expect(dayOf(new Date('2026-12-01T05:00:00Z'))).toBe('2026-12-01');
  expect(dayOf(new Date('2026-07-01T03:59:59Z'))).toBe('2026-06-30');
  expect(dayOf(new Date('2026-07-01T04:00:00Z'))).toBe('2026-07-01');
});
