import { annotationLines, hideUnseen } from './annotations.ts';
import { type Opened, textOf, withPage } from './pdfium.ts';

const maximumText = 90_000;
const maximumLines = 10_000;

/** The text of a page's own content. */
export const contentText = ({ module }: Opened, page: number): string => {
  const text = module.FPDFText_LoadPage(page);
  if (text === 0) return '';
  try {
    const count = module.FPDFText_CountChars(text);
    if (count <= 0) return '';
    // pdfium gives a number of characters here, and not of bytes.
    return textOf(module, (at) => (at === 0 ? (count + 1) * 2 : module.FPDFText_GetText(text, 0, count, at) * 2));
  } finally {
    module.FPDFText_ClosePage(text);
  }
};

/**
 * The words that stand in fields, stamps and signatures, in their places among those of the page: pdfium makes all of it
 * page content, in memory only. Nothing of the page may be drawn after this.
 */
const flattenedText = (opened: Opened, index: number): string => {
  withPage(opened, index, (page) => {
    hideUnseen(opened, page);
    opened.module.FPDFPage_Flatten(page, 0);
  });
  return withPage(opened, index, (page) => contentText(opened, page)) ?? '';
};

/**
 * All that can be read on a page, counted from 0: what is printed, what is filled in and stamped, then each field by its
 * name with its value, each note, and `more`.
 */
export const pageText = (opened: Opened, index: number, more: readonly string[]): string => {
  const found = withPage(opened, index, (page) => ({
    printed: contentText(opened, page),
    lines: [...annotationLines(opened, page), ...more],
    isBare: opened.module.FPDFPage_GetAnnotCount(page) === 0,
  }));
  if (!found) return '';
  const { printed, lines, isBare } = found;
  const whole = isBare ? printed : flattenedText(opened, index);
  const read = (whole.length < printed.length ? printed : whole).slice(0, maximumText);
  const beside = lines.join('\n').slice(0, maximumLines);
  return [read, beside].filter(Boolean).join('\n\n');
};
