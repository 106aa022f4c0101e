import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { toWebp } from './image.ts';
import { type Inspection, type PageView, refuses } from './protocol.ts';

export const maximumPages = 200;
/** 144 dots per inch: small print stays readable on a screen. */
const scale = 2;
/** Widest side of a rendered page: a page can claim to be kilometres wide. */
const maximumSide = 2400;

type Raw = {
  malloc: (size: number) => number;
  free: (at: number) => void;
  memory: WebAssembly.Memory;
  FPDF_LoadMemDocument: (at: number, size: number, password: number) => number;
  FPDF_CloseDocument: (document: number) => void;
  FPDF_GetLastError: () => number;
  FPDF_GetPageCount: (document: number) => number;
  FPDF_LoadPage: (document: number, index: number) => number;
  FPDF_ClosePage: (page: number) => void;
  FPDF_GetSecurityHandlerRevision: (document: number) => number;
  FPDFDoc_GetAttachmentCount: (document: number) => number;
  FPDFDoc_GetJavaScriptActionCount: (document: number) => number;
};

let raw: Raw | undefined;
let library: Promise<PDFiumLibrary> | undefined;

/** The binary lies beside the bundle; from source, in its package. */
const wasmBytes = async (): Promise<Buffer> => {
  const beside = new URL('./pdfium.wasm', import.meta.url);
  return readFile(beside).catch(() => readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')));
};

/** Instantiates pdfium once, and keeps its own functions at hand: the wrapper shows neither attachments nor scripts. */
const pdfium = async (): Promise<{ wrapped: PDFiumLibrary; raw: Raw }> => {
  library ??= wasmBytes().then((bytes) => {
    const module = new WebAssembly.Module(Uint8Array.from(bytes));
    return PDFiumLibrary.init({
      instantiateWasm: (imports, done) => {
        const instance = new WebAssembly.Instance(module, imports);
        raw = instance.exports as Raw;
        (done as (instance: WebAssembly.Instance) => void)(instance);
        return instance.exports;
      },
    });
  });
  const wrapped = await library;
  if (!raw) throw new Error('pdfium did not start');
  return { wrapped, raw };
};

const passwordError = 4;

/** Opens the document as a viewer would, without running anything in it. */
export const inspectPdf = async (bytes: Uint8Array): Promise<Inspection> => {
  const { raw: module } = await pdfium();
  const at = module.malloc(bytes.length);
  new Uint8Array(module.memory.buffer).set(bytes, at);
  const document = module.FPDF_LoadMemDocument(at, bytes.length, 0);
  try {
    if (document === 0) {
      const encrypted = module.FPDF_GetLastError() === passwordError;
      return { findings: [refuses(encrypted ? 'pdf-encrypted' : 'pdf-damaged')], pages: 0 };
    }
    const pages = module.FPDF_GetPageCount(document);
    if (module.FPDF_GetSecurityHandlerRevision(document) >= 0) return { findings: [refuses('pdf-encrypted')], pages };
    if (pages < 1) return { findings: [refuses('pdf-no-pages')], pages: 0 };
    if (pages > maximumPages) return { findings: [refuses('pdf-too-many-pages', String(pages))], pages };
    const names = namesIn(bytes);
    if (unpacksTooFar(bytes)) return { findings: [refuses('too-costly')], pages };
    const findings = [];
    if (module.FPDFDoc_GetAttachmentCount(document) > 0 || names.has('EmbeddedFile'))
      findings.push(refuses('pdf-embedded-files'));
    if (module.FPDFDoc_GetJavaScriptActionCount(document) > 0 || names.has('JavaScript') || names.has('JS'))
      findings.push(refuses('pdf-javascript'));
    if (names.has('Launch')) findings.push(refuses('pdf-launches-programs'));
    if (findings.length === 0 && !everyPageOpens(module, document, pages)) findings.push(refuses('pdf-damaged'));
    return { findings, pages };
  } finally {
    if (document !== 0) module.FPDF_CloseDocument(document);
    module.free(at);
  }
};

const everyPageOpens = (module: Raw, document: number, pages: number): boolean => {
  for (let index = 0; index < pages; index++) {
    const page = module.FPDF_LoadPage(document, index);
    if (page === 0) return false;
    module.FPDF_ClosePage(page);
  }
  return true;
};

/** What one stream may unpack to, through all its layers: well above a scanned page at 600 dots per inch. */
const maximumStream = 128 * 1024 * 1024;

/** Whether some stream of the file is a bomb: deflated data that unpacks past the limit, once or several times over. */
const unpacksTooFar = (bytes: Uint8Array): boolean => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = all.indexOf('stream'); at >= 0; at = all.indexOf('stream', at + 6)) {
    const start = at + 6 + (all[at + 6] === 0x0d ? 2 : 1);
    // Only what begins as zlib data does; the length is found by the decoder itself.
    if ((all[start] ?? 0) % 16 === 8 && isBomb(all.subarray(start), 4)) return true;
  }
  return false;
};

const isBomb = (data: Buffer, layers: number): boolean => {
  try {
    const plain = inflateSync(data, { maxOutputLength: maximumStream });
    return layers > 0 && (plain[0] ?? 0) % 16 === 8 && isBomb(plain, layers - 1);
  } catch (error) {
    return error instanceof RangeError;
  }
};

const suspects = ['EmbeddedFile', 'JavaScript', 'JS', 'Launch'];
/** Object streams hide names from a plain search; what they unpack to is bounded, a bomb is passed over. */
const maximumUnpacked = 8 * 1024 * 1024;

/** The telling names that stand in the file, also inside compressed object streams and written with `#xx`. */
const namesIn = (bytes: Uint8Array): Set<string> => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const found = new Set<string>();
  const look = (part: string) => {
    for (const [, name = ''] of part.matchAll(/\/([A-Za-z#][\w#]*)/g)) {
      const plain = name.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      if (suspects.includes(plain)) found.add(plain);
    }
  };
  // Names count outside streams only: the bytes of an image may spell anything.
  look(text.replace(/stream\r?\n[\s\S]*?endstream/g, ''));
  let unpacked = 0;
  for (const match of text.matchAll(/\/ObjStm\b[^>]*>>\s*stream\r?\n([\s\S]*?)endstream/g)) {
    try {
      const plain = inflateSync(Buffer.from(match[1] ?? '', 'latin1'), { maxOutputLength: maximumUnpacked - unpacked });
      unpacked += plain.length;
      look(plain.toString('latin1'));
    } catch {
      // Not deflated, damaged, or a bomb: pdfium's own counts stand.
    }
  }
  return found;
};

/** One page as an image and as text; `page` counts from 1. */
export const viewPdf = async (bytes: Uint8Array, page: number): Promise<PageView> => {
  const { wrapped } = await pdfium();
  const document = await wrapped.loadDocument(bytes);
  try {
    const one = document.getPage(page - 1);
    // Text before image: asked for afterwards, pdfium has been seen to crash.
    const text = one.getText().slice(0, 100_000);
    const { originalWidth, originalHeight } = one.getOriginalSize();
    const fit = Math.min(scale, maximumSide / Math.max(originalWidth, originalHeight, 1));
    const { data } = await one.render({
      scale: fit,
      render: ({ data, width, height }) => toWebp(data, { raw: { width, height, channels: 4 } }),
    });
    return { image: data, text };
  } finally {
    document.destroy();
  }
};
