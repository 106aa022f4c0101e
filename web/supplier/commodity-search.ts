import { unaccented } from '#definitions/unaccented.ts';
import { commodities } from '#schemas/commodities.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';

const known: Record<string, Bilingual> = commodities;

const plain = (text: string): string => unaccented(text).replaceAll('’', "'");

export const commodityName = (code: string, language: Language): string => known[code]?.[language] ?? code;

/** How one is offered and recognised again: `90101603 – Catering services`. */
export const commodityOffer = (code: string, language: Language): string =>
  `${code} – ${commodityName(code, language)}`;

/** The code that a text stands for: eight digits at its start, or exactly the name in either language. */
export const codeIn = (text: string): string | undefined => {
  const digits = /^\s*(\d{8})(?:\D|$)/.exec(text)?.[1];
  if (digits) return digits;
  const wanted = plain(text.trim());
  return Object.entries(known).find(([, { fr, en }]) => plain(fr) === wanted || plain(en) === wanted)?.[0];
};

/** Codes whose name holds every word, in either language: people search in the one they think in. */
export const searchCommodities = (text: string, most = 12): string[] => {
  const wanted = plain(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
  if (wanted.length === 0) return [];
  return Object.entries(known)
    .filter(([code, { fr, en }]) => {
      const name = `${code} ${plain(fr)} ${plain(en)}`;
      // "gardes" finds "gardiennage": the first letters are enough.
      return wanted.every((word) => name.includes(word.slice(0, 5)));
    })
    .slice(0, most)
    .map(([code]) => code);
};

export const allCommodities = (): string[] => Object.keys(known);
