import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocumentProxy } from 'unpdf';

/** Without space and what is invisible: a line ends where it must, and readers leave out what joins letters. */
const squeeze = (text: string): string =>
  text.normalize('NFC').replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;
/** The text of the first page as pdfium (Chrome) copies it; it writes a hyphen at the end of a line as U+FFFE. */
export const textByPdfium = async (bytes: Uint8Array): Promise<string> => {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes);
  const text = document.getPage(0).getText();
  document.destroy();
  return text.replaceAll('\ufffe', '-');
};

/** Where a piece of text stands, in points from the lower left corner. */
export type Piece = { text: string; x: number; y: number; width: number; size: number };
/** The first page as pdf.js (Firefox) reads it, and the title and language that it finds. */
export const readByPdfJs = async (bytes: Uint8Array) => {
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const { info, metadata } = await document.getMetadata();
  const pieces = items.flatMap((item): Piece[] =>
    'str' in item && item.str.trim() !== ''
      ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width, size: item.transform[3] }]
      : [],
  );
  const title: unknown = metadata?.get('dc:title');
  return {
    pieces,
    title: String(title ?? ''),
    info: info as Record<string, unknown>,
    structure: await page.getStructTree(),
  };
};

/** Whether a text holds a name, wherever its lines were broken. */
export const holds = (text: string, name: string): boolean => squeeze(text).includes(squeeze(name));
export const letters = (text: string): string => [...squeeze(text)].sort().join('');
