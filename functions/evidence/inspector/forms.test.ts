import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acrobatOnly, annotatedPapers, type FilledForm, filledForms, unseenFields } from '#test/fixtures/forms/make.ts';
import { startInspector } from '#test/support/inspector.ts';

let program: Awaited<ReturnType<typeof startInspector>>;
let oracle: PDFiumLibrary;
let forms: Seen[];
let notes: (Seen & { isDrawn: boolean })[];

beforeAll(async () => {
  program = await startInspector();
  oracle = await PDFiumLibrary.init();
  forms = [];
  for (const form of await filledForms()) forms.push(await seen(form));
  notes = [];
  for (const note of annotatedPapers()) notes.push({ ...(await seen(note)), isDrawn: note.isDrawn });
}, 120_000);
afterAll(() => program.stop());

const mediaType = 'application/pdf';
const codesOf = async (bytes: Uint8Array) => (await program.inspect(mediaType, bytes)).findings.map(({ code }) => code);
const viewOf = (bytes: Uint8Array, page = 1) => program.view(mediaType, bytes, page);
/** What screening says of a form, and what a verifier is then shown of it. */
const seen = async (form: FilledForm) => ({
  ...form,
  codes: await codesOf(form.bytes),
  view: await viewOf(form.bytes, form.page),
});
type Seen = Awaited<ReturnType<typeof seen>>;
const greys = (data: Uint8Array, raw?: { width: number; height: number; channels: 4 }) =>
  sharp(data, raw && { raw })
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });

/** The package's own drawing, at our size: with its fields, as Chrome shows it, or without. */
const drawn = async ({ bytes, page }: Pick<FilledForm, 'bytes' | 'page'>, renderFormFields: boolean) => {
  const document = await oracle.loadDocument(bytes);
  try {
    const one = document.getPage(page - 1);
    const { originalWidth, originalHeight } = one.getOriginalSize();
    const scale = Math.min(2, 2400 / Math.max(originalWidth, originalHeight));
    const { data, width, height } = await one.render({
      scale,
      renderFormFields,
      render: async (bitmap) => Uint8Array.from(bitmap.data),
    });
    return await greys(data, { width, height, channels: 4 });
  } finally {
    document.destroy();
  }
};
type Grey = Awaited<ReturnType<typeof greys>>;

/** How many pixels differ clearly: more than the compression of what is shown can make them. */
const differing = (one: Grey, other: Grey): number => {
  expect([one.info.width, one.info.height]).toEqual([other.info.width, other.info.height]);
  let count = 0;
  for (const [at, value] of one.data.entries()) if (Math.abs(value - (other.data[at] ?? 0)) > 96) count++;
  return count;
};
const plain = (text: string) => text.replace(/\s+/g, ' ');

describe('a filled form', () => {
  it('is shown as a viewer with form fill draws it, which is not what is drawn without', async () => {
    expect(forms.length).toBeGreaterThanOrEqual(50);
    const wrong: unknown[] = [];
    for (const form of forms) {
      const shown = await greys(form.view.image);
      const [filled, empty] = [await drawn(form, true), await drawn(form, false)];
      const [off, bites] = [differing(shown, filled), differing(filled, empty)];
      if (off > 20 || bites < 100) wrong.push([form.name, off, bites]);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('has each of its values in the text of its page', () => {
    for (const { name, values, view } of [...forms, ...notes]) {
      const text = plain(view.text);
      expect([name, values.filter((value) => !text.includes(plain(value)))]).toEqual([name, []]);
    }
  });

  it('is accepted, and says where a person should look twice', () => {
    const said: Record<string, string[]> = {
      'acrobat-with-pages.pdf': ['pdf-acrobat-form'],
      'acrobat-with-pages-without-look.pdf': ['pdf-acrobat-form'],
      'acrobat-with-pages-that-asks.pdf': ['pdf-acrobat-form'],
      'signed.pdf': ['pdf-signed'],
      'signed-with-a-certificate.pdf': ['pdf-signed'],
      'signed-and-changed.pdf': ['pdf-signed-partly'],
    };
    for (const { name, codes } of forms) expect([name, codes]).toEqual([name, said[name] ?? []]);
  });

  it('that only Acrobat can show is refused at once', async () => {
    for (const [name, bytes] of Object.entries(acrobatOnly()))
      expect([name, await codesOf(bytes)]).toEqual([name, ['pdf-acrobat-only']]);
  });

  it('shows nothing of what a viewer hides', async () => {
    for (const bytes of Object.values(unseenFields())) {
      const { image, text } = await viewOf(bytes);
      expect(text).not.toContain('NOBODY');
      expect(differing(await greys(image), await drawn({ bytes, page: 1 }, true))).toBeLessThan(20);
    }
  });
});

describe('a note or stamp', () => {
  it('is drawn where the file says how, and said where it does not', async () => {
    const bare = await drawn(notes.find(({ name }) => name === 'stamp-without-look.pdf')!, true);
    for (const { name, view, codes, isDrawn } of notes) {
      expect([name, differing(await greys(view.image), bare) > 20]).toEqual([name, isDrawn]);
      expect([name, codes]).toEqual([name, isDrawn ? [] : ['annotation-not-drawn']]);
    }
  });
});
