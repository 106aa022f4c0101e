import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** How a text is set: `plain` and `strong` in Noto Sans, `serif` in Noto Serif where it has every letter. */
export type Style = 'plain' | 'strong' | 'serif';

/** A file of a font, and what it can draw as far as its package says; what it does draw is known once it is read. */
export type FontFile = {
  path: string;
  /** ISO 15924, when its letters are shaped after the rules of one script. */
  script?: string;
  /** To be pinned at this weight, when the file varies. */
  weight?: number;
  mayCover: (codePoint: number) => boolean;
};

const require = createRequire(import.meta.url);
const weights: Record<Style, number> = { plain: 400, strong: 600, serif: 600 };
const latinFiles: Record<Style, string> = {
  plain: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  strong: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  serif: '@expo-google-fonts/noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf',
};

const latinFonts: Partial<Record<Style, FontFile>> = {};
/**
 * Latin, Greek and Cyrillic: whole fonts, since the slices of Fontsource lack the marks that names of First Nations
 * are written with (W̱SÁNEĆ).
 */
export const latin = (style: Style): FontFile => {
  latinFonts[style] ??= { path: require.resolve(latinFiles[style]), mayCover: () => true };
  return latinFonts[style];
};

/** The scripts that have a font of their own: ISO 15924, its name in Unicode, its package. */
const scripts = [
  ['Arab', 'Arabic', 'arabic'],
  ['Hebr', 'Hebrew', 'hebrew'],
  ['Cans', 'Canadian_Aboriginal', 'canadian-aboriginal'],
  ['Cher', 'Cherokee', 'cherokee'],
  ['Deva', 'Devanagari', 'devanagari'],
  ['Beng', 'Bengali', 'bengali'],
  ['Guru', 'Gurmukhi', 'gurmukhi'],
  ['Gujr', 'Gujarati', 'gujarati'],
  ['Orya', 'Oriya', 'oriya'],
  ['Taml', 'Tamil', 'tamil'],
  ['Telu', 'Telugu', 'telugu'],
  ['Knda', 'Kannada', 'kannada'],
  ['Mlym', 'Malayalam', 'malayalam'],
  ['Sinh', 'Sinhala', 'sinhala'],
  ['Thai', 'Thai', 'thai'],
  ['Laoo', 'Lao', 'lao'],
  ['Khmr', 'Khmer', 'khmer'],
  ['Mymr', 'Myanmar', 'myanmar'],
  ['Ethi', 'Ethiopic', 'ethiopic'],
  ['Armn', 'Armenian', 'armenian'],
  ['Geor', 'Georgian', 'georgian'],
] as const;
const matchers = scripts.map(([script, name, folder]) => ({
  script,
  folder,
  own: new RegExp(`\\p{Script=${name}}`, 'u'),
  shared: new RegExp(`\\p{Script_Extensions=${name}}`, 'u'),
}));

type Ranges = readonly (readonly [first: number, last: number])[];
const parseRanges = (declared: string): Ranges =>
  declared.split(',').map((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });

const packages = new Map<string, readonly FontFile[]>();
/** The files of a package of Fontsource, each with the letters that it says it holds. */
const filesOf = (name: string, weight: number, script?: string): readonly FontFile[] => {
  const key = `${name}@${weight}`;
  const known = packages.get(key);
  if (known) return known;
  // `unicode.json` is no export of the package: its folder is found by a file that is.
  const root = join(require.resolve(`@fontsource-variable/noto-sans-${name}/LICENSE`), '..');
  const declared: Record<string, string> = JSON.parse(readFileSync(join(root, 'unicode.json'), 'utf8'));
  const files = Object.entries(declared).map(([slice, text]): FontFile => {
    const ranges = parseRanges(text);
    const file = `noto-sans-${name}-${slice.replace(/^\[(.*)\]$/, '$1')}-wght-normal.woff2`;
    return {
      path: join(root, 'files', file),
      weight,
      ...(script && { script }),
      mayCover: (one) => ranges.some(([first, last]) => one >= first && one <= last),
    };
  });
  packages.set(key, files);
  return files;
};

/** The Han characters that an encoding of two bytes holds: GB 2312 for Chinese in simplified characters, Big5 in traditional. */
const hanOf = (encoding: string, first: number, last: number): Set<string> => {
  const decoder = new TextDecoder(encoding);
  const held = new Set<string>();
  for (let lead = first; lead <= last; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (encoding === 'gb2312' && trail < 0xa1) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (/^\p{Script=Han}$/u.test(text)) held.add(text);
    }
  return held;
};
let simplified: Set<string> | undefined;
let traditional: Set<string> | undefined;

/**
 * The same Han character is drawn after the custom of a place. Kana tell of Japanese, Hangul of Korean; otherwise the
 * national standards of China and Taiwan tell simplified from traditional characters.
 */
export const eastAsian = (text: string): ('sc' | 'tc' | 'jp' | 'kr')[] => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return ['jp', 'sc', 'tc', 'kr'];
  if (/\p{Script=Hangul}/u.test(text)) return ['kr', 'sc', 'tc', 'jp'];
  simplified ??= hanOf('gb2312', 0xb0, 0xf7);
  traditional ??= hanOf('big5', 0xa4, 0xf9);
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  const isTraditional = !han.every((one) => simplified?.has(one)) && han.every((one) => traditional?.has(one));
  return isTraditional || /\p{Script=Bopomofo}/u.test(text) ? ['tc', 'sc', 'jp', 'kr'] : ['sc', 'tc', 'jp', 'kr'];
};

/** The files that may draw a cluster of characters, best first. */
export function* candidates(cluster: string, style: Style, order: ReturnType<typeof eastAsian>): Iterable<FontFile> {
  const weight = weights[style];
  const base = String.fromCodePoint(cluster.codePointAt(0) ?? 0);
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u.test(base);
  if (!wide) {
    for (const { own, folder, script } of matchers) if (own.test(base)) yield* filesOf(folder, weight, script);
    yield latin(style);
    for (const { shared, folder, script } of matchers) if (shared.test(base)) yield* filesOf(folder, weight, script);
  }
  for (const name of order) yield* filesOf(name, weight);
  if (wide) yield latin(style);
}
