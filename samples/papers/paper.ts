import type { Language } from '#schemas/primitives.ts';
import type { Answers } from '#schemas/submission.ts';

/** What a paper says, before it is laid out: the same for a printed document and for a card. */
export type Paper = {
  language: Language;
  title: string;
  /** Who issued it; invented, like everything else on it. */
  issuer: string;
  blocks: readonly Block[];
};

export type Block =
  | { text: string }
  | { rows: readonly (readonly [label: string, value: string])[] }
  | { head: readonly string[]; lines: readonly (readonly string[])[] };

/** The firm as it filled in its form, on the day that the paper is dated. */
export type Firm = { answers: Answers; language: Language; on: string };

/** `2027-01-14` as "14 janvier 2027" or "January 14, 2027", followed by the ISO date for machines and for doubt. */
export const longDate = (date: string, language: Language): string => {
  const long = new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'long', timeZone: 'UTC' });
  return `${long.format(new Date(`${date}T00:00:00Z`))} (${date})`;
};

/** 5050 basis points as "50,50 %" or "50.50%". */
export const percent = (bp: number, language: Language): string => {
  const value = `${Math.floor(bp / 100)}${language === 'fr' ? ',' : '.'}${String(bp % 100).padStart(2, '0')}`;
  return language === 'fr' ? `${value} %` : `${value}%`;
};
