import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ApiRefusal } from '#schemas/api/client.ts';
import { declareDocument, permitDocument, removeDocument } from '#schemas/api/evidence.ts';
import { documentsFor, kinds, type Line } from '#schemas/checklist.ts';
import { type Document, declaredFile, maximumFileBytes, mediaTypes } from '#schemas/evidence.ts';
import type { Language } from '#schemas/primitives.ts';
import { screeningFindings } from '#schemas/screening.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { FileField } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { type Colour, Details, Tag } from '../parts/show.tsx';
import { formats, say } from '../words/say.ts';
import type { TaskState } from './flow.ts';
import { documentsOf, linesSoFar, openSubmission, type SubmissionView, submissionOf } from './folder.ts';
import { lineName } from './requested.tsx';

const words = say({
  en: {
    title: 'Documents',
    text: (most: string) =>
      `PDF, JPEG or PNG, up to ${most} each. Photos taken with a phone are fine when they can be read. Each file is stored as soon as you choose it.`,
    needed: 'Needed',
    asked: 'Asked for',
    others: 'Documents of the other lines',
    helps: 'Other proof that helps',
    helpsText:
      'Not needed to submit. Some institutions ask for more than your word: a document here can make them recognise you.',
    choose: 'Choose a file',
    send: 'Send this file',
    noFile: 'Choose a file first',
    wrongType: 'Choose a PDF, a JPEG or a PNG: open the document and save it as PDF.',
    tooLarge: (most: string) => `This file is too large: at most ${most}. Save it smaller or as several files.`,
    empty: 'This file is empty. Choose another one.',
    continue: 'Continue',
    refresh: 'See whether the checks are done',
    remove: 'Remove',
    again: 'Choose the same file again: it has not arrived in full.',
    state: {
      'awaiting-upload': 'Not received yet',
      screening: 'Arrived, being checked',
      accepted: 'Received',
      refused: 'Refused',
    },
    sending: 'Sending',
    hashing: 'Checking the file',
    failed: 'The connection broke. Nothing is lost.',
    retry: 'Try again',
    stored: 'Received by the store, being checked',
    signedOut: 'You were signed out. Sign in in a new tab, then',
    signIn: 'Sign in (new tab)',
    withoutScript: (most: string) =>
      `Without JavaScript a file passes through this site, which takes at most ${most} each: no browser can take a file’s fingerprint (SHA-256) without a script, and nothing is stored here without it. For a larger file, allow scripts on this page, or save the file smaller.`,
    lookAgain: 'Ask a person to look at this refusal',
    noFiles: 'No file yet.',
  },
  fr: {
    title: 'Documents',
    text: (most) =>
      `PDF, JPEG ou PNG, jusqu’à ${most} chacun. Les photos prises au téléphone conviennent si elles se lisent bien. Chaque fichier est conservé dès que vous le choisissez.`,
    needed: 'Nécessaires',
    asked: 'Demandés',
    others: 'Documents des autres lignes',
    helps: 'Autres preuves utiles',
    helpsText:
      'Pas nécessaires pour l’envoi. Certaines institutions demandent plus que votre parole : un document ici peut faire qu’elles vous reconnaissent.',
    choose: 'Choisir un fichier',
    send: 'Envoyer ce fichier',
    noFile: 'Choisissez d’abord un fichier',
    wrongType: 'Choisissez un PDF, un JPEG ou un PNG : ouvrez le document et enregistrez-le en PDF.',
    tooLarge: (most) =>
      `Ce fichier est trop gros : au plus ${most}. Enregistrez-le plus petit, ou en plusieurs fichiers.`,
    empty: 'Ce fichier est vide. Choisissez-en un autre.',
    continue: 'Continuer',
    refresh: 'Voir si les contrôles sont terminés',
    remove: 'Retirer',
    again: 'Choisissez de nouveau le même fichier : il n’est pas arrivé en entier.',
    state: {
      'awaiting-upload': 'Pas encore reçu',
      screening: 'Arrivé, en contrôle',
      accepted: 'Reçu',
      refused: 'Refusé',
    },
    sending: 'Envoi',
    hashing: 'Vérification du fichier',
    failed: 'La connexion s’est interrompue. Rien n’est perdu.',
    retry: 'Réessayer',
    stored: 'Reçu par le dépôt, en contrôle',
    signedOut: 'Votre session a pris fin. Ouvrez-en une dans un nouvel onglet, puis',
    signIn: 'Se connecter (nouvel onglet)',
    withoutScript: (most) =>
      `Sans JavaScript, un fichier passe par ce site, qui en accepte au plus ${most} chacun : aucun navigateur ne peut prendre l’empreinte d’un fichier (SHA-256) sans script, et rien n’est conservé ici sans elle. Pour un fichier plus gros, permettez les scripts sur cette page, ou enregistrez-le plus petit.`,
    lookAgain: 'Demander qu’une personne revoie ce refus',
    noFiles: 'Aucun fichier pour l’instant.',
  },
});
const colours: Record<Document['state'], Colour> = {
  'awaiting-upload': 'orange',
  screening: 'blue',
  accepted: 'green',
  refused: 'red',
};
/** What passes through the portal where no script can send it straight to the store, in bytes. */
const throughPortal = 4 * 1024 * 1024;

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
const why = (document: Document, language: Language): string[] =>
  document.findings.filter(({ effect }) => effect === 'refuses').map(({ code }) => known[code]?.[language] ?? code);

