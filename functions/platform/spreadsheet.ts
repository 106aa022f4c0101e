import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';

/** A text, or a calendar day (`2026-11-30`), which a spreadsheet sorts and filters as one. */
export type Cell = string | { day: string };

/** A table to be opened in a spreadsheet: a heading, then rows. */
export type Sheet = { name: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] };

export const csvType = 'text/csv; charset=utf-8';
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** First characters that make a spreadsheet calculate a cell instead of showing it, full-width forms included. */
const formula = /^[\s\0]*[=+\-@\t\r\n|%＝＋－＠]/;
/** Says "text" to a spreadsheet: a leading apostrophe, as OWASP advises against formula injection. */
const neutral = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** RFC 4180, with the mark that lets Excel read UTF-8; no cell is ever a formula. */
export const csvOf = ({ columns, rows }: Sheet): Uint8Array =>
  Buffer.from(
    stringify(
      [columns, ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? neutral(cell) : cell.day)))],
      {
        bom: true,
        record_delimiter: '\r\n',
        quoted_match: /[\r\n]/,
      },
    ),
  );

/** What looks like one of a spreadsheet's escapes is no escape (ECMA-376, 22.9.2.19): a firm may be called « _x0041_ ». */
const literal = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const narrowest = 10;
const widest = 60;

/** Every cell is typed as text or as a date: shown, never calculated. Columns are as wide as what stands in them. */
export const xlsxOf = async ({ name, columns, rows }: Sheet): Promise<Uint8Array> => {
  const cell = (value: Cell) =>
    typeof value === 'string'
      ? { value: literal(value), type: String }
      : { value: new Date(`${value.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  const heading = columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const length = (value: Cell = '') => (typeof value === 'string' ? value.length : value.day.length);
  const width = (column: number) =>
    rows.reduce((most, row) => Math.max(most, length(row[column])), length(columns[column])) + 2;
  return writeXlsxFile([heading, ...rows.map((row) => row.map(cell))], {
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map((_, column) => ({ width: Math.min(widest, Math.max(narrowest, width(column))) })),
  }).toBuffer();
};
