import { createHash } from 'node:crypto';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mediaTypes } from '#schemas/evidence.ts';
import { suppliers } from '../suppliers/index.ts';
import { makePapers } from './index.ts';
import { specimenMark } from './layout.ts';

const on = '2026-03-02';
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const text = document.getPage(0).getText();
    document.destroy();
    return text.replace(/\s+/g, ' ');
  } finally {
    library.destroy();
  }
};

describe.each(suppliers.map((one) => [one.id, one] as const))('papers of %s', (_id, supplier) => {
  it('open as what they say they are, one page or picture each, and stay small', async () => {
    for (const { bytes, mediaType, fileName } of await makePapers(supplier, on)) {
      expect(mediaTypes).toContain(mediaType);
      expect(bytes.byteLength).toBeLessThan(100_000);
      if (mediaType === 'application/pdf') {
        expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
        expect(fileName).toMatch(/\.pdf$/);
      } else {
        const { format, width } = await sharp(bytes).metadata();
        expect(`image/${format}`).toBe(mediaType);
        expect(width).toBeGreaterThan(800);
      }
    }
  });

  it('are the same bytes for the same day, and no two alike', async () => {
    const first = (await makePapers(supplier, on)).map(({ bytes }) => hash(bytes));
    const second = (await makePapers(supplier, on)).map(({ bytes }) => hash(bytes));
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });

  it('say on the page that they are specimens, whose they are, and until when a certificate holds', async () => {
    const answers = supplier.answers(on);
    const files = await makePapers(supplier, on);
    for (const [index, paper] of supplier.papers.entries()) {
      const file = files[index]!;
      if (file.mediaType !== 'application/pdf') continue;
      const text = await textOf(file.bytes);
      expect(text).toContain(specimenMark);
      if (paper.kind !== 'identity-in-group') expect(text).toContain(answers.identity.legalName);
      if (paper.kind !== 'certificate') continue;
      const held = answers.certificates.find(({ certification }) => certification === paper.certification)!;
      expect(text).toContain(held.expiresOn);
      expect(text).toContain(supplier.language === 'fr' ? 'Date d’expiration' : 'Expiry date');
    }
  });
});

it('pictures of cards come as JPEG and as PNG', async () => {
  const all = (await Promise.all(suppliers.map((one) => makePapers(one, on)))).flat();
  expect(new Set(all.map(({ mediaType }) => mediaType))).toEqual(new Set(mediaTypes));
});
