import { documentsFor, type Line } from '#schemas/checklist.ts';
import { type Document, maximumFileBytes, mediaTypes } from '#schemas/evidence.ts';
import type { Language } from '#schemas/primitives.ts';
import { screeningFindings } from '#schemas/screening.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { FileField } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { Details, Tag, type TagState } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { documentWords } from './documents-words.ts';
import type { TaskState } from './flow.ts';
import { documentsOf, linesSoFar, openSubmission, type SubmissionView } from './folder.ts';
import { lineName } from './requested.tsx';

const colours: Record<Document['state'], TagState> = {
  'awaiting-upload': 'near',
  screening: 'unknown',
  accepted: 'yes',
  refused: 'no',
};
/** What passes through the portal where no script can send it straight to the store, in bytes. */
export const throughPortal = 4 * 1024 * 1024;

export const documentTaskState = (view: SubmissionView, documents: readonly Document[]): TaskState => {
  if (documents.some(({ state }) => state === 'refused')) return 'to-correct';
  const accepted = documents.filter(({ state }) => state === 'accepted');
  const open = linesSoFar(view.answers).filter(
    (line) => line.evidenceRequired && documentsFor(line, accepted).length === 0,
  );
  if (open.length === 0 && accepted.length === documents.length) return 'done';
  return documents.length === 0 ? 'not-started' : 'in-progress';
};

const known: Record<string, { fr: string; en: string }> = screeningFindings;
export const refusalsOf = (document: Document, language: Language): string[] =>
  document.findings
    .filter(({ effect }) => effect === 'refuses')
    .map(({ code, detail }) => {
      const text = typeset(known[code]?.[language] ?? code, language);
      return code === 'page-not-drawn' && detail ? `${text} (${detail})` : text;
    });

const FileState = ({ c, document, remove }: { c: PageContext; document: Document; remove?: boolean }) => {
  const { language } = c.var;
  const said = documentWords[language];
  return (
    <li class="file" data-document={document.document} data-state={document.state}>
      <span class="file__name">{document.fileName}</span> {formats(language).bytes(document.bytes)}{' '}
      <Tag state={colours[document.state]}>{said.state[document.state]}</Tag>
      {document.state === 'awaiting-upload' && <p class="hint">{said.again}</p>}
      {refusalsOf(document, language).map((text) => (
        <p class="error">{text}</p>
      ))}
      {document.state === 'refused' && (
        <p class="small">
          <a
            href={`/${language}/supplier/${document.supplier}/observations/new?kind=screening&submission=${document.submission}&document=${document.document}`}
          >
            {said.lookAgain}
            <span class="vh"> – {document.fileName}</span>
          </a>
        </p>
      )}
      {remove && (
        <Form c={c} action={`/supplier/${document.submission}/documents/${document.document}/remove`}>
          <button class="link-button" type="submit">
            {said.remove}
            <span class="vh"> {document.fileName}</span>
          </button>
        </Form>
      )}
    </li>
  );
};

/** Files with where they stand, without anything to press. */
export const FileList = ({ c, documents }: { c: PageContext; documents: readonly Document[] }) =>
  documents.length === 0 ? (
    <p>{documentWords[c.var.language].noFiles}</p>
  ) : (
    <ul class="plain">
      {documents.map((document) => (
        <FileState c={c} document={document} />
      ))}
    </ul>
  );

type Slot = { line: Line; name: string; documents: Document[] };

type UploadProps = {
  c: PageContext;
  slot: Slot;
  error: string | undefined;
  /** Files announced before this instant stay: they were accepted in an earlier round. */
  since: string | undefined;
};

