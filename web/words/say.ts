import { dayWritten } from '#definitions/format.ts';
import { isolated } from '#schemas/isolate.ts';
import type { Language } from '#schemas/primitives.ts';

export const languages: readonly Language[] = ['fr', 'en'];

/** A page's words: texts, and functions where something is put into a text. */
export type Dictionary = { readonly [key: string]: string | Dictionary | ((...values: never[]) => string) };

type Like<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer V) => string
      ? (...values: V) => string
      : Like<T[K]>;
};

/** The same words in both languages; one that is missing in either does not pass the type check. */
export function say<T extends Dictionary>(both: { en: T; fr: Like<T> }): Record<Language, Like<T>>;
export function say(both: Record<Language, Dictionary>): Record<Language, Dictionary> {
  return { en: set(both.en, (text) => text), fr: set(both.fr, unbroken) };
}

/**
 * French as it is set in Canada (OQLF, Le guide du typographe): no space before ; ? and !, one that does not break before
 * a colon, a percent or dollar sign, inside guillemets and between thousands.
 */
const unbroken = (text: string): string =>
  text
    .replace(/[ \u00a0](?=[?!;])/g, '')
    .replace(/ (?=[:»%$])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00a0');

/** A text that was not written in a page's own words, as its language sets it. */
export const typeset = (text: string, language: Language): string => (language === 'fr' ? unbroken(text) : text);

/** `Certification : CAMSC`: a name and which one of them is meant. */
export const titled = (title: string, which: string | undefined, language: Language): string =>
  which ? `${title}${language === 'fr' ? '\u00a0' : ''}: ${which}` : title;

/** What is put into a text keeps the direction of its own letters. */
const placed = (values: never[]): never[] =>
  values.map((value: unknown) => (typeof value === 'string' ? isolated(value) : value)) as never[];

const set = (words: Dictionary, texts: (text: string) => string): Dictionary =>
  Object.fromEntries(
    Object.entries(words).map(([name, value]) => {
      if (typeof value === 'string') return [name, texts(value)];
      if (typeof value === 'function') return [name, (...values: never[]) => texts(value(...placed(values)))];
      return [name, set(value, texts)];
    }),
  );

/** Dates, numbers and money as people write them in each language. */
const locale = { en: 'en-CA', fr: 'fr-CA' } as const;
export const formats = (language: Language) => ({
  /** `22 November 2026`, from a calendar day or an instant. */
  day: (value: string | Date): string =>
    dayWritten(
      new Intl.DateTimeFormat(locale[language], {
        dateStyle: 'long',
        timeZone: typeof value === 'string' && value.length === 10 ? 'UTC' : 'America/Toronto',
      }).format(new Date(value)),
      language,
    ),
  moment: (value: string | Date): string =>
    dayWritten(
      new Intl.DateTimeFormat(locale[language], {
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        // French writes `6 h 04`, and the short style of a time `06 h 04`.
        hour: 'numeric',
        minute: '2-digit',
        timeZone: 'America/Toronto',
      }).format(new Date(value)),
      language,
    )
      // `6 h 04` and `6:04 a.m.` stay on one line.
      .replace(/ (?=h |\d\d$|[ap]\.m\.)/g, '\u00a0'),
  number: (value: number): string => new Intl.NumberFormat(locale[language]).format(value),
  /** Basis points as a percentage: 5050 is `50.5%` or `50,5 %`. */
  share: (bp: number): string =>
    new Intl.NumberFormat(locale[language], { style: 'percent', maximumFractionDigits: 2 }).format(bp / 10_000),
  money: (dollars: number): string =>
    new Intl.NumberFormat(locale[language], { style: 'currency', currency: 'CAD', maximumFractionDigits: 0 }).format(
      dollars,
    ),
  /** A limit, in whole megabytes that are certain to pass. */
  atMost: (bytes: number): string =>
    new Intl.NumberFormat(locale[language], { style: 'unit', unit: 'megabyte' }).format(Math.floor(bytes / 1_000_000)),
  bytes: (bytes: number): string =>
    new Intl.NumberFormat(locale[language], {
      style: 'unit',
      unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
      maximumFractionDigits: bytes < 1_000_000 ? 0 : 1,
    }).format(bytes / (bytes < 1_000_000 ? 1_000 : 1_000_000)),
});
