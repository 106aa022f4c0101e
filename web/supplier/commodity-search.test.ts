import { describe, expect, test } from 'vitest';
import { trades } from '#samples/search/trades.ts';
import { commodities } from '#schemas/commodities.ts';
import { commodityWords, wordsFor } from '#schemas/commodity-words.ts';
import { codeIn, searchCommodities } from './commodity-search.ts';

describe.each(['fr', 'en'] as const)('plain words in %s', (language) => {
  test('find the commodity that is meant first, nine times in ten', () => {
    const missed = trades[language].filter(([words, code]) => searchCommodities(words).codes[0] !== code);
    expect(trades[language].length).toBeGreaterThanOrEqual(50);
    expect(missed.length / trades[language].length, JSON.stringify(missed)).toBeLessThanOrEqual(0.1);
  });
});

test('each listed word finds its own commodity among the first three', () => {
  const lost = Object.keys(commodityWords).flatMap((code) =>
    wordsFor(code)
      .filter((word) => !searchCommodities(word, 3).codes.includes(code))
      .map((word) => `${word} → ${searchCommodities(word, 3).codes.join(' ')} instead of ${code}`),
  );
  expect(lost).toEqual([]);
});

test('each commodity has words of people in both languages', () => {
  for (const code of Object.keys(commodities)) expect(wordsFor(code).length, code).toBeGreaterThan(1);
});

test('what has no word in common with any commodity finds none, and says nothing of the kind', () => {
  expect(searchCommodities('qwxz')).toEqual({ codes: [], without: [] });
  expect(searchCommodities(' ')).toEqual({ codes: [], without: [] });
});

test('what is left out is said', () => {
  expect(searchCommodities('traiteur végétalien')).toMatchObject({ codes: ['90101603'], without: ['vegetalien'] });
});

test('a code at the start, or exactly a name, needs no search', () => {
  expect(
    [
      '90101603 – Traiteur',
      ' 12345678',
      'Services de traiteur',
      'CATERING services',
      "Entretien d'ascenseurs",
      'traiteur',
      '',
    ].map(codeIn),
  ).toEqual(['90101603', '12345678', '90101603', '90101603', '72101506', undefined, undefined]);
});
