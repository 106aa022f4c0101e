import { type PDFContext, type PDFRef, PDFString } from 'pdf-lib';
import type { OpenFont } from './fonts.ts';
import type { Letter } from './shape.ts';

/** A letter under a code of its own for each text that it shows, so that every code says what it means. */
export type Coded = { code: number; letter: Letter; font: OpenFont };

export const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
const utf16 = (text: string): string =>
  [...Array(text.length).keys()].map((at) => hex(text.charCodeAt(at), 4)).join('');
export const rounded = (n: number): number => Math.round(n * 1000) / 1000;

/** What each code says, as readers that copy, search or speak want to know it. */
const toUnicode = (codes: readonly Coded[], digits: 2 | 4): string => {
  const lines = codes.map(({ code, letter }) => `<${hex(code, digits)}> <${utf16(letter.text)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    `1 begincodespacerange <${hex(0, digits)}> <${'f'.repeat(digits)}> endcodespacerange`,
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
};

/** What a reader of PDF needs of a font (ISO 32000-1, 9.9): the rules of shaping have been followed already. */
const needed = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'];
const programOf = (font: Uint8Array): Uint8Array => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const entries = [...Array(view.getUint16(4)).keys()].map((index) => {
    const at = 12 + index * 16;
    const name = String.fromCharCode(...font.subarray(at, at + 4));
    const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    return { name, entry: font.subarray(at, at + 16), table: font.subarray(offset, offset + length) };
  });
  const taken = entries.filter(({ name }) => needed.includes(name));
  const aligned = (length: number) => (length + 3) & ~3;
  const directory = 12 + taken.length * 16;
  const program = new Uint8Array(directory + taken.reduce((sum, { table }) => sum + aligned(table.length), 0));
  const out = new DataView(program.buffer);
  program.set(font.subarray(0, 4));
  const power = Math.floor(Math.log2(taken.length));
  for (const [at, value] of [taken.length, 2 ** power * 16, power, (taken.length - 2 ** power) * 16].entries())
    out.setUint16(4 + at * 2, value);
  let offset = directory;
  for (const [index, { entry, table }] of taken.entries()) {
    program.set(entry, 12 + index * 16);
    out.setUint32(12 + index * 16 + 8, offset);
    program.set(table, offset);
    offset += aligned(table.length);
  }
  return program;
};

/** A composite font of TrueType outlines (ISO 32000-1, 9.7.4): the letters that are one picture of their font. */
export const embedOutlines = (
  context: PDFContext,
  reference: PDFRef,
  font: OpenFont,
  codes: readonly Coded[],
): void => {
  const scale = 1000 / font.unitsPerEm;
  const head = font.face.referenceTable('head') ?? new Uint8Array(54);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const { ascender, descender } = font.font.hExtents();
  // The name of a subset begins with six letters of its own.
  const tag = font.id
    .replace(/\D/g, '')
    .padStart(6, '0')
    .replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);
  const file = font.file.path
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.[^.]*$/, '');
  const name = `${tag}+${file}`;
  const embedded = (bytes: Uint8Array | string, more = {}) => context.register(context.flateStream(bytes, more));
  const idOf = ({ letter }: Coded) => letter.pictures[0]?.id ?? 0;
  const program = programOf(font.bytes);
  const pictures = Buffer.alloc((codes.length + 1) * 2);
  for (const coded of codes) pictures.writeUInt16BE(idOf(coded), coded.code * 2);
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: 4,
      FontBBox: [36, 38, 40, 42].map((at) => Math.round(view.getInt16(at) * scale)),
      ItalicAngle: 0,
      Ascent: Math.round(ascender * scale),
      Descent: Math.round(descender * scale),
      CapHeight: 714,
      StemV: 80,
      FontFile2: embedded(program, { Length1: program.length }),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: descriptor,
      CIDToGIDMap: embedded(pictures),
      DW: 0,
      W: [1, codes.map((coded) => rounded(font.font.glyphHAdvance(idOf(coded)) * scale))],
    }),
  );
  context.assign(
    reference,
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: embedded(toUnicode(codes, 4)),
    }),
  );
};

/** The outline of a letter of several pictures, as one path. */
const pathOf = ({ letter, font }: Coded): string => {
  const scale = 1000 / font.unitsPerEm;
  const parts: string[] = [];
  for (const { id, x, y } of letter.pictures) {
    let [lastX, lastY] = [0, 0];
    for (const { type, values } of font.font.glyphToJson(id)) {
      const at = values.map((value, index) => value * scale + (index % 2 === 0 ? x : y));
      if (type === 'Q') {
        const [controlX = 0, controlY = 0, toX = 0, toY = 0] = at;
        const third = (from: number, control: number) => from + (2 / 3) * (control - from);
        at.splice(0, 2, third(lastX, controlX), third(lastY, controlY), third(toX, controlX), third(toY, controlY));
      }
      parts.push(...at.map((value) => String(rounded(value))), { M: 'm', L: 'l', Q: 'c', C: 'c', Z: 'h' }[type] ?? 'h');
      [lastX = lastX, lastY = lastY] = at.slice(-2);
    }
  }
  return parts.join(' ');
};

type Box = readonly [left: number, bottom: number, right: number, top: number];
const union = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
/** What a letter inks, in thousandths of the size. */
const boxOf = ({ letter, font }: Coded): Box => {
  const scale = 1000 / font.unitsPerEm;
  return letter.pictures
    .flatMap(({ id, x, y }): Box[] => {
      const ink = font.font.glyphExtents(id);
      if (!ink) return [];
      const [left, top] = [x + ink.xBearing * scale, y + ink.yBearing * scale];
      return [[left, top + ink.height * scale, left + ink.width * scale, top]];
    })
    .reduce(union, [0, 0, letter.advance, 0])
    .map(rounded) as unknown as Box;
};

/** How many letters a font of drawings holds: its codes are one byte. */
export const drawingsPerFont = 255;

/**
 * A font of drawings (Type 3): letters that several pictures show together, such as one with its marks. Each is one drawing
 * as wide as it is, so that whoever reads the document finds its characters whole and in order.
 */
export const embedDrawings = (context: PDFContext, reference: PDFRef, codes: readonly Coded[]): void => {
  const drawing = (coded: Coded) =>
    context.register(
      context.flateStream(`${rounded(coded.letter.advance)} 0 ${boxOf(coded).join(' ')} d1 ${pathOf(coded)} f`),
    );
  context.assign(
    reference,
    context.obj({
      Type: 'Font',
      Subtype: 'Type3',
      FontBBox: [...codes.map(boxOf).reduce(union)],
      FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
      CharProcs: Object.fromEntries(codes.map((coded) => [`g${coded.code}`, drawing(coded)])),
      Encoding: { Type: 'Encoding', Differences: [1, ...codes.map(({ code }) => `g${code}`)] },
      FirstChar: 1,
      LastChar: codes.length,
      Widths: codes.map(({ letter }) => rounded(letter.advance)),
      Resources: {},
      ToUnicode: context.register(context.flateStream(toUnicode(codes, 2))),
    }),
  );
};
