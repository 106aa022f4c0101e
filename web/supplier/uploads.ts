import { createHash } from 'node:crypto';
import * as z from 'zod';
import { ApiRefusal, ifThere } from '#schemas/api/client.ts';
import { declareDocument, permitDocument, removeDocument } from '#schemas/api/evidence.ts';
import { kinds } from '#schemas/checklist.ts';
import { declaredFile } from '#schemas/evidence.ts';
import type { PageContext } from '../context.ts';
import { textOf } from '../parts/read-form.ts';
import { formats } from '../words/say.ts';
import { documentsPage, refusalsOf, throughPortal } from './documents.tsx';
import { documentWords } from './documents-words.ts';
import { documentsOf, linesSoFar, openSubmission, submissionOf } from './folder.ts';

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
  if (!about || !file.success) return c.json({ words: documentWords[c.var.language].wrongType }, 422);
  try {
    return c.json(await declare(c, file.data));
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    return c.json({ words: error.problem.detail ?? error.problem.title }, 422);
  }
};

/** Where the files stand, for the island to tell. */
export const documentStates = async (c: PageContext) => {
  const said = documentWords[c.var.language];
  const documents = await documentsOf(c);
  return c.json(
    documents.map((document) => ({
      document: document.document,
      state: document.state,
      words: [said.state[document.state], ...refusalsOf(document, c.var.language)].join('. '),
    })),
  );
};

/** Without a script the file passes through here: its hash is taken, then it goes to the store on the same permit. */
export const sendFile = async (c: PageContext) => {
  const { language, fields } = c.var;
  const said = documentWords[language];
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
  const document = documentId.parse(c.req.param('document'));
  // Or it was removed already, by the other click or tab.
  await ifThere(c.var.api(removeDocument, { params: { submission, document } }));
  return c.redirect(`/${c.var.language}/supplier/${submission}/documents`, 303);
};
