import { fieldFlags, maximumSide, pageFlags, pageScale } from './options.ts';
import { bytesAt, type Opened, withMemory } from './pdfium.ts';

/** Pixels in rows from the top, four bytes each: red, green, blue, alpha. */
export type Drawing = { data: Uint8Array; width: number; height: number };

const white = 0xffffffff;
const fourBytes = 4;

/** The page with its annotations and, over them, its fields as a viewer shows them; undefined where it has no size. */
export const drawPage = ({ module, form }: Opened, page: number): Drawing | undefined => {
  const [pageWidth, pageHeight] = [module.FPDF_GetPageWidthF(page), module.FPDF_GetPageHeightF(page)];
  if (!(pageWidth > 0 && pageHeight > 0)) return undefined;
  const fit = Math.min(pageScale, maximumSide / Math.max(pageWidth, pageHeight));
  const width = Math.floor(pageWidth * fit);
  const height = Math.floor(pageHeight * fit);
  if (width < 1 || height < 1) return undefined;
  const size = width * height * fourBytes;
  return withMemory(module, size, (at) => {
    const bitmap = module.FPDFBitmap_CreateEx(width, height, fourBytes, at, width * fourBytes);
    if (bitmap === 0) return undefined;
    try {
      module.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
      module.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pageFlags);
      if (form !== 0) module.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, fieldFlags);
      return { data: bytesAt(module, at, size), width, height };
    } finally {
      module.FPDFBitmap_Destroy(bitmap);
    }
  });
};

/** Whether nothing stands out: every pixel is like the first. */
export const isBlank = ({ data }: Drawing): boolean => {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length / fourBytes);
  return pixels.every((pixel) => pixel === pixels[0]);
};
