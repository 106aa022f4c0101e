import type { Language } from '#schemas/primitives.ts';

/** What a form sent, field by field: several values where a name came several times (checkboxes). */
export type Fields = Record<string, string | string[] | File>;

/** One text, trimmed; '' where the field was left empty or not sent. */
export const textOf = (fields: Fields, name: string): string => {
  const value = fields[name];
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one.trim() : '';
};

/** Every value of a name, in the order of the page. */
export const listOf = (fields: Fields, name: string): string[] => {
  const value = fields[name];
  const all = Array.isArray(value) ? value : [value];
  return all.filter((one): one is string => typeof one === 'string' && one !== '');
};

/** `51`, `51.01`, `51,01 %` → basis points. What is not a share stays as it was typed, to be shown with its error. */
export const shareOf = (typed: string): number | string => {
  const text = typed.replace(/[\s  %]/g, '').replace(',', '.');
  if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(text)) return typed;
  return Math.round(Number(text) * 100);
};

/** A share as it is typed: 5101 → `51.01` or `51,01`; what is not a share stays as it was typed. */
export const shareTyped = (value: unknown, language: Language): string => {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  const text = String(value / 100);
  return language === 'fr' ? text.replace('.', ',') : text;
};

/** `2 450 000 $`, `2,450,000` → a whole number; anything else as it was typed. */
export const countOf = (typed: string): number | string => {
  const text = typed.replace(/[\s  $']/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,15}$/.test(text) ? Number(text) : typed;
};

/** `2017-2-20`, `2017/02/20`, `20170220` → `2017-02-20`; what is not a date stays as it was typed. */
export const dateOf = (typed: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})$/.exec(typed) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
};

/** A day that exists: 2027-02-30 does not. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
