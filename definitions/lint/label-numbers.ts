import type { Language } from '#schemas/primitives.ts';

export type Comparison = '>=' | '>' | '<=' | '<';
/** A number that a name states: as it is written, what it comes to, and how it is compared, where the name says so. */
export interface Stated {
  text: string;
  /** The lowest and the highest number it can be read as: "majority" is anything above 50 and up to 51%. */
  from: number;
  to: number;
  comparison: Comparison | undefined;
  /** Written as a fraction or as "majority", not as a percentage. */
  inWords?: boolean;
}

const ones = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
} as const;
const tens = {
  en: ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
  fr: ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'],
} as const;

/** 0 to 100 written out, with hyphens throughout. */
const spelled = (n: number, language: Language): string => {
  const small = ones[language].split(' ');
  if (n === 100) return language === 'en' ? 'one-hundred' : 'cent';
  if (n < 20) return small[n]!;
  const ten = Math.floor(n / 10);
  if (language === 'en') return n % 10 === 0 ? tens.en[ten]! : `${tens.en[ten]}-${small[n % 10]}`;
  // Seventy and ninety are counted on from sixty and eighty.
  const rest = ten === 7 || ten === 9 ? (n % 10) + 10 : n % 10;
  if (rest === 0) return ten === 8 ? 'quatre-vingts' : tens.fr[ten]!;
  return `${tens.fr[ten]}${ten < 8 && rest % 10 === 1 ? '-et' : ''}-${small[rest]}`;
};
const written: Record<Language, ReadonlyMap<string, number>> = {
  en: new Map(Array.from({ length: 101 }, (_, n) => [spelled(n, 'en'), n])),
  fr: new Map(Array.from({ length: 101 }, (_, n) => [spelled(n, 'fr'), n])),
};
const inWords = (language: Language): string =>
  [...written[language].keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll('-', '[- ]'))
    .join('|');
const words: Record<Language, string> = { en: inWords('en'), fr: inWords('fr') };

const space = '[\\s\\u00a0\\u202f]';
/** Digits as people of either language write them: "1,000,000", « 1 000 000,5 », "50.5". */
const digits = `\\d{1,3}(?:[,\\u00a0\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d+)?`;

