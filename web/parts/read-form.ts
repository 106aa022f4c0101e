import type { PageContext } from '../context.ts';

/** What a form sent, field by field: several values where a name came several times (checkboxes). */
export type Fields = Record<string, string | string[] | File>;

/** The form of this request; its body is read once, however often this is asked. */
export const fieldsOf = async (c: PageContext): Promise<Fields> => {
  const parsed = await c.req.parseBody({ all: true });
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : value,
    ]),
  );
};

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

/** `2 450 000 $`, `2,450,000` → a whole number; anything else as it was typed. */
export const countOf = (typed: string): number | string => {
  const text = typed.replace(/[\s  $']/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '');
  return /^\d{1,15}$/.test(text) ? Number(text) : typed;
};

/** The three fields of a date as `YYYY-MM-DD`; incomplete ones as they were typed (`2026--3`), so that they can be shown again. */
export const dateOf = (fields: Fields, name: string): string => {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => textOf(fields, `${name}-${part}`));
  if (!year && !month && !day) return '';
  const padded = (text = '') => (/^\d$/.test(text) ? `0${text}` : text);
  return `${year}-${padded(month)}-${padded(day)}`;
};
