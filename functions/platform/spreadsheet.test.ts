import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { csvOf, xlsxOf } from './spreadsheet.ts';

/** The names that this product is given: of any script, without control characters and halves. */
const name = fc
  .oneof(
    fc.constantFrom(
      'Łukasz & Fils <inc.>',
      'ᐃᓄᒃᑎᑐᑦ',
      '李 "記"',
      'שלום 18',
      'W̱SÁNEĆ',
      '_x0041_ x',
      '__x000d__',
      'a; b',
      '𠮷野家',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .map((text) => text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, ''))
  .filter((text) => text.trim() === text && text !== '');

/** Reads a sheet by the standard (ECMA-376): its texts, with their escapes undone. */
const textsIn = (file: Uint8Array): string[] => {
  const parser = new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false });
  const sheets = Object.entries(unzipSync(file)).filter(([path]) => /sheet1[.]xml$|sharedStrings/.test(path));
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node))
      for (const one of Array.isArray(value) ? value : [value])
        if (key === 't') found.push(typeof one === 'object' ? String(one['#text'] ?? '') : String(one));
        else walk(one);
  };
  for (const [, bytes] of sheets) walk(parser.parse(strFromU8(bytes)));
  return found.map((text) =>
    text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );
};

describe('a table for a spreadsheet', () => {
  it('spells every name as a workbook', () =>
    fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 5 }), async (names) => {
        const file = await xlsxOf({ name: 'Noms', columns: ['nom'], rows: names.map((one) => [one]) });
        expect(textsIn(file)).toEqual(expect.arrayContaining([...new Set(names)]));
      }),
      { numRuns: 50 },
    ));

  it('spells every name as text, save for what would be calculated, which an apostrophe precedes', () =>
    fc.assert(
      fc.property(name, (one) => {
        const text = Buffer.from(csvOf({ name: 'Noms', columns: ['nom'], rows: [[one]] })).toString();
        const cell = /^\ufeffnom\r\n(?:"((?:[^"]|"")*)"|([^"]*))\r\n$/.exec(text);
        const read = cell?.[1]?.replaceAll('""', '"') ?? cell?.[2];
        expect([one, `'${one}`]).toContain(read);
        if (/^\p{L}/u.test(one)) expect(read).toBe(one);
      }),
    ));

  it('writes a day as a date that a workbook sorts and filters, and as ISO 8601 in CSV', async () => {
    const sheet = { name: 'Jours', columns: ['jour'], rows: [[{ day: '2028-11-30' }]] };
    const xml = strFromU8(unzipSync(await xlsxOf(sheet))['xl/worksheets/sheet1.xml']!);
    // Days since 1899-12-30, as ECMA-376 counts them.
    const serial = (Date.UTC(2028, 10, 30) - Date.UTC(1899, 11, 30)) / 86_400_000;
    expect(xml).toContain(`<v>${serial}</v>`);
    expect(Buffer.from(csvOf(sheet)).toString()).toBe('\ufeffjour\r\n2028-11-30\r\n');
  });
});
