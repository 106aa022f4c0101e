import { fold } from './fold.ts';

/** A word of a text, folded; `further` are other ways in which people write the same. */
export type Word = { word: string; further: readonly string[] };

const elisions = new Set('l d j m n s t c qu jusqu lorsqu puisqu quoiqu'.split(' '));
/** Words whose apostrophe is part of them. */
const whole = new Set(["aujourd'hui", "presqu'ile", "entr'acte", "d'accord", "rock'n'roll"]);

const ends = 'ca com org net info biz coop shop io co qc quebec gc on gouv';
const domainEnd = `(?:${ends.split(' ').join('|')})`;
const mail = String.raw`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`;
const domain = String.raw`(?:[\p{L}\p{N}-]{2,}\.)+${domainEnd}(?![\p{L}\p{N}@]|\.[\p{L}\p{N}])`;
const plain = String.raw`[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*`;
const pattern = new RegExp(`${mail}|${domain}|${plain}`, 'gu');

/** Digits of a number that is written in groups: a telephone number, a business number, the number of a register. */
const grouped = /(?<![\p{L}\p{N}@._-])\+?\(?\d[\d ().-]*\d(?![\p{L}\p{N}@_]|\.\p{L})/gu;
const leastDigits = 6;
const mostDigits = 15;

const digitsOf = (text: string): string => {
  // Several long numbers one after the other are several; groups of a few digits are one.
  const parts = text.trim().split(/\s+/);
  if (parts.length > 1 && parts.every((part) => part.replace(/\D/g, '').length >= leastDigits))
    return parts.map(digitsOf).join(' ');
  const digits = text.replace(/\D/g, '');
  if (digits.length < leastDigits || digits.length > mostDigits) return text;
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
};

const prepared = (text: string): string =>
  fold(text)
    .replace(/https?:\/\//g, ' ')
    .replace(/(?<![\p{L}\p{N}])www\./gu, ' ')
    // The program account of a Business Number says nothing about whose it is.
    .replace(/(\d{3})[ -]?r[tpcmrdeng] ?\d{4}(?!\d)/g, '$1')
    .replace(
      /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu,
      (dotted) => `${dotted.replaceAll('.', '')} `,
    )
    .replace(/(?<![\p{L}\p{N}])(\p{L}) ?& ?(\p{L})(?![\p{L}\p{N}])/gu, '$1$2')
    .replace(grouped, (number) => ` ${digitsOf(number)} `)
    .replace(/(?<![p{L}p{N}])(?:bn|neq|ne) *[:#]? *(?=\d{6,15}(?!\d))/g, ' ');

const withoutElision = (text: string): Word => {
  const joined = text.replaceAll("'", '');
  if (whole.has(text)) return { word: joined, further: [] };
  let parts = text.split("'");
  while (parts.length > 1 && elisions.has(parts[0]!)) parts = parts.slice(1);
  if (parts.length > 1 && parts.at(-1) === 's') parts = parts.slice(0, -1);
  const word = parts.join('');
  const further = [joined, ...(parts.length > 1 ? parts.filter((part) => part.length > 2) : [])];
  return { word, further: further.filter((one) => one !== word) };
};

const partsOf = (address: string): string[] => {
  const host = address.split('@')[1];
  return [...(host ? [host] : []), ...address.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 1)];
};

/**
 * The words of a text. An elision opens the word after it; initials are one word; a number in groups is one; an address
 * is one, and is also found by its parts.
 *
 * @example wordsOf('L’Érable, 905-555-0134').map(({ word }) => word) // ['erable', '9055550134']
 */
export const wordsOf = (text: string): Word[] =>
  (prepared(text).match(pattern) ?? []).map((found) =>
    /[@.]/.test(found) ? { word: found, further: partsOf(found) } : withoutElision(found),
  );

/** Words that say nothing by themselves, of both languages. Not `on`, `or`, `it`: a province and trades are written so. */
const small = new Set(
  'a au aux d de des du en et l la le les un une par pour avec sans chez dans qui que and of the for with from by in near at an who apres avant contre sous after before to'.split(
    ' ',
  ),
);
export const isSmall = (word: string): boolean => small.has(word);

const legal = new Set(
  'inc incorporee incorporated ltd limited ltee limitee enr enrg enregistree senc sencrl sec llp llc lp corp corporation co cie'.split(
    ' ',
  ),
);
/** Words without the legal form that a firm's name ends with: only there, and never all of them. */
export const withoutLegalEnd = <W extends { word: string }>(words: readonly W[]): W[] => {
  let end = words.length;
  while (end > 1 && legal.has(words[end - 1]!.word)) end--;
  return words.slice(0, end);
};
