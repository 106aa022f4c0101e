import { unaccented } from '#definitions/unaccented.ts';
import type { Language } from '#schemas/primitives.ts';
import type { Article, Part } from './article.ts';
import { articles } from './articles.ts';

const plain = (text: string): string => unaccented(text).replaceAll('’', "'");

export type Found = { article: Article; part: Part; index: number };

/** Parts that hold every word, those with a word in the heading first. Accents and capitals make no difference. */
export const searchHelp = (text: string, language: Language): Found[] => {
  const words = plain(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
  if (words.length === 0) return [];
  return (
    articles
      .flatMap((article) =>
        article.parts.map((part, index) => {
          const heading = plain(`${article.title[language]} ${part.heading[language]}`);
          const body = plain(part.text.map((one) => one[language]).join(' '));
          const inHeading = words.filter((word) => heading.includes(word)).length;
          return { article, part, index, inHeading, all: words.every((word) => `${heading} ${body}`.includes(word)) };
        }),
      )
      .filter(({ all }) => all)
      // A heading that says just this before one that says more.
      .sort((a, b) => b.inHeading - a.inHeading || a.part.heading[language].length - b.part.heading[language].length)
  );
};
