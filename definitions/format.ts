import type { Language } from '#schemas/primitives.ts';
import { words } from './words.ts';

/** Numbers, dates and lists in the reader's language. Formatters are slow to make and are made once per language. */
export interface Format {
  percent: (bp: number) => string;
  number: (n: number) => string;
  money: (cad: number) => string;
  /** `YYYY-MM-DD` written out. */
  date: (iso: string) => string;
  or: (items: readonly string[]) => string;
  and: (items: readonly string[]) => string;
}

/** In French the first of a month is « 1er »; `Intl` writes 1. */
export const dayWritten = (text: string, language: Language): string =>
  language === 'fr' ? text.replace(/^1(?= \p{L})/u, '1er') : text;

const create = (language: Language): Format => {
  const { locale } = words[language];
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const number = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'CAD', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    percent: (bp) => percent.format(bp / 10_000),
    number: (n) => number.format(n),
    money: (cad) => money.format(cad),
    date: (iso) => dayWritten(date.format(new Date(`${iso}T00:00:00Z`)), language),
    or: (items) => or.format(items),
    and: (items) => and.format(items),
  };
};

const made: Partial<Record<Language, Format>> = {};
export const formatIn = (language: Language): Format => {
  made[language] ??= create(language);
  return made[language];
};
