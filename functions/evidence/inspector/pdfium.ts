import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** pdfium's own functions; the wrapper shows neither fields, annotations, signatures, scripts nor attachments. */
type Name =
  | 'malloc'
  | 'free'
  | 'FPDF_LoadMemDocument'
  | 'FPDF_CloseDocument'
  | 'FPDF_GetLastError'
  | 'FPDF_GetPageCount'
  | 'FPDF_GetFormType'
  | 'FPDF_GetSecurityHandlerRevision'
  | 'FPDFDoc_GetAttachmentCount'
  | 'FPDFDoc_GetJavaScriptActionCount'
  | 'FPDFDOC_InitFormFillEnvironment'
  | 'FPDFDOC_ExitFormFillEnvironment'
  | 'FPDF_LoadPage'
  | 'FPDF_ClosePage'
  | 'FORM_OnAfterLoadPage'
  | 'FORM_OnBeforeClosePage'
  | 'FPDF_GetPageWidthF'
  | 'FPDF_GetPageHeightF'
  | 'FPDFPage_CountObjects'
  | 'FPDFPage_GetObject'
  | 'FPDFPageObj_GetType'
  | 'FPDFPage_Flatten'
  | 'FPDFBitmap_CreateEx'
  | 'FPDFBitmap_Destroy'
  | 'FPDFBitmap_FillRect'
  | 'FPDF_RenderPageBitmap'
  | 'FPDF_FFLDraw'
  | 'FPDFText_LoadPage'
  | 'FPDFText_ClosePage'
  | 'FPDFText_CountChars'
  | 'FPDFText_GetText'
  | 'FPDFPage_GetAnnotCount'
  | 'FPDFPage_GetAnnot'
  | 'FPDFPage_CloseAnnot'
  | 'FPDFAnnot_GetSubtype'
  | 'FPDFAnnot_GetFlags'
  | 'FPDFAnnot_SetFlags'
  | 'FPDFAnnot_HasKey'
  | 'FPDFAnnot_GetStringValue'
  | 'FPDFAnnot_GetFormFieldType'
  | 'FPDFAnnot_GetFormFieldFlags'
  | 'FPDFAnnot_GetFormFieldName'
  | 'FPDFAnnot_GetFormFieldAlternateName'
  | 'FPDFAnnot_GetFormFieldValue'
  | 'FPDFAnnot_GetFormFieldExportValue'
  | 'FPDFAnnot_IsChecked'
  | 'FPDFAnnot_GetOptionCount'
  | 'FPDFAnnot_IsOptionSelected'
  | 'FPDFAnnot_GetOptionLabel'
  | 'FPDF_GetSignatureCount'
  | 'FPDF_GetSignatureObject'
  | 'FPDFSignatureObj_GetContents'
  | 'FPDFSignatureObj_GetByteRange'
  | 'FPDFSignatureObj_GetReason'
  | 'FPDFSignatureObj_GetTime';
export type Pdfium = Record<Name, (...parameters: number[]) => number> & { memory: WebAssembly.Memory };

let started: Promise<Pdfium> | undefined;

/** The binary lies beside the bundle; from source, in its package. */
const wasmBytes = async (): Promise<Buffer> => {
  const beside = new URL('./pdfium.wasm', import.meta.url);
  return readFile(beside).catch(() => readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')));
};

/** Instantiates pdfium once: the package links it, its functions are called as they are. */
const pdfium = (): Promise<Pdfium> => {
  started ??= wasmBytes().then(async (bytes) => {
    const module = new WebAssembly.Module(Uint8Array.from(bytes));
    let exported: Pdfium | undefined;
    await PDFiumLibrary.init({
      instantiateWasm: (imports, done) => {
        const instance = new WebAssembly.Instance(module, imports);
        exported = instance.exports as Pdfium;
        (done as (instance: WebAssembly.Instance) => void)(instance);
        return instance.exports;
      },
    });
    if (!exported) throw new Error('pdfium did not start');
    return exported;
  });
  return started;
};

/** Memory of pdfium for as long as `use` runs. */
export const withMemory = <T>(module: Pdfium, size: number, use: (at: number) => T): T => {
  const at = module.malloc(Math.max(size, 1));
  if (at === 0) throw new Error('no memory');
  try {
    return use(at);
  } finally {
    module.free(at);
  }
};

/** What stands at an address; its own copy, since pdfium's memory moves when it grows. */
export const bytesAt = (module: Pdfium, at: number, length: number): Uint8Array =>
  new Uint8Array(module.memory.buffer).slice(at, at + length);

/** Bytes that pdfium gives in two calls: one for their number, one for themselves. */
export const bytesOf = (module: Pdfium, read: (at: number, size: number) => number, maximum = 1 << 20): Uint8Array => {
  const size = read(0, 0);
  if (size <= 0 || size > maximum) return new Uint8Array();
  return withMemory(module, size, (at) => bytesAt(module, at, Math.min(read(at, size), size)));
};

/** The same as text, which pdfium gives in UTF-16 and ends with a zero. */
export const textOf = (module: Pdfium, read: (at: number, size: number) => number): string =>
  new TextDecoder('utf-16le').decode(bytesOf(module, read)).replace(/\0+$/, '');

/** A document that is open, with the environment in which its fields are drawn. */
export type Opened = { module: Pdfium; document: number; form: number };

/** As pdfium counts the versions of its form environment: without scripts, and all of its callbacks are left out. */
const formVersion = 2;
const formBytes = 256;
export const passwordError = 4;

/**
 * Opens a document as a viewer with forms would, without running anything in it.
 * @returns what `use` gives; `refused` with pdfium's error where it does not open.
 */
export const withDocument = async <T>(
  bytes: Uint8Array,
  use: (opened: Opened) => T | Promise<T>,
  refused: (error: number) => T,
): Promise<T> => {
  const module = await pdfium();
  const at = module.malloc(bytes.length);
  const information = module.malloc(formBytes);
  if (at === 0 || information === 0) throw new Error('no memory');
  new Uint8Array(module.memory.buffer).set(bytes, at);
  const document = module.FPDF_LoadMemDocument(at, bytes.length, 0);
  let form = 0;
  try {
    if (document === 0) return refused(module.FPDF_GetLastError());
    new Uint8Array(module.memory.buffer).fill(0, information, information + formBytes);
    new DataView(module.memory.buffer).setUint32(information, formVersion, true);
    form = module.FPDFDOC_InitFormFillEnvironment(document, information);
    return await use({ module, document, form });
  } finally {
    if (form !== 0) module.FPDFDOC_ExitFormFillEnvironment(form);
    if (document !== 0) module.FPDF_CloseDocument(document);
    module.free(information);
    module.free(at);
  }
};

/** One page with its fields in place, counted from 0; undefined where it does not open. */
export const withPage = <T>({ module, document, form }: Opened, index: number, use: (page: number) => T) => {
  const page = module.FPDF_LoadPage(document, index);
  if (page === 0) return undefined;
  if (form !== 0) module.FORM_OnAfterLoadPage(page, form);
  try {
    return use(page);
  } finally {
    if (form !== 0) module.FORM_OnBeforeClosePage(page, form);
    module.FPDF_ClosePage(page);
  }
};
