import type { PDFRef } from 'pdf-lib';
import { type Coded, drawingsPerFont, embedDrawings, embedOutlines, hex, rounded } from './embed.ts';
import type { OpenFont } from './fonts.ts';
import type { Letter, Line, Run } from './shape.ts';
import type { TaggedPage } from './tagged.ts';

/** Letters of one kind that the page uses, and the font that they will be in. */
type Used = { name: string; reference: PDFRef; codes: Map<string, Coded>; digits: 2 | 4 };

/** The operator that fills with a colour, `#rrggbb`. */
export const fill = (colour: string): string =>
  `${[1, 3, 5].map((at) => rounded(Number.parseInt(colour.slice(at, at + 2), 16) / 255)).join(' ')} rg`;

const isOnePicture = ({ pictures: [picture, ...more] }: Letter): boolean => more.length === 0 && picture?.y === 0;
/** A run from right to left stays in one font: readers turn around each stretch of one font by itself. */
const isDrawn = ({ rtl, letters }: Run, letter: Letter): boolean =>
  rtl ? !letters.every(isOnePicture) : !isOnePicture(letter);

/** Writes shaped lines on a page and embeds the fonts that they use. */
export class Pen {
  readonly #page: TaggedPage;
  readonly #outlines = new Map<OpenFont, Used>();
  readonly #drawings: Used[] = [];
  constructor(page: TaggedPage) {
    this.#page = page;
  }

  #use(name: string, digits: 2 | 4): Used {
    const reference = this.#page.pdf.context.nextRef();
    this.#page.addFont(name, reference);
    return { name, reference, codes: new Map(), digits };
  }

  /** The font of a letter, and its code there. */
  #codeOf(run: Run, letter: Letter): { used: Used; code: number } {
    const { font } = run;
    const key = `${font.id} ${letter.text} ${JSON.stringify(letter.pictures)} ${letter.advance}`;
    let used: Used | undefined;
    if (!isDrawn(run, letter)) {
      used = this.#outlines.get(font) ?? this.#use(font.id, 4);
      this.#outlines.set(font, used);
    } else {
      used = this.#drawings.find(({ codes }) => codes.has(key) || codes.size < drawingsPerFont);
      if (!used) {
        used = this.#use(`D${this.#drawings.length + 1}`, 2);
        this.#drawings.push(used);
      }
    }
    const coded = used.codes.get(key) ?? { code: used.codes.size + 1, letter, font };
    used.codes.set(key, coded);
    return { used, code: coded.code };
  }

  /** The operators that write a line with its left end at `x` and its baseline at `y`. */
  write(line: Line, x: number, y: number, size: number, colour: string): string {
    const parts = [`BT ${fill(colour)}`];
    let [left, last] = [x, ''];
    for (const run of line.runs)
      for (const letter of run.letters) {
        const { used, code } = this.#codeOf(run, letter);
        // A drawing has its pictures where they belong.
        const shift = used.digits === 4 ? ((letter.pictures[0]?.x ?? 0) * size) / 1000 : 0;
        if (used.name !== last) parts.push(`/${used.name} ${size} Tf`);
        last = used.name;
        parts.push(`1 0 0 1 ${rounded(left + shift)} ${rounded(y)} Tm <${hex(code, used.digits)}> Tj`);
        left += (letter.advance * size) / 1000;
      }
    return [...parts, 'ET'].join('\n');
  }

  /** Embeds the fonts, once everything is written. */
  end(): void {
    const { context } = this.#page.pdf;
    for (const [font, { reference, codes }] of this.#outlines)
      embedOutlines(context, reference, font, [...codes.values()]);
    for (const { reference, codes } of this.#drawings) embedDrawings(context, reference, [...codes.values()]);
  }
}
