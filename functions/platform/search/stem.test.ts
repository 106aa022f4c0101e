import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance, lettersOf, mayBeNear, tolerance } from './distance.ts';
import { fold } from './fold.ts';
import { stem } from './stem.ts';
import { wordsOf } from './words.ts';

test.each([
  ['travaux', 'travail'],
  ['bureaux', 'bureau'],
  ['tuyaux', 'tuyau'],
  ['journaux', 'journal'],
  ['materiaux', 'materiau'],
  ['pneus', 'pneu'],
  ['jeux', 'jeu'],
  ['nettoyeuse', 'nettoyeur'],
  ['traductrices', 'traducteur'],
  ['couturiere', 'couturier'],
  ['anciennes', 'ancien'],
  ['boxes', 'box'],
  ['glasses', 'glass'],
  ['batteries', 'battery'],
  ['companies', 'company'],
  ['women', 'woman'],
  ['caterers', 'caterer'],
  ['services', 'service'],
  ['dangereuse', 'dangereux'],
  ['agences', 'agence'],
  ['businesses', 'business'],
  ['taches', 'tache'],
])('%s and %s are one', (one, other) => {
  expect(stem(one)).toBe(stem(other));
});

test.each([
  ['printer', 'printing'],
  ['news', 'new'],
  ['organ', 'organization'],
  ['animal', 'animation'],
  ['canvas', 'canva'],
  ['universal', 'university'],
])('%s and %s are two', (one, other) => {
  expect(stem(one)).not.toBe(stem(other));
});

test('a plural in s is one with its singular', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrtuvwy'), minLength: 6, maxLength: 12 });
  fc.assert(
    fc.property(
      letters.filter((word) => !/(?:ch|sh|au|eu|ou)$/.test(word)),
      (word) => {
        expect(stem(`${word}s`)).toBe(stem(word));
      },
    ),
  );
});

test('folding twice is folding once, in every script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['L’Œuvre d’Ébénisterie', ['oeuvre', 'ebenisterie']],
  ['aujourd’hui, O’Brien', ['aujourdhui', 'obrien']],
  ['Women’s Centre', ['women', 'centre']],
  ['S.E.N.C. A&W', ['senc', 'aw']],
  ['Saint-Jean-sur-Richelieu', ['saint', 'jean', 'sur', 'richelieu']],
  ['905-555-0134 or 24/7', ['9055550134', 'or', '24', '7']],
  ['90101600 90111600', ['90101600', '90111600']],
  ['株式会社 सड़क', ['株式会社', 'सड़क'.normalize('NFKD')]],
])('%s is the words %j', (text, words) => {
  expect(wordsOf(text).map(({ word }) => word)).toEqual(words);
});

test('letters that are missing, too many, other or swapped are counted, up to what is allowed', () => {
  expect([
    distance('caterng', 'catering', 2),
    distance('cartering', 'catering', 2),
    distance('caetring', 'catering', 2),
  ]).toEqual([1, 1, 1]);
  expect(distance('abcdef', 'uvwxyz', 2)).toBe(3);
  expect(['ppe', 'roof', 'plombier', '90101603'].map(tolerance)).toEqual([0, 1, 2, 0]);
});

test('the quick look at letters never rules out what is near', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.constantFrom(1, 2), (a, b, most) => {
      if (distance(a, b, most) <= most) expect(mayBeNear(lettersOf(a), lettersOf(b), most)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
