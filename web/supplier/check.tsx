import { ApiRefusal } from '#schemas/api/client.ts';
import { answerRequest, submitSubmission } from '#schemas/api/intake.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { Button, Form } from '../parts/form.tsx';
import { type Row, SummaryList } from '../parts/show.tsx';
import { alreadyOpenPage } from './already-open.tsx';
import { FileList } from './documents.tsx';
import { openSections, steps } from './flow.ts';
import { documentsOf, isOpen, openSubmission, submissionOf } from './folder.ts';
import { lineName } from './requested.tsx';
import { errorsOn } from './step.ts';
import { supplierWords } from './words.ts';

type Refused = { field: string; message: string };

/** Which page puts right what was refused. */
const pageOf = (field: string): string => {
  if (field.startsWith('evidence.') || field.startsWith('documents.')) return 'documents';
  const section = field.replace(/^answers\./, '').split(/[.:]/)[0];
  return steps.find((step) => step.sections.some((one) => one === section))?.path ?? '';
};

/** Everything that was said, each with its Change link, and the button that submits it. */
export const checkPage = async (c: PageContext, refused: readonly Refused[] = []) => {
  const { language } = c.var;
  const said = supplierWords[language];
  const [{ view }, documents, network] = await Promise.all([openSubmission(c), documentsOf(c), networkOf(c)]);
  const home = `/supplier/${view.submission}`;
  if (!isOpen(view)) return c.redirect(`/${language}${home}`, 303);
  const open = openSections(view);
  const change = (path: string) => `${home}/${path}?from=check`;
  const unsaid = steps.flatMap((step) =>
    errorsOn(step, view, language).map(({ message }) => ({ path: step.path, message })),
  );
  const told = refused.map(({ field, message }) => {
    const line = /^evidence\.(.+)$/.exec(field)?.[1];
    const name = line ? `${lineName(line, view, network, language)}${language === 'fr' ? ' – ' : ' – '}` : '';
    return { path: pageOf(field), message: line ? name + message.split(/ ?: /).at(-1) : message };
  });
  const problems = [...unsaid, ...told.filter(({ message }) => !unsaid.some((one) => one.message === message))];
  c.status(refused.length > 0 ? 422 : 200);
  return page(c, {
    title: said.checkTitle,
    failed: refused.length > 0,
    back: home,
    children: (
      <>
        {problems.length > 0 && (
          <div
            class="alert"
            id="error-summary"
            role={refused.length > 0 ? 'alert' : undefined}
            tabindex={-1}
            autofocus={refused.length > 0}
          >
            <h2 class="alert__title">{said.notReady}</h2>
            <ul>
              {problems.map(({ path, message }) => (
                <li>
                  <a href={`/${language}${home}/${path}?errors=1&from=check`}>{message}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
        <h1>{said.checkTitle}</h1>
        {steps.map((step) => {
          const rows: Row[] = step.rows({ c, language, network, answers: view.answers }).map(({ key, value }) => ({
            key,
            value: value || '–',
            change: open && !step.sections.some((section) => open.has(section)) ? undefined : change(step.path),
          }));
          return rows.length === 0 ? null : (
            <section>
              <h2>{step.title[language]}</h2>
              <SummaryList c={c} rows={rows} />
            </section>
          );
        })}
        <section>
          <h2>{said.documents}</h2>
          <FileList c={c} documents={documents} />
          <p>
            <a href={`/${language}${change('documents')}`}>{said.documents}</a>
          </p>
        </section>
        <Form c={c}>
          <p>{said.readyToSubmit}</p>
          <Button>{view.state === 'draft' ? said.submit : said.sendAnswer}</Button>
        </Form>
      </>
    ),
  });
};

/** Submits, once however often it is clicked, and shows the receipt; or says everything that still stands against it. */
export const submit = async (c: PageContext) => {
  const { language, api } = c.var;
  const { view, revision } = await openSubmission(c);
  const params = { submission: submissionOf(c) };
  const receipts = (round: number) =>
    c.redirect(`/${language}/supplier/${view.submission}/receipt/${round}?new=1`, 303);
  const newest = view.receipts.at(-1);
  if (!isOpen(view) && newest) return receipts(newest.round);
  try {
    const { body } = await api(view.state === 'draft' ? submitSubmission : answerRequest, {
      params,
      idempotencyKey: `${view.submission}-${revision}`,
    });
    return receipts(body.round);
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    if (error.problem.errors) return checkPage(c, error.problem.errors);
    const again = await openSubmission(c);
    const last = again.view.receipts.at(-1);
    // The other click came first.
    if (!isOpen(again.view) && last) return receipts(last.round);
    return alreadyOpenPage(c, error);
  }
};
