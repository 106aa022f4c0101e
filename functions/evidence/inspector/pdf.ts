import { hasFields, hasUndrawn } from './annotations.ts';
import { drawPage, isBlank } from './draw.ts';
import { toWebp } from './image.ts';
import { imageOptions, maximumPages } from './options.ts';
import { contentText, pageText } from './page-text.ts';
import { namesIn, unpacksTooFar } from './pdf-bytes.ts';
import { type Opened, passwordError, withDocument, withPage } from './pdfium.ts';
import { type Finding, flags, type Inspection, type PageView, refuses } from './protocol.ts';
import { signatureLine, signaturesOf } from './signatures.ts';

/**
 * How long after its start screening still begins with a further page, in ms: well before its time is up. The first page is
 * always drawn; those that are not are tried when the views are made.
 */
const drawingTime = 2_000;

/** Opens the document as a viewer would, without running anything in it, and draws it before it is said to be received. */
export const inspectPdf = (bytes: Uint8Array): Promise<Inspection> => {
  const until = performance.now() + drawingTime;
  return withDocument(
    bytes,
    (opened) => {
      const { module, document } = opened;
      const pages = module.FPDF_GetPageCount(document);
      if (module.FPDF_GetSecurityHandlerRevision(document) >= 0) return { findings: [refuses('pdf-encrypted')], pages };
      if (pages < 1) return { findings: [refuses('pdf-no-pages')], pages: 0 };
      if (pages > maximumPages) return { findings: [refuses('pdf-too-many-pages', String(pages))], pages };
      if (unpacksTooFar(bytes)) return { findings: [refuses('too-costly')], pages };
      const active = activeParts(opened, bytes);
      return {
        findings: active.length > 0 ? active : [...looked(opened, pages, until), ...signed(opened, bytes)],
        pages,
      };
    },
    (error) => ({ findings: [refuses(error === passwordError ? 'pdf-encrypted' : 'pdf-damaged')], pages: 0 }),
  );
};

const activeParts = ({ module, document }: Opened, bytes: Uint8Array): Finding[] => {
  const names = namesIn(bytes);
  const findings: Finding[] = [];
  if (module.FPDFDoc_GetAttachmentCount(document) > 0 || names.has('EmbeddedFile'))
    findings.push(refuses('pdf-embedded-files'));
  if (module.FPDFDoc_GetJavaScriptActionCount(document) > 0 || names.has('JavaScript') || names.has('JS'))
    findings.push(refuses('pdf-javascript'));
  if (names.has('Launch')) findings.push(refuses('pdf-launches-programs'));
  return findings;
};

/** Kinds of objects that mark a page: images, shadings, and pages within the page. Text counts by its letters. */
const markingObjects = [3, 4, 5];
const maximumObjects = 2_000;

/** What one page looks like to whoever will read it. */
const lookAt = (opened: Opened, index: number) =>
  withPage(opened, index, (page) => {
    const { module } = opened;
    const text = contentText(opened, page);
    const drawing = drawPage(opened, page);
    const objects = Math.min(module.FPDFPage_CountObjects(page), maximumObjects);
    const marks = () =>
      text.trim() !== '' ||
      Array.from({ length: objects }, (_, at) => at).some((at) =>
        markingObjects.includes(module.FPDFPageObj_GetType(module.FPDFPage_GetObject(page, at))),
      );
    return {
      text,
      isDrawn: drawing !== undefined,
      isLost: drawing !== undefined && isBlank(drawing) && marks(),
      hasFields: hasFields(opened, page),
      hasUndrawn: hasUndrawn(opened, page),
    };
  });
type Look = NonNullable<ReturnType<typeof lookAt>>;

/** Draws page after page while there is time, and opens the others. */
const looked = (opened: Opened, pages: number, until: number): Finding[] => {
  const looks: Look[] = [];
  for (let index = 0; index < pages; index++) {
    if (index > 0 && performance.now() > until) {
      if (withPage(opened, index, () => true) === undefined) return [refuses('pdf-damaged')];
      continue;
    }
    const look = lookAt(opened, index);
    if (!look) return [refuses('pdf-damaged')];
    if (!look.isDrawn) return [refuses('page-not-drawn', `page ${index + 1}`)];
    looks.push(look);
  }
  if (showsOnlyInAcrobat(opened, looks, pages)) return [refuses('pdf-acrobat-only')];
  if (looks.length === pages && looks.every(({ isLost }) => isLost)) return [refuses('pdf-draws-nothing')];
  const where = (has: keyof Look) => looks.findIndex((look) => look[has] === true) + 1;
  const [lost, undrawn] = [where('isLost'), where('hasUndrawn')];
  return [
    ...(isXfa(opened) ? [flags('pdf-acrobat-form')] : []),
    ...(lost > 0 ? [flags('page-blank', `page ${lost}`)] : []),
    ...(undrawn > 0 ? [flags('annotation-not-drawn', `page ${undrawn}`)] : []),
  ];
};

/** pdfium counts forms: 0 none, 1 of PDF's own kind, 2 and 3 of Adobe's (XFA), with and without a copy in pages. */
const xfaWithoutPages = 2;
const isXfa = ({ module, document }: Opened): boolean => module.FPDF_GetFormType(document) >= xfaWithoutPages;

/** What Adobe's programs put on the one page of a form that only they can show, in the wordings that are about. */
const placeholders = [
  /^please wait\s*(?:\.{3}|…)/i,
  /^(?:veuillez (?:patienter|attendre)|un instant s[’']il vous pla[iî]t)\s*(?:\.{3}|…)/i,
  /^the document you are trying to load requires adobe reader/i,
  /^le document que vous (?:essayez|tentez) de charger (?:nécessite|requiert|exige) adobe reader/i,
  /^to view the full contents of this document, you need a later version of the pdf viewer/i,
  /^pour (?:afficher|visualiser) (?:l[’']intégralité|le contenu intégral|tout le contenu) d(?:e|u) (?:ce )?document/i,
];
const longestPlaceholder = 2_000;

const showsOnlyInAcrobat = (opened: Opened, looks: readonly Look[], pages: number): boolean => {
  const text = (looks[0]?.text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  // Also where the page that says so was printed, by a viewer that could show no more.
  if (pages === 1 && text.length <= longestPlaceholder && placeholders.some((words) => words.test(text))) return true;
  const hasCopy = looks.length < pages || looks.some((look) => look.hasFields);
  return opened.module.FPDF_GetFormType(opened.document) === xfaWithoutPages && !hasCopy;
};

const signed = (opened: Opened, bytes: Uint8Array): Finding[] => {
  const signatures = signaturesOf(opened, bytes);
  if (signatures.length === 0) return [];
  // Who signs after another adds to the file: the last one tells.
  return [flags(signatures.some(({ coversFile }) => coversFile) ? 'pdf-signed' : 'pdf-signed-partly')];
};

/** One page as an image and as text; `page` counts from 1. */
export const viewPdf = (bytes: Uint8Array, page: number): Promise<PageView> =>
  withDocument<PageView>(
    bytes,
    async (opened) => {
      const drawing = withPage(opened, page - 1, (handle) => drawPage(opened, handle));
      if (!drawing) throw new Error('page not drawn');
      const { data, width, height } = drawing;
      const signatures = page === 1 ? signaturesOf(opened, bytes).map(signatureLine) : [];
      // Text last: it makes fields part of the page.
      const text = pageText(opened, page - 1, signatures);
      return { image: await toWebp(data, { ...imageOptions, raw: { width, height, channels: 4 } }), text };
    },
    () => {
      throw new Error('document does not open');
    },
  );
