import sharp, { type SharpOptions } from 'sharp';
import { imageOptions, maximumImageSide, maximumPixels, maximumSide } from './options.ts';
import { type Inspection, type PageView, refuses } from './protocol.ts';

export const toWebp = (data: Uint8Array, options: SharpOptions): Promise<Uint8Array> =>
  sharp(data, options)
    .rotate()
    .resize({ width: maximumSide, height: maximumSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer();

/** Reads the header, then draws it from every pixel: an image that cannot be decoded to its end is damaged. */
export const inspectImage = async (bytes: Uint8Array): Promise<Inspection> => {
  try {
    const { width, height, pages = 1 } = await sharp(bytes, { ...imageOptions, limitInputPixels: false }).metadata();
    if (width * height > maximumPixels || Math.max(width, height) > maximumImageSide)
      return { findings: [refuses('image-too-large', `${width} × ${height}`)], pages: 0 };
    if (Math.min(width, height) < 16)
      return { findings: [refuses('image-too-small', `${width} × ${height}`)], pages: 0 };
    if (pages > 1) return { findings: [refuses('image-animated')], pages: 0 };
    await viewImage(bytes);
    return { findings: [], pages: 1 };
  } catch {
    return { findings: [refuses('image-damaged')], pages: 0 };
  }
};

export const viewImage = async (bytes: Uint8Array): Promise<PageView> => ({
  image: await toWebp(bytes, imageOptions),
  text: '',
});
