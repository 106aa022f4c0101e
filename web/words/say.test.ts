import { expect, test } from 'vitest';
import { formats, say, titled, typeset } from './say.ts';

const words = say({
  en: { most: 'At most 4,000 characters: why?', of: (name: string) => `Case: ${name}` },
  fr: { most: 'Au plus 4 000 caractères : pourquoi ?', of: (name) => `Dossier « ${name} » : ouvert` },
});

test('French breaks no line before a colon, inside guillemets or between thousands, and sets no space before a question mark', () => {
  expect(words.fr.most).toBe('Au plus 4\u00a0000 caractères\u00a0: pourquoi?');
  expect(words.fr.of('x')).toBe('Dossier «\u00a0x\u00a0»\u00a0: ouvert');
  expect(typeset('51 % ; 5 $', 'fr')).toBe('51\u00a0%; 5\u00a0$');
  expect(words.en.most).toBe('At most 4,000 characters: why?');
});

test('the first of a month is « 1er » in French, and no other day', () => {
  const { day, moment } = formats('fr');
  expect(day('2026-12-01')).toBe('1er décembre 2026');
  expect(day('2026-12-11')).toBe('11 décembre 2026');
  expect(moment('2026-12-01T17:04:00Z')).toMatch(/^1er décembre 2026 à 12\sh\s04$/);
  expect(formats('en').day('2026-12-01')).toBe('December 1, 2026');
});

test('an hour of one digit stands alone in both languages', () => {
  expect(formats('fr').moment('2026-11-30T11:04:00Z')).toMatch(/^30 novembre 2026 à 6\sh\s04$/);
  expect(formats('en').moment('2026-11-30T11:04:00Z')).toMatch(/^November 30, 2026 at 6:04\sa\.m\.$/);
});

test('which one is meant stands after a colon, set as the language sets it', () => {
  expect(titled('Certification', 'CAMSC', 'fr')).toBe('Certification\u00a0: CAMSC');
  expect(titled('Certification', 'CAMSC', 'en')).toBe('Certification: CAMSC');
  expect(titled('Revenue', undefined, 'en')).toBe('Revenue');
});