const FileState = ({ c, document, remove }: { c: PageContext; document: Document; remove?: boolean }) => {
  const { language } = c.var;
  const said = words[language];
  return (
    <li class="file" data-document={document.document} data-state={document.state}>
      <span class="file__name">{document.fileName}</span> {formats(language).bytes(document.bytes)}{' '}
      <Tag colour={colours[document.state]}>{said.state[document.state]}</Tag>
      {document.state === 'awaiting-upload' && <p class="govuk-hint">{said.again}</p>}
      {why(document, language).map((text) => (
        <p class="govuk-error-message">{text}</p>
      ))}
      {document.state === 'refused' && (
        <p class="govuk-body-s">
          <a
            class="govuk-link"
            href={`/${language}/supplier/${document.supplier}/observations/new?kind=screening&submission=${document.submission}&document=${document.document}`}
          >
            {said.lookAgain}
            <span class="govuk-visually-hidden"> – {document.fileName}</span>
          </a>
        </p>
      )}
      {remove && (
        <Form c={c} action={`/supplier/${document.submission}/documents/${document.document}/remove`}>
          <button class="link-button" type="submit">
            {said.remove}
            <span class="govuk-visually-hidden"> {document.fileName}</span>
          </button>
        </Form>
      )}
    </li>
  );
};

/** Files with where they stand, without anything to press. */
export const FileList = ({ c, documents }: { c: PageContext; documents: readonly Document[] }) =>
  documents.length === 0 ? (
    <p class="govuk-body">{words[c.var.language].noFiles}</p>
  ) : (
    <ul class="govuk-list">
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
  const said = words[language];
  const id = `file-${slot.line.id.replace(':', '-')}`;
  return (
    <div class="upload" id={`slot-${slot.line.id.replace(':', '-')}`}>
      <h3 class="govuk-heading-s">{slot.name}</h3>
      <ul class="govuk-list" data-files>
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
          label={`${said.choose} – ${slot.name}`}
          error={error}
          accept={mediaTypes.join(',')}
          hideLabel
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
  const said = words[language];
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
    back: from ? `${home}/check` : `${home}/commodities`,
    scripts: ['upload'],
    children: (
      <>
        <h1 class="govuk-heading-l">{said.title}</h1>
        <p class="govuk-body">{said.text(formats(language).atMost(maximumFileBytes))}</p>
        <noscript>
          <p class="govuk-inset-text">{said.withoutScript(formats(language).atMost(throughPortal))}</p>
        </noscript>
        <h2 class="govuk-heading-m">{view.request ? said.asked : said.needed}</h2>
        {needed.map((slot) => (
          <UploadSlot c={c} slot={slot} error={errorFor(slot)} since={undefined} />
        ))}
        {stray.length > 0 && (
          <ul class="govuk-list">
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
          <p class="govuk-body" data-refresh>
            <a class="govuk-link" href={`/${language}${c.var.path}`}>
              {said.refresh}
            </a>
          </p>
        )}
        <ButtonLink href={`/${language}${home}/${from ? 'check' : 'consents'}`}>{said.continue}</ButtonLink>
      </>
    ),
  });
};

