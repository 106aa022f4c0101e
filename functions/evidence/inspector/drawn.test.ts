import fc from 'fast-check';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '#schemas/evidence.ts';
import { acrobatOnly, filledForms, unseenFields } from '#test/fixtures/forms/make.ts';
import { hostileFiles } from '#test/fixtures/hostile/make.ts';
import { latin, pdf, stream } from '#test/fixtures/pdf.ts';
import { oddPictures, plainPicture } from '#test/fixtures/pictures.ts';
import { startInspector } from '#test/support/inspector.ts';
import { TooCostly } from '../inspection.ts';

type Sent = { name: string; mediaType: Document['mediaType']; bytes: Uint8Array };

let program: Awaited<ReturnType<typeof startInspector>>;
beforeAll(async () => {
  program = await startInspector();
});
afterAll(() => program.stop());

const asPdf = (name: string, bytes: Uint8Array): Sent => ({ name, mediaType: 'application/pdf', bytes });

const document = (pages: readonly string[], resources = '', page = '/MediaBox[0 0 200 200]') =>
  pdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pages.map((_, at) => `${3 + 2 * at} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    ...pages.flatMap((content, at) => [
      `<</Type/Page/Parent 2 0 R${page}/Contents ${4 + 2 * at} 0 R/Resources<<${resources}>>>>`,
      stream('', latin(content)),
    ]),
  ]);
const unseenFont =
  '/Font<</F <</Type/Font/Subtype/Type0/BaseFont/Specimen/Encoding/UniJIS-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Specimen/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/Specimen/Flags 4>>>>]>>>>';

/** Whether it is accepted; then every page is drawn, or this throws. */
const acceptedAndDrawn = async ({ mediaType, bytes }: Sent): Promise<boolean> => {
  const { findings, pages } = await program.inspect(mediaType, bytes);
  if (findings.some(({ effect }) => effect === 'refuses')) return false;
  for (let page = 1; page <= pages; page++) {
    const { image } = await program.view(mediaType, bytes, page);
    expect((await sharp(image).metadata()).format).toBe('webp');
  }
  return true;
};

describe('a file that is accepted', () => {
  it('is drawn on every page, whatever it is', async () => {
    const sent: Sent[] = [
      ...Object.entries({ ...acrobatOnly(), ...unseenFields() }).map(([name, bytes]) => asPdf(name, bytes)),
      ...(await oddPictures()),
      ...(await hostileFiles()),
    ];
    const unseen = Object.keys(unseenFields()).length;
    const whole = (await oddPictures()).filter(({ isWhole }) => isWhole).length;
    let accepted = 0;
    for (const one of sent) if (await acceptedAndDrawn(one)) accepted++;
    expect(accepted).toBeGreaterThanOrEqual(unseen + whole);
  });

  it('is drawn also when bytes of it were changed on the way', async () => {
    const [jpeg, form] = [await plainPicture(), (await filledForms())[0]!.bytes];
    const originals: Sent[] = [{ name: 'photo', mediaType: 'image/jpeg', bytes: jpeg }, asPdf('form', form)];
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...originals),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async ({ name, mediaType, bytes }, changes) => {
          const copy = Uint8Array.from(bytes);
          for (const [at, value] of changes) copy[at % copy.length] = value;
          try {
            if (await acceptedAndDrawn({ name, mediaType, bytes: copy })) accepted++;
          } catch (error) {
            // Refused as too costly: an answer too, so long as it comes before the file is accepted.
            if (!(error instanceof TooCostly)) throw error;
            await expect(program.inspect(mediaType, copy)).rejects.toThrow(TooCostly);
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(accepted).toBeGreaterThan(5);
  }, 120_000);
});

describe('a picture', () => {
  it('with the oddities of its maker is shown as it is, and refused where it is cut short', async () => {
    const plain = await sharp(await plainPicture())
      .greyscale()
      .raw()
      .toBuffer();
    for (const { name, mediaType, bytes, isWhole } of await oddPictures()) {
      const codes = (await program.inspect(mediaType, bytes)).findings.map(({ code }) => code);
      expect([name, codes]).toEqual([name, isWhole ? [] : ['image-damaged']]);
      if (!isWhole) continue;
      const shown = await sharp((await program.view(mediaType, bytes)).image)
        .greyscale()
        .raw()
        .toBuffer();
      const off = shown.reduce((count, value, at) => count + (Math.abs(value - (plain[at] ?? 0)) > 64 ? 1 : 0), 0);
      expect([name, shown.length, off < 50]).toEqual([name, plain.length, true]);
    }
  });
});

describe('a page that cannot be drawn', () => {
  const codes = async (bytes: Uint8Array) =>
    (await program.inspect('application/pdf', bytes)).findings.map(({ code, effect, detail }) =>
      [effect, code, detail].filter(Boolean).join(' '),
    );

  it('is refused by its number', async () => {
    expect(await codes(document([''], '', '/MediaBox[0 0 600 400]/CropBox[700 500 900 600]'))).toEqual([
      'refuses page-not-drawn page 1',
    ]);
    expect(await codes(document([''], '', '/MediaBox[0 0 20000 0.1]'))).toEqual(['refuses page-not-drawn page 1']);
  });

  it('is refused where nothing of what it holds can be seen, and said where other pages can', async () => {
    const unseen = 'BT /F 20 Tf 20 100 Td <65E5672C> Tj ET';
    const seen = '20 20 100 100 re f';
    expect(await codes(document([unseen], unseenFont))).toEqual(['refuses pdf-draws-nothing']);
    expect(await codes(document([unseen, unseen], unseenFont))).toEqual(['refuses pdf-draws-nothing']);
    expect(await codes(document([seen, unseen], unseenFont))).toEqual(['flags page-blank page 2']);
    // A page that holds nothing is blank by right.
    expect(await codes(document(['', seen, ' ']))).toEqual([]);
  });

  it('has its text taken after it was drawn as well as before', async () => {
    const written = await PDFDocument.create();
    const font = await written.embedFont(StandardFonts.Helvetica);
    for (let n = 1; n <= 3; n++) written.addPage([300, 300]).drawText(`Page number ${n}`, { x: 20, y: 200, font });
    const bytes = await written.save();
    for (let round = 0; round < 10; round++)
      for (let n = 1; n <= 3; n++)
        expect((await program.view('application/pdf', bytes, n)).text).toBe(`Page number ${n}`);
  });
});