const UploadSlot = ({ c, slot, error, since = '' }: UploadProps) => {
  const { language } = c.var;
  const said = documentWords[language];
  const id = `file-${slot.line.id.replace(':', '-')}`;
  return (
    <div class="upload" id={`slot-${slot.line.id.replace(':', '-')}`}>
      <h3>{slot.name}</h3>
      <ul class="plain" data-files>
        {slot.documents.map((document) => (
          <FileState c={c} document={document} remove={document.declaredAt > since || document.state !== 'accepted'} />
        ))}
      </ul>
      <form
        method="post"
        action={`/${language}${c.var.path}`}
        enctype="multipart/form-data"
        data-upload
        data-words={JSON.stringify({
          sending: said.sending,
          hashing: said.hashing,
          failed: said.failed,
          retry: said.retry,
          stored: said.stored,
          wrongType: said.wrongType,
          tooLarge: said.tooLarge(formats(language).atMost(maximumFileBytes)),
          empty: said.empty,
          signedOut: said.signedOut,
          signIn: said.signIn,
        })}
        data-sign-in={`/${language}/sign-in?return=${encodeURIComponent(c.var.path)}`}
        data-most={maximumFileBytes}
      >
        <input type="hidden" name="form-token" value={c.var.session?.formToken ?? ''} />
        <input type="hidden" name="line" value={slot.line.id} />
        <FileField
          language={language}
          name="file"
          id={id}
          label={said.choose}
          about={slot.name}
          error={error}
          accept={mediaTypes.join(',')}
        />
        <p class="upload__status" role="status" />
        <Button kind="secondary" about={slot.name}>
          {said.send}
        </Button>
      </form>
    </div>
  );
};

/** Each thing to be shown with its files, and where to choose one. */
export const documentsPage = async (c: PageContext, failed?: { line: string; message: string }) => {
  const { language } = c.var;
  const said = documentWords[language];
  const [{ view }, documents, network] = await Promise.all([openSubmission(c), documentsOf(c), networkOf(c)]);
  const home = `/supplier/${view.submission}`;
  const lines = linesSoFar(view.answers);
  const asked = new Set(view.request?.items.map(({ line }) => line));
  // A file stands where it was chosen for; it may support other lines too.
  const placeOf = (document: Document) =>
    lines.find(({ id }) => document.supports.includes(id)) ??
    lines.find((line) => documentsFor(line, [document]).length > 0);
  const slots = lines.map(
    (line): Slot => ({
      line,
      name: lineName(line.id, view, network, language),
      documents: documents.filter((document) => placeOf(document)?.id === line.id),
    }),
  );
  const stray = documents.filter((document) => !placeOf(document));
  // In answer to a request, what was asked comes first and what was accepted stays.
  const needed = slots.filter(({ line }) => (view.request ? asked.has(line.id) : line.evidenceRequired));
  const helping = slots.filter((slot) => !needed.includes(slot));
  const since = view.timeline.findLast(({ event }) => event === 'request-information')?.at;
  const isScreening = documents.some(({ state }) => state === 'screening');
  const errorFor = ({ line }: Slot) => (failed?.line === line.id ? failed.message : undefined);
  const from = c.req.query('from') === 'check';
  if (failed) c.status(422);
  return page(c, {
    title: said.title,
    failed: failed !== undefined,
    back: from ? `${home}/check` : view.request ? home : `${home}/commodities`,
    scripts: ['upload'],
    children: (
      <>
        <h1>{said.title}</h1>
        <p>{said.text(formats(language).atMost(maximumFileBytes))}</p>
        <noscript>
          <p class="note">{said.withoutScript(formats(language).atMost(throughPortal))}</p>
        </noscript>
        <h2>{view.request ? said.asked : said.needed}</h2>
        {needed.map((slot) => (
          <UploadSlot c={c} slot={slot} error={errorFor(slot)} since={since} />
        ))}
        {stray.length > 0 && (
          <ul class="plain">
            {stray.map((document) => (
              <FileState c={c} document={document} remove />
            ))}
          </ul>
        )}
        <Details
          summary={view.request ? said.others : said.helps}
          open={!view.request && helping.some((slot) => slot.documents.length > 0 || errorFor(slot) !== undefined)}
        >
          {!view.request && <p>{said.helpsText}</p>}
          {helping.map((slot) => (
            <UploadSlot c={c} slot={slot} error={errorFor(slot)} since={since} />
          ))}
        </Details>
        {isScreening && (
          <p data-refresh>
            <a href={`/${language}${c.var.path}`}>{said.refresh}</a>
          </p>
        )}
        <ButtonLink href={`/${language}${home}/${from || view.request ? 'check' : 'consents'}`}>
          {said.continue}
        </ButtonLink>
      </>
    ),
  });
};
