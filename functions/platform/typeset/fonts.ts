import { readFileSync } from 'node:fs';
import fontverter from 'fontverter';
import { Blob, Face, Font } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { unshown } from '#schemas/shown-as-written.ts';
import { candidates, eastAsian, type FontFile, latin, type Style } from './faces.ts';

/** A stretch of a text that one file draws; offsets in UTF-16. */
type Stretch = { start: number; end: number; file: FontFile };
/** A font with the letters of one document. */
export type OpenFont = { id: string; file: FontFile; bytes: Uint8Array; face: Face; font: Font; unitsPerEm: number };
/** A text, and the font of each of its stretches. */
export type Styled = { text: string; stretches: readonly { start: number; end: number; font: OpenFont }[] };

/** A text that has characters without a picture in any of the fonts: it is refused, never spelt otherwise. */
export class Unprintable extends Error {
  override name = 'Unprintable';
  readonly characters: readonly string[];
  constructor(characters: readonly string[]) {
    super('Unprintable');
    this.characters = characters;
  }
}

type Read = { bytes: Uint8Array; covers: ReadonlySet<number> };
const read = new Map<string, Promise<Read>>();
const readFont = (path: string): Promise<Read> => {
  const open = async () => {
    const bytes = await fontverter.convert(readFileSync(path), 'truetype');
    return { bytes, covers: new Set(new Face(new Blob(bytes)).collectUnicodes()) };
  };
  const reading = read.get(path) ?? open();
  read.set(path, reading);
  return reading;
};

const ignorable = /^\p{Default_Ignorable_Code_Point}$/u;
/** Whether a font has every letter of a cluster, composed or not: the shaper composes and decomposes. */
const covers = ({ covers: letters }: Read, cluster: string): boolean =>
  (['NFC', 'NFD'] as const).some((form) =>
    [...cluster.normalize(form)].every((one) => ignorable.test(one) || letters.has(one.codePointAt(0) ?? 0)),
  );
const mayCover = (file: FontFile, cluster: string): boolean =>
  [...cluster].every((one) => ignorable.test(one) || file.mayCover(one.codePointAt(0) ?? 0));

const fileFor = async (cluster: string, style: Style, order: ReturnType<typeof eastAsian>) => {
  for (const file of candidates(cluster, style, order))
    if (mayCover(file, cluster) && covers(await readFont(file.path), cluster)) return file;
  return undefined;
};

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** One paragraph, its letters composed and its white space made plain. */
export const paragraphOf = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

const stretchesOf = async (text: string, style: Style): Promise<Stretch[]> => {
  const order = eastAsian(text);
  const stretches: Stretch[] = [];
  // What a reader would not see, or would see elsewhere, is not drawn as if it were nothing.
  const missing = new Set<string>(unshown(text));
  for (const { segment, index } of graphemes.segment(text)) {
    const last = stretches.at(-1);
    // A space is drawn by its neighbour when that can, so that a stretch is not broken for it.
    const file =
      segment === ' ' && last && covers(await readFont(last.file.path), ' ')
        ? last.file
        : await fileFor(segment, style, order);
    if (!file) missing.add(segment);
    else if (last?.file.path === file.path) last.end = index + segment.length;
    else stretches.push({ start: index, end: index + segment.length, file });
  }
  if (missing.size > 0) throw new Unprintable([...missing]);
  return stretches;
};

/** The styles of a text that is to be set in the serif face: only when it has every letter of it. */
export const serifWhereWhole = async (text: string): Promise<Style> => {
  const serif = await readFont(latin('serif').path);
  return [...graphemes.segment(text)].every(({ segment }) => covers(serif, segment)) ? 'serif' : 'strong';
};

/**
 * Opens the fonts that some texts need, each with no more than their letters.
 * @throws Unprintable
 */
export const openFonts = async <Name extends string>(
  texts: Record<Name, { text: string; style: Style }>,
): Promise<Record<Name, Styled>> => {
  const laid = await Promise.all(
    Object.entries<{ text: string; style: Style }>(texts).map(async ([name, { text, style }]) => ({
      name,
      text,
      stretches: await stretchesOf(text, style),
    })),
  );
  const letters = new Map<string, { file: FontFile; text: string }>();
  const keyOf = ({ path, weight }: FontFile) => `${path}@${weight}`;
  for (const { text, stretches } of laid)
    for (const { start, end, file } of stretches) {
      const known = letters.get(keyOf(file));
      const part = text.slice(start, end);
      letters.set(keyOf(file), { file, text: `${known?.text ?? ''}${part}` });
    }
  const fonts = new Map<string, OpenFont>();
  for (const [key, { file, text }] of letters) {
    const { bytes: whole } = await readFont(file.path);
    const bytes = await subsetFont(whole, `${text.normalize('NFC')}${text.normalize('NFD')}`, {
      targetFormat: 'truetype',
      ...(file.weight && { variationAxes: { wght: file.weight } }),
    });
    const face = new Face(new Blob(bytes));
    fonts.set(key, {
      id: `F${fonts.size + 1}`,
      file,
      bytes,
      face,
      font: new Font(face),
      unitsPerEm: face.upem,
    });
  }
  return Object.fromEntries(
    laid.map(({ name, text, stretches }) => [
      name,
      { text, stretches: stretches.map(({ start, end, file }) => ({ start, end, font: fonts.get(keyOf(file))! })) },
    ]),
  ) as unknown as Record<Name, Styled>;
};
