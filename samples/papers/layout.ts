import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import type { Block, Paper } from './paper.ts';

const ink = rgb(0.12, 0.14, 0.2);
const faint = rgb(0.85, 0.87, 0.9);
const red = rgb(0.7, 0.1, 0.12);
/** Said on every page, so that no sample is ever taken for a real paper. */
export const specimenMark = 'SPÉCIMEN / SAMPLE';

/** A page in points (1/72 inch), its margin and the size of its text. */
type Format = { width: number; height: number; margin: number; size: number };
const letter: Format = { width: 612, height: 792, margin: 64, size: 11 };
/** ISO/IEC 7810 ID-1, the size of a bank card. */
const idCard: Format = { width: 243, height: 153, margin: 12, size: 7.5 };

/** The standard fonts hold Windows-1252: French and English, but not the narrow space that `Intl` puts in numbers. */
const printable = (text: string): string => text.replaceAll('\u202f', '\u00a0');

type Pen = { page: PDFPage; format: Format; plain: PDFFont; bold: PDFFont; y: number };

const put = (pen: Pen, text: string, x: number, { bold = false, size = pen.format.size, width = 0 } = {}): number => {
  const lineHeight = size * 1.4;
  const maxWidth = width || pen.format.width - pen.format.margin - x;
  const font = bold ? pen.bold : pen.plain;
  const y = pen.y - size;
  pen.page.drawText(printable(text), { x, y, size, font, color: ink, maxWidth, lineHeight });
  return linesOf(printable(text), font, size, maxWidth) * lineHeight;
};

/** How many lines a text takes when broken at spaces, as `drawText` breaks it. */
const linesOf = (text: string, font: PDFFont, size: number, width: number): number => {
  let lines = 1;
  let used = '';
  for (const word of text.split(' ')) {
    const next = used === '' ? word : `${used} ${word}`;
    if (used !== '' && font.widthOfTextAtSize(next, size) > width) {
      lines++;
      used = word;
    } else used = next;
  }
  return lines;
};

const drawBlock = (pen: Pen, block: Block): void => {
  const { margin, size, width } = pen.format;
  const inner = width - 2 * margin;
  if ('text' in block) pen.y -= put(pen, block.text, margin);
  else {
    const rows = 'rows' in block ? block.rows : [block.head, ...block.lines];
    const second = margin + inner * ('rows' in block ? 0.4 : 0.65);
    for (const [index, [left = '', right = '']] of rows.entries()) {
      const bold = 'head' in block && index === 0;
      const leftHeight = put(pen, left, margin, { bold: bold || 'rows' in block, width: second - margin - 6 });
      pen.y -= Math.max(leftHeight, put(pen, right, second, { bold }));
    }
  }
  pen.y -= size;
};

/**
 * Lays the paper out on one page. The same paper on the same day gives the same bytes: dates are given, nothing is random.
 * @param on the day put in the document's metadata, `YYYY-MM-DD`.
 */
export const layOut = async (paper: Paper, on: string, shape: 'letter' | 'card' = 'letter'): Promise<Uint8Array> => {
  const format = shape === 'card' ? idCard : letter;
  const { width, height, margin, size } = format;
  const document = await PDFDocument.create({ updateMetadata: false });
  const day = new Date(`${on}T12:00:00Z`);
  document.setTitle(`${paper.title} (${specimenMark})`);
  document.setProducer('Passerelle sample papers');
  document.setLanguage(`${paper.language}-CA`);
  document.setCreationDate(day);
  document.setModificationDate(day);
  const page = document.addPage([width, height]);
  const plain = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);

  const markSize = width / 11;
  page.drawText(specimenMark, {
    x: width * 0.14,
    y: height * 0.14,
    size: markSize,
    font: bold,
    color: faint,
    rotate: degrees(Math.atan2(height * 0.7, width * 0.8) * (180 / Math.PI)),
  });
  const pen: Pen = { page, format, plain, bold, y: height - margin };
  page.drawText(specimenMark, { x: margin, y: pen.y - size, size, font: bold, color: red });
  pen.y -= size * 2;
  pen.y -= put(pen, paper.issuer, margin, { size });
  pen.y -= put(pen, paper.title, margin, { bold: true, size: size * 1.7 }) + size * 0.5;
  for (const block of paper.blocks) drawBlock(pen, block);
  return document.save();
};
