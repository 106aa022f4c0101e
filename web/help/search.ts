import { search } from '#platform/search/search.ts';
import { SearchIndex } from '#platform/search/search-index.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Article, Part } from './article.ts';
import { articles } from './articles.ts';

export type Found = { article: Article; part: Part; index: number };

const parts = articles.flatMap((article) => article.parts.map((part, index) => ({ article, part, index })));

/** The help of one language: what a heading says counts more than what a paragraph mentions. */
const indexIn = (language: Language) =>
  new SearchIndex(
    { fields: { heading: { weight: 10 }, article: { weight: 3 }, text: { weight: 1 } } },
    parts.map(({ article, part }, at) => ({
      id: String(at),
      // Of two headings that say the same word, the one that says little else.
      name: part.heading[language].length.toString().padStart(4, '0'),
      fields: {
        heading: [part.heading[language]],
        article: [article.title[language]],
        text: part.text.map((one) => one[language]),
      },
    })),
  );
const indexes = { fr: indexIn('fr'), en: indexIn('en') };

export type HelpAnswer = { found: Found[]; without: string[] };

/** Parts that answer, the best first, and the words that were left out because nothing has them all. */
export const searchHelp = (text: string, language: Language): HelpAnswer => {
  if (text.trim() === '') return { found: [], without: [] };
  const { hits, without } = search(indexes[language], { texts: [{ text }], language, size: 50 });
  return { found: hits.map(({ document }) => parts[Number(document.id)]!), without };
};
