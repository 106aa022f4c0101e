import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

const desk = { r: 122, g: 98, b: 74 };
/** Pixels per point of the card: about 290 dots per inch. */
const scale = 4;

/**
 * A photograph of a card, taken a little askew on a desk. The card is rendered by pdfium, which carries its own fonts:
 * the picture does not depend on those of the machine.
 */
export const photograph = async (card: Uint8Array, type: 'jpeg' | 'png'): Promise<Uint8Array> => {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(card);
    const image = await document.getPage(0).render({
      scale,
      render: ({ data, width, height }) =>
        sharp(data, { raw: { width, height, channels: 4 } })
          .rotate(-3, { background: { ...desk, alpha: 1 } })
          .extend({ top: 60, bottom: 60, left: 70, right: 70, background: { ...desk, alpha: 1 } })
          .flatten({ background: desk })
          .toFormat(type, type === 'png' ? { palette: true, colours: 64 } : { quality: 72 })
          .toBuffer(),
    });
    document.destroy();
    return image.data;
  } finally {
    library.destroy();
  }
};
