import { ApiRefusal } from '#schemas/api/client.ts';
import { saveAnswers } from '#schemas/api/intake.ts';
import { type DraftAnswers, draftAnswers } from '#schemas/submission.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { type Network, networkOf } from '../network.ts';
import { ErrorSummary } from '../parts/errors.tsx';
import { Button, Continue, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { Banner, SummaryList } from '../parts/show.tsx';
import type { Cookies } from '../session.ts';
import { keepTyped } from '../unsaved.ts';
import { flow, nextAfter, openSections, stepAt } from './flow.ts';
import { isOpen, openSubmission, type SubmissionView, submissionOf } from './folder.ts';
import { errorsOn, items, merged, type Step, stampOf, typed } from './step.ts';
import { typedSearches, unresolved } from './steps/commodities.tsx';
import { supplierWords } from './words.ts';

const pathOf = (c: PageContext): string => c.var.path.split('/').slice(3).join('/');
const homeOf = (c: PageContext): string => `/supplier/${submissionOf(c)}`;

/** The answers as they would be with what was typed. */
const withTyped = (step: Step, view: SubmissionView, fields: Fields, network: Network): DraftAnswers =>
  draftAnswers.parse(merged(view.answers, step.read(fields, view.answers, network)));

const ownerIndex = (path: string): number | undefined => {
  const number = /^owners\/(\d+)$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number) - 1;
};

const backFrom = (c: PageContext, path: string): string => {
  if (c.req.query('from') === 'check') return `${homeOf(c)}/check`;
  if (path.startsWith('owners/')) return `${homeOf(c)}/owners`;
  const at = flow.findIndex((one) => one !== 'documents' && one.path === path);
  const before = at > 0 ? flow[at - 1] : undefined;
  if (!before) return homeOf(c);
  return `${homeOf(c)}/${before === 'documents' ? 'documents' : before.path}`;
};

/** Answers change in a draft; in answer to a request, only those that were asked about. */
const mayChange = (step: Step, view: SubmissionView): boolean => {
  const open = openSections(view);
  return isOpen(view) && (!open || step.sections.some((section) => open.has(section)));
};

