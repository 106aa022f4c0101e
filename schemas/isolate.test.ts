import bidiFactory from 'bidi-js';
import { expect, it } from 'vitest';
import { isolated } from './isolate.ts';

const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
/** A sentence as it is seen from left to right. */
const seen = (sentence: string): string =>
  bidi.getReorderedString(sentence, bidi.getEmbeddingLevels(sentence, 'ltr')).replaceAll(/[\u2068\u2069]/g, '');

it('a name from right to left stands in a sentence as it stands alone', () => {
  const name = 'שלום 18';
  const alone = seen(isolated(name));
  expect(alone).toBe('18 םולש');
  expect(seen(`L’entreprise ${isolated(name)} est certifiée`)).toBe(`L’entreprise ${alone} est certifiée`);
  // What the mark is for: without it the number would change sides.
  expect(seen(`L’entreprise ${isolated(name)}, 2028`)).toBe(`L’entreprise ${alone}, 2028`);
  expect(seen(`L’entreprise ${name}, 2028`)).not.toBe(`L’entreprise ${alone}, 2028`);
});

it('leaves other names as they are', () => {
  for (const name of ['Łukasz 李 ᐃᓄᒃ', '', 'Déneigement (2026) inc.']) expect(isolated(name)).toBe(name);
});
