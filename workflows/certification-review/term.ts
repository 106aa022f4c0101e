import type { Policy } from '#schemas/policy.ts';

/** The same day of the month some months later; the month's last day where there is no such day. */
export const addMonths = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate()))).toISOString().slice(0, 10);
};

/** The last day of a certification decided on a day. */
export const expiryOf = (decidedOn: string, policy: Policy): string => addMonths(decidedOn, policy.certificationMonths);