/** Shows one page of the form: as it was typed last, with what is wrong where that was asked for. */
export const showStep = async (c: PageContext) => {
  const path = pathOf(c);
  const step = stepAt(path);
  if (!step) return notFoundPage(c);
  const [{ view }, network] = await Promise.all([openSubmission(c), networkOf(c)]);
  const { language, kept } = c.var;
  if (!mayChange(step, view)) return c.redirect(`/${language}${homeOf(c)}`, 303);
  const said = supplierWords[language];
  const index = ownerIndex(path);
  const conflict = kept !== undefined && c.req.query('changed') !== undefined;
  const answers = kept ? withTyped(step, view, kept, network) : view.answers;
  const errors = c.req.query('errors') !== undefined && !kept ? errorsOn(step, view, language, index) : [];
  const title = step.title[language];
  const body = await step.body({ c, language, network, answers, errors });
  // A single question is its own heading.
  const headed = ['certificates', 'statements'].includes(step.path);
  return page(c, {
    title,
    failed: errors.length > 0,
    back: backFrom(c, path),
    form: 'step',
    scripts: ['autosave'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        {conflict && (
          <Banner c={c} title={said.conflictTitle}>
            <p>{said.conflictText}</p>
            <SummaryList
              c={c}
              rows={step
                .rows({ c, language, network, answers: view.answers })
                .map(({ key, value }) => ({ key, value: value || said.nothing }))}
            />
            <p>{said.conflictKeep}</p>
          </Banner>
        )}
        {kept && !conflict && (
          <Banner c={c} title={said.keptTitle}>
            <p>{said.keptText}</p>
          </Banner>
        )}
        {!headed && <h1>{title}</h1>}
        <Form c={c} id="step" autosave>
          <input type="hidden" name="stamp" value={stampOf(step, view.answers)} />
          <input type="hidden" name="from" value={c.req.query('from') ?? ''} />
          {body}
          <div class="row">
            <Continue c={c} />
            <Button name="leave" value="yes" kind="secondary">
              {said.saveReturn}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
};

type Saved = { saved: true; view: SubmissionView } | { saved: false; late?: boolean };

/**
 * Saves what was typed, right or wrong. Only a change of this very page meanwhile stops it; changes elsewhere in the form
 * are kept beside it.
 */
const save = async (c: PageContext, step: Step, network: Network): Promise<Saved> => {
  const stamp = textOf(c.var.fields, 'stamp');
  for (let attempt = 0; ; attempt++) {
    const { view, revision } = await openSubmission(c);
    if (!mayChange(step, view)) return { saved: false, late: true };
    const patch = step.read(c.var.fields, view.answers, network);
    const now = stampOf(step, view.answers);
    const wanted = stampOf(step, draftAnswers.parse(merged(view.answers, patch)));
    // Sent twice, or nothing changed.
    if (now === wanted && step.sections.every((section) => !(section in patch) || section in view.answers))
      return { saved: true, view };
    if (stamp && now !== stamp) return { saved: false };
    try {
      const { body } = await c.var.api(saveAnswers, {
        params: { submission: view.submission },
        body: patch,
        ifMatch: revision,
      });
      return { saved: true, view: body };
    } catch (error) {
      if (!(error instanceof ApiRefusal && error.problem.status === 412) || attempt === 4) throw error;
    }
  }
};

/** Where one goes after a page was saved. */
const onwards = (c: PageContext, step: Step, view: SubmissionView): string => {
  const { fields, language } = c.var;
  const path = pathOf(c);
  const here = `${homeOf(c)}/${path}`;
  const sent = (name: string) => textOf(fields, name) !== '';
  if (sent('remove')) return here;
  if (sent('add')) return `${homeOf(c)}/owners/${items(view.answers.owners).length + 1}`;
  if (sent('more')) return `${here}?more=1#province-${items(view.answers.places).length}`;
  const searched = unresolved(
    Object.keys(fields)
      .filter((name) => name.startsWith('search-'))
      .map((name) => textOf(fields, name)),
  );
  if (searched.length > 0) return `${here}?${searched.map((text) => `q=${encodeURIComponent(text)}`).join('&')}`;
  if (sent('leave')) return homeOf(c);
  const from = textOf(fields, 'from') === 'check' ? 'from=check' : '';
  if (errorsOn(step, view, language, ownerIndex(path)).length > 0) return `${here}?errors=1${from && `&${from}`}`;
  // What was asked for is on the list, not on the pages that follow.
  if (openSections(view) && !from && !path.startsWith('owners/')) return homeOf(c);
  return `${homeOf(c)}/${from && path.indexOf('owners/') !== 0 ? 'check' : nextAfter(path, view.answers)}`;
};

export const saveStep = (cookies: Cookies) => async (c: PageContext) => {
  const path = pathOf(c);
  const step = stepAt(path);
  if (!step) return notFoundPage(c);
  const network = await networkOf(c);
  const { fields, language, session } = c.var;
  const result = await save(c, step, network);
  const isAutosave = c.req.header('x-autosave') !== undefined;
  if (!result.saved) {
    if (isAutosave) return c.json({ saved: false }, 409);
    if (result.late) return c.redirect(`/${language}${homeOf(c)}?late=1`, 303);
    await keepTyped(cookies, c, { person: session?.person ?? '', path: c.var.path }, fields);
    return c.redirect(`/${language}${c.var.path}?changed=1`, 303);
  }
  if (isAutosave)
    return c.json({ saved: true, stamp: stampOf(step, result.view.answers), words: supplierWords[language].saved });
  const other = textOf(fields, 'switch-language');
  if (other === 'fr' || other === 'en') return c.redirect(`/${other}${c.var.path}${typedSearches(fields)}`, 303);
  // The place after the last owner becomes that owner's.
  if (typed(fields.leave) === 'yes') return c.redirect(`/${language}${homeOf(c)}`, 303);
  return c.redirect(`/${language}${onwards(c, step, result.view)}`, 303);
};
