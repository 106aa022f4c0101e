import { expect, test } from 'vitest';
import { articles } from './articles.ts';
import { searchHelp } from './search.ts';

test('accents and capitals make no difference, and every word must be there', () => {
  const slugs = (text: string) =>
    searchHelp(text, 'fr').map(({ article, part }) => `${article.slug}: ${part.heading.fr}`);
  expect(slugs('TEMOINS')).toEqual(['privacy: Témoins']);
  expect(slugs('témoins webhooks')).toEqual([]);
});

test('what stands in a heading comes before what only mentions it', () => {
  expect(searchHelp('verdict', 'en')[0]?.part.heading.en).toBe('Verdict');
  expect(searchHelp('verdict', 'en').length).toBeGreaterThan(1);
});

test('a search without words finds nothing', () => {
  expect(searchHelp(' ?! ', 'en')).toEqual([]);
});

test('no text of one language stands in for the other', () => {
  for (const { title, parts } of articles)
    for (const { en, fr } of [...parts.flatMap(({ text }) => text)]) expect(en, title.en).not.toBe(fr);
});
