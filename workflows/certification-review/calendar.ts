import Holidays from 'date-holidays';
import { dayOf } from '#platform/clock.ts';

/** Days are `YYYY-MM-DD`; a business day is neither Saturday, Sunday, nor a public holiday of Canada or of the provinces named. */
const federal = new Holidays('CA');
const calendars = new Map<string, Holidays>();
const calendarOf = (province: string): Holidays => {
  const known = calendars.get(province) ?? new Holidays('CA', province);
  calendars.set(province, known);
  return known;
};

const holidays = new Map<string, ReadonlySet<string>>();
const holidaysOf = (year: number, province: string): ReadonlySet<string> => {
  const key = `${year} ${province}`;
  const known =
    holidays.get(key) ??
    new Set(
      [federal, calendarOf(province)].flatMap((calendar) =>
        calendar
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .map(({ date }) => date.slice(0, 10)),
      ),
    );
  holidays.set(key, known);
  return known;
};

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const isBusinessDay = (day: string, province: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4)), province).has(day);
};

/** The business day `count` after `day` (before it, when negative); `day` itself need not be one. */
export const addBusinessDays = (day: string, count: number, province: string): string => {
  let at = day;
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, Math.sign(count));
    if (isBusinessDay(at, province)) left--;
  }
  return at;
};

/** The last instant of a day in Toronto. */
export const endOf = (day: string): string => {
  const standard = new Date(`${day}T23:59:59.999-05:00`);
  return (dayOf(standard) === day ? standard : new Date(`${day}T23:59:59.999-04:00`)).toISOString();
};