const aboutLine = async (c: PageContext) => {
  const { view } = await openSubmission(c);
  const wanted = textOf(c.var.fields, 'line');
  const line = linesSoFar(view.answers).find(({ id }) => id === wanted);
  return line && { evidenceType: kinds[line.kind].evidenceTypes[0], supports: [line.id] };
};

type Declared = z.infer<typeof declaredFile>;

/** Declares a file, or finds that the same one was already and only has to be sent again. */
const declare = async (c: PageContext, file: Declared) => {
  const params = { submission: submissionOf(c) };
  const waiting = (await documentsOf(c)).find(
    ({ sha256, state, supports }) =>
      sha256 === file.sha256 && state === 'awaiting-upload' && supports.join() === file.supports.join(),
  );
  if (waiting) return (await c.var.api(permitDocument, { params: { ...params, document: waiting.document } })).body;
  return (
    await c.var.api(declareDocument, {
      params,
      body: file,
      // The same file for the same line is declared once, however often it is sent at that moment.
      idempotencyKey: createHash('sha256')
        .update(`${params.submission} ${file.sha256} ${file.supports.join()} ${Math.floor(Date.now() / 60_000)}`)
        .digest('hex'),
    })
  ).body;
};

/** For the island: the permit to send one file straight to the store, its hash taken in the browser. */
export const permit = async (c: PageContext) => {
  const about = await aboutLine(c);
  const { fields } = c.var;
  const file = declaredFile.safeParse({
    ...about,
    fileName: textOf(fields, 'fileName'),
    mediaType: textOf(fields, 'mediaType'),
    bytes: Number(textOf(fields, 'bytes')),
    sha256: textOf(fields, 'sha256'),
  });
  if (!about || !file.success) return c.json({ words: words[c.var.language].wrongType }, 422);
  try {
    return c.json(await declare(c, file.data));
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return c.json({ words: error.problem.detail ?? error.problem.title }, 422);
  }
};

/** Where the files stand, for the island to tell. */
export const documentStates = async (c: PageContext) => {
  const said = words[c.var.language];
  const documents = await documentsOf(c);
  return c.json(
    documents.map((document) => ({
      document: document.document,
      state: document.state,
      words: [said.state[document.state], ...why(document, c.var.language)].join('. '),
    })),
  );
};

/** Without a script the file passes through here: its hash is taken, then it goes to the store on the same permit. */
export const sendFile = async (c: PageContext) => {
  const { language, fields } = c.var;
  const said = words[language];
  const line = textOf(fields, 'line');
  const refuse = (message: string) => documentsPage(c, { line, message });
  const file = fields.file;
  if (!(file instanceof File) || !file.name) return refuse(said.noFile);
  if (file.size === 0) return refuse(said.empty);
  if (file.size > throughPortal) return refuse(said.tooLarge(formats(language).atMost(throughPortal)));
  const bytes = Buffer.from(await file.arrayBuffer());
  const about = await aboutLine(c);
  const declared = declaredFile.safeParse({
    ...about,
    fileName: file.name.slice(-200),
    mediaType: file.type,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  if (!about || !declared.success) return refuse(said.wrongType);
  const { permit: allowed } = await declare(c, declared.data);
  const form = new FormData();
  for (const [name, value] of Object.entries(allowed.fields)) form.append(name, value);
  form.append('file', new Blob([bytes], { type: file.type }), file.name);
  const stored = await fetch(allowed.url, { method: 'POST', body: form });
  if (!stored.ok) return refuse(said.failed);
  return c.redirect(`/${language}${c.var.path}#slot-${line.replace(':', '-')}`, 303);
};

const documentId = z.templateLiteral(['doc_', z.string()]);
export const removeFile = async (c: PageContext) => {
  const submission = submissionOf(c);
  try {
    await c.var.api(removeDocument, { params: { submission, document: documentId.parse(c.req.param('document')) } });
  } catch (error) {
    // Removed already, by the other click or tab.
    if (!(error instanceof ApiRefusal && error.problem.status === 404)) throw error;
  }
  return c.redirect(`/${c.var.language}/supplier/${submission}/documents`, 303);
};
