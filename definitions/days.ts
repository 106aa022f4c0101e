/**
 * Calendar days as integers, so that evidence can be compared, aged and packed without parsing dates again.
 * A day number counts from 0000-03-01 (proleptic Gregorian, Howard Hinnant's civil calendar): positive for any real date.
 */

/** Later than any date: "no known day ends this". Fits 22 bits. */
export const NEVER = 0x3fffff;

const digit = (iso: string, at: number) => iso.charCodeAt(at) - 48;

const fromCivil = (year: number, month: number, day: number): number => {
  const y = month > 2 ? year : year - 1;
  const fromMarch = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1;
  return y * 365 + ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0) + fromMarch;
};

/** Day number of `YYYY-MM-DD`. The caller has checked the date (`isoDate`). */
export const dayOf = (iso: string): number =>
  fromCivil(
    digit(iso, 0) * 1000 + digit(iso, 1) * 100 + digit(iso, 2) * 10 + digit(iso, 3),
    digit(iso, 5) * 10 + digit(iso, 6),
    digit(iso, 8) * 10 + digit(iso, 9),
  );

interface Civil {
  year: number;
  month: number;
  day: number;
}

const toCivil = (number: number): Civil => {
  const era = (number / 146097) | 0;
  const ofEra = number - era * 146097;
  const yearOfEra = ((ofEra - ((ofEra / 1460) | 0) + ((ofEra / 36524) | 0) - ((ofEra / 146096) | 0)) / 365) | 0;
  const ofYear = ofEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const fromMarch = ((5 * ofYear + 2) / 153) | 0;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - (((153 * fromMarch + 2) / 5) | 0) + 1,
  };
};

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`);

const written = (number: number): string => {
  const { year, month, day } = toCivil(number);
  return `${year >= 1000 ? year : `${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`;
};

/** The same few thousand days are written again and again: the last ones are kept. */
const KEPT = 1 << 13;
const kept = { numbers: new Int32Array(KEPT).fill(-1), written: new Array<string>(KEPT).fill('') };

/** `YYYY-MM-DD` of a day number. */
export const isoOf = (number: number): string => {
  const place = number & (KEPT - 1);
  if (kept.numbers[place] !== number) {
    kept.numbers[place] = number;
    kept.written[place] = written(number);
  }
  return kept.written[place]!;
};

const daysIn = (year: number, month: number): number => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};

/** The same day of the month, `months` later; the month's last day where it has no such day (31 Jan + 1 = 28 Feb). */
export const addMonths = (number: number, months: number): number => {
  const { year, month, day } = toCivil(number);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return fromCivil(y, m, Math.min(day, daysIn(y, m)));
};

/** Whole months from one day to a later one: the largest m with `addMonths(from, m) <= to`; 0 when `to` is earlier. */
export const monthsBetween = (from: number, to: number): number => {
  if (to <= from) return 0;
  const a = toCivil(from);
  const b = toCivil(to);
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return addMonths(from, months) <= to ? months : months - 1;
};

/** Last day on which a fact counts where evidence older than `maxAge` months (0: any age) is refused. */
export const lastDay = (since: number, until: number, maxAge: number): number =>
  maxAge === 0 ? until : Math.min(until, addMonths(since, maxAge));