const numberIn = (text: string, language: Language): number => {
  const word = written[language].get(text.toLowerCase().replaceAll(/\s/g, '-'));
  if (word !== undefined) return word;
  const plain = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  // Groups of three are thousands; any other comma is a decimal one.
  return Number(/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.'));
};

/** Longest first: "no less than" holds "less than". */
const before: readonly [RegExp, Comparison][] = [
  [/(?:no|not) (?:less|fewer) than$|pas moins d[e’']$/, '>='],
  [/(?:no|not) more than$|pas plus d[e’']$|up to$|jusqu[’']à$/, '<='],
  [/at least$|(?:a )?minimum(?: of| de)?$|au moins$|au minimum$|minimale? de$/, '>='],
  [/at most$|(?:a )?maximum(?: of| de)?$|au plus$|au maximum$|maximale? de$/, '<='],
  [/more than$|over$|above$|exceeding$|greater than$|plus d[e’']$|supérieure? à$|au-delà d[e’']$|dépassant$/, '>'],
  [/less than$|fewer than$|under$|below$|moins d[e’']$|inférieure? à$|sous$/, '<'],
];
/** What is counted may stand in between: "99 people or fewer". */
const after: readonly [RegExp, Comparison][] = [
  [
    /^(?:(?:\p{L}+ ){0,3}(?:or more|or over|and over|and above|ou plus|et plus|ou davantage)|at least|au moins|minimum|au minimum)/u,
    '>=',
  ],
  [/^(?:(?:\p{L}+ ){0,3}(?:or less|or fewer|or under|ou moins)|at most|au plus|maximum|au maximum)/u, '<='],
];

const comparisonAt = (text: string, start: number, end: number): Comparison | undefined => {
  const lower = text.toLowerCase().replaceAll(/[\u00a0\u202f]/g, ' ');
  const head = lower.slice(0, start).replace(/(?: |\$|\bla\b|\ble\b|\ba\b|\bthe\b)+$/, '');
  const found = before.find(([pattern]) => pattern.test(head));
  if (found) return found[1];
  const tail = lower.slice(end).trimStart();
  return after.find(([pattern]) => pattern.test(tail))?.[1];
};

const statedBy = (
  label: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => { from: number; to: number; inWords?: boolean } | undefined,
): Stated[] =>
  [...label.matchAll(pattern)].flatMap((match) => {
    const end = match.index + match[0].length;
    const found = read(match);
    return found ? [{ text: match[0].trim(), comparison: comparisonAt(label, match.index, end), ...found }] : [];
  });

const exactly = (value: number) => ({ from: value, to: value });

/** Words for a share, in basis points; thirds are cut off or rounded. */
const shareWords: readonly [RegExp, { from: number; to: number }][] = [
  [/\bmajorit(?:y|é|aire|airement)/giu, { from: 5001, to: 5100 }],
  [/\bthree[- ]quarters?\b|\btrois[- ]quarts\b/giu, exactly(7500)],
  [/\btwo[- ]thirds?\b|\bdeux[- ]tiers\b/giu, { from: 6666, to: 6667 }],
  [/\b(?:one|a)[- ]third\b|\ble tiers\b|\bun tiers\b/giu, { from: 3333, to: 3334 }],
  [/\b(?:one|a)[- ]quarter\b|\ble quart\b|\bun quart\b/giu, exactly(2500)],
  [/\bhalf\b|\bmoitié(?![\p{L}])/giu, exactly(5000)],
  [/\b(?:wholly|entirely|fully)\b|\bentièrement(?![\p{L}])|\ben totalité(?![\p{L}])/giu, exactly(10_000)],
];

/** Every share that a name states, in basis points: in digits or words before a percent sign or word, or as a fraction. */
export const sharesStated = (label: string, language: Language): Stated[] => {
  const percent = `(${digits}|${words[language]})${space}*(?:%|per[ -]?cents?\\b|percentage|pour[ -]cent\\b|p\\.${space}?(?:100|cent)\\b|pct\\b)`;
  const numbers = statedBy(label, new RegExp(`(?<![\\p{L}\\d.,])${percent}`, 'giu'), ([, number]) =>
    exactly(Math.round(numberIn(number!, language) * 100)),
  );
  return [
    ...numbers,
    ...shareWords.flatMap(([pattern, share]) => statedBy(label, pattern, () => ({ ...share, inWords: true }))),
  ];
};

const multipliers: readonly [RegExp, number][] = [
  [/^(?:billions?|milliards?|bn)$/i, 1e9],
  [/^(?:millions?|m)$/i, 1e6],
  [/^(?:thousand|mille|k)$/i, 1e3],
];
const timeUnit = 'months?|mois|years?|ans?|années?';

/** Every number that the name of a measure states, in the measure's own unit: people, dollars or months. */
export const amountsStated = (
  label: string,
  language: Language,
  measure: 'employees' | 'revenueCad' | 'monthsInBusiness',
): Stated[] => {
  const unit = `(?:${space}*(billions?|milliards?|bn|millions?|thousand|mille|[mk](?![\\p{L}])))?(?:${space}*(?:d[e’']${space}?)?(${timeUnit}|\\$)(?![\\p{L}]))?`;
  const pattern = new RegExp(
    `(?<![\\p{L}\\d.,])(?:(${digits})(?!\\d|${space}*%)|(${words[language]})(?=${space}+(?:${timeUnit})(?![\\p{L}])))${unit}`,
    'giu',
  );
  return statedBy(label, pattern, ([all, inDigits, inLetters, times, kind]) => {
    const number = numberIn(inDigits ?? inLetters ?? '', language);
    const value = number * (multipliers.find(([word]) => times && word.test(times))?.[1] ?? 1);
    const ofTime = kind !== undefined && kind !== '$';
    if (measure !== 'monthsInBusiness') {
      // A span of time, or a year of the calendar, is not what is measured.
      const isYear = !kind && !times && /^(?:19|20)\d\d$/.test(all.trim());
      return ofTime || isYear ? undefined : exactly(value);
    }
    const years = ofTime && /^(?:y|a)/i.test(kind);
    if (years) return exactly(value * 12);
    return ofTime ? exactly(value) : undefined;
  });
};
