import { expect, test } from 'vitest';
import { articles } from './articles.ts';
import { searchHelp } from './search.ts';

const slugs = (text: string) =>
  searchHelp(text, 'fr').found.map(({ article, part }) => `${article.slug}: ${part.heading.fr}`);

test('accents, capitals, plurals and a slip of the finger make no difference', () => {
  for (const text of ['TEMOINS', 'témoin', 'témions']) expect(slugs(text), text).toEqual(['privacy: Témoins']);
});

test('every word must be there; what is left out where nothing has them all is said', () => {
  expect(searchHelp('témoins zzyzx', 'fr')).toMatchObject({
    found: [{ article: { slug: 'privacy' } }],
    without: ['zzyzx'],
  });
  expect(slugs('zzyzx qwxq')).toEqual([]);
});

test('what stands in a heading comes before what only mentions it', () => {
  expect(searchHelp('verdict', 'en').found[0]?.part.heading.en).toBe('Verdict');
  expect(searchHelp('verdict', 'en').found.length).toBeGreaterThan(1);
});

test('a search without words finds nothing', () => {
  expect(searchHelp(' ?! ', 'en').found).toEqual([]);
});

test('no text of one language stands in for the other', () => {
  for (const { title, parts } of articles)
    for (const { en, fr } of [...parts.flatMap(({ text }) => text)]) expect(en, title.en).not.toBe(fr);
});
