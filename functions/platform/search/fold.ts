/** Letters that Unicode does not take apart, as a keyboard without them writes them. */
const letters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ı: 'i',
};
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Apostrophes and what stands for one: typographic, modifier, prime, accents alone, full width. */
const apostrophes = /[’‘‛ʼʻʹ′`´＇]/g;
const hyphens = /[‐‑‒–—―−﹣－]/g;
/** What is written and never seen: the soft hyphen, and marks without width. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. The vowels of Indic scripts are letters: they stay. */
const accents =
  /[\u0300-\u036f]|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

/**
 * A text as it is compared: no capitals, no accents, one apostrophe, one hyphen, ligatures apart. Folding twice is folding
 * once.
 *
 * @example fold('L’Œuvre d‘Ébénisterie') // "l'oeuvre d'ebenisterie"
 */
export const fold = (text: string): string =>
  text
    .replace(apostrophes, "'")
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(apostrophes, "'")
    .replace(hyphens, '-')
    .replace(invisible, '')
    .replace(special, (letter) => letters[letter] ?? letter);
