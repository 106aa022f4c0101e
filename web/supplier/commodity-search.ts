import { search } from '#platform/search/search.ts';
import { keyOf, SearchIndex } from '#platform/search/search-index.ts';
import { wordsOf } from '#platform/search/words.ts';
import { commodities } from '#schemas/commodities.ts';
import { wordsFor } from '#schemas/commodity-words.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';

const known: Record<string, Bilingual> = commodities;

export const commodityName = (code: string, language: Language): string => known[code]?.[language] ?? code;

/** How one is offered and recognised again: `90101603 – Catering services`. */
export const commodityOffer = (code: string, language: Language): string =>
  `${code} – ${commodityName(code, language)}`;

const exactly = (text: string): string => keyOf(wordsOf(text), (word) => word);
const byName = new Map(
  Object.entries(known).flatMap(([code, { fr, en }]) => [fr, en].map((name) => [exactly(name), code])),
);

/** The code that a text stands for: eight digits at its start, or exactly the name in either language. */
export const codeIn = (text: string): string | undefined =>
  /^\s*(\d{8})(?:\D|$)/.exec(text)?.[1] ?? (text.trim() === '' ? undefined : byName.get(exactly(text)));

/** What people call a thing counts more than its title, which is written for a classification. */
const index = new SearchIndex(
  { fields: { called: { weight: 6 }, title: { weight: 5 }, code: { weight: 10 } } },
  Object.entries(known).map(([code, { fr, en }]) => ({
    id: code,
    name: code,
    fields: { called: wordsFor(code), title: [fr, en], code: [code] },
  })),
);

export type FoundCommodities = {
  codes: string[];
  /** Words that were left out, since nothing has them all. */
  without: string[];
};

/** Codes for what somebody calls a product or service, in either language: people search in the one they think in. */
export const searchCommodities = (text: string, most = 12): FoundCommodities => {
  const { hits, without } = search(index, { texts: [{ text }], language: 'fr', size: most, least: 0.3 });
  return { codes: text.trim() === '' ? [] : hits.map(({ document }) => document.id), without };
};

export const allCommodities = (): string[] => Object.keys(known);
