import { ApiRefusal } from '#schemas/api/client.ts';
import { downloadDocument, viewPage } from '#schemas/api/evidence.ts';
import type { Document } from '#schemas/evidence.ts';
import type { PageContext } from '../context.ts';
import { Details } from '../parts/show.tsx';
import { formats, typeset } from '../words/say.ts';
import { caseWords } from './case-words.ts';
import { screeningText } from './findings.ts';
import { type CaseView, caseIdOf } from './folder.ts';

/** The page of a document that the address names. */
export const chosenDocument = (c: PageContext, view: CaseView): { document: Document; page: number } | undefined => {
  const document = view.documents.find((one) => one.document === c.req.query('document'));
  if (!document) return undefined;
  const page = Number(c.req.query('page') ?? 1);
  return { document, page: Number.isInteger(page) && page >= 1 && page <= Math.max(1, document.pages) ? page : 1 };
};

/** The page, or why there is none (yet); the case stays readable. */
const viewOf = async (c: PageContext, document: Document, page: number) => {
  const { submission, document: id, pages } = document;
  if (pages === 0) return {};
  try {
    return { shown: (await c.var.api(viewPage, { params: { submission, document: id, page } })).body };
  } catch (error) {
    if (error instanceof ApiRefusal && error.problem.status < 500) return { reason: error.problem.detail };
    throw error;
  }
};

type Props = { c: PageContext; view: CaseView; held: boolean };

/** The page as an image made by the server, and its text beside: an uploaded file itself never opens in the browser. */
export const Viewer = async ({ c, view, held }: Props) => {
  const { language } = c.var;
  const said = caseWords[language];
  const chosen = chosenDocument(c, view);
  if (!chosen)
    return (
      <aside class="viewer" id="viewer" aria-label={said.viewer}>
        <p>{said.choose}</p>
      </aside>
    );
  const { document, page } = chosen;
  const { shown, reason } = await viewOf(c, document, page);
  const turn = (to: number, text: string, name: string) =>
    held ? (
      <button
        class="as-link"
        type="submit"
        form="case"
        name="go"
        value={`view.${document.document}.${to}`}
        data-turn={name}
      >
        {text}
      </button>
    ) : (
      <a href={`?document=${document.document}&page=${to}#viewer`} data-turn={name}>
        {text}
      </a>
    );
  return (
    <aside class="viewer" id="viewer" aria-label={said.viewer} tabindex={-1}>
      <h2 class="h3 viewer__name">{document.fileName}</h2>
      <p class="small">
        {said.evidenceType[document.evidenceType]} · {formats(language).bytes(document.bytes)} ·{' '}
        <a href={`/${language}/cases/${view.submission}/documents/${document.document}/original`}>{said.original}</a>
      </p>
      {document.findings.length > 0 && (
        <ul class="plain automatic">
          {document.findings.map(({ code, effect, detail }) => (
            <li>
              <strong>{said.flags[effect]}</strong> {screeningText(code, language)} {detail && `(${detail})`}
            </li>
          ))}
        </ul>
      )}
      {document.pages > 0 && (
        <div class="viewer__turn">
          <span>{said.pageOf(page, document.pages)}</span>
          {page > 1 && turn(page - 1, said.previousPage, 'previous')}
          {page < document.pages && turn(page + 1, said.nextPage, 'next')}
        </div>
      )}
      {shown ? (
        <>
          <img class="viewer__page" src={shown.url} alt={said.pageAlt(shown.page, document.fileName)} />
          <Details summary={said.text} open>
            {shown.text.trim() ? <pre class="viewer__text">{shown.text.trim()}</pre> : <p>{said.noText}</p>}
          </Details>
        </>
      ) : (
        <p>{reason ? typeset(reason, language) : said.noPages}</p>
      )}
    </aside>
  );
};

/** The original leaves as an attachment only, from the store itself, under a permit of a few minutes. */
export const original = async (c: PageContext) => {
  const document = c.req.param('document') as Document['document'];
  const { body } = await c.var.api(downloadDocument, { params: { submission: caseIdOf(c), document } });
  return c.redirect(body.url, 303);
};
