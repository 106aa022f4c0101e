import { ApiRefusal } from '#schemas/api/client.ts';
import { saveAnswers } from '#schemas/api/intake.ts';
import type { DraftAnswers } from '#schemas/submission.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { type Network, networkOf } from '../network.ts';
import { ErrorSummary } from '../parts/errors.tsx';
import { Button, Continue, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { Banner } from '../parts/show.tsx';
import type { Cookies } from '../session.ts';
import { Disputes, disputeErrors, Shown } from '../three-way/conflicts.tsx';
import { packed } from '../three-way/shown.ts';
import { keepTyped } from '../unsaved.ts';
import { flow, nextAfter, openSections, stepAt } from './flow.ts';
import { isOpen, openSubmission, type SubmissionView, submissionOf } from './folder.ts';
import { disputeOf, meet, sectionsOf } from './meeting.ts';
import { errorsOn, items, type Step, typed } from './step.ts';
import { typedSearches, unresolved } from './steps/commodities.tsx';
import { ownerIn, ownerStep } from './steps/owners.tsx';
import { supplierWords } from './words.ts';

const pathOf = (c: PageContext): string => c.var.path.split('/').slice(3).join('/');
const homeOf = (c: PageContext): string => `/supplier/${submissionOf(c)}`;

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

/** The page of the owner that a form is about, whatever place in the list they have by now. */
const placed = (path: string, step: Step, fields: Fields, answers: DraftAnswers): { path: string; step: Step } => {
  const id = path.startsWith('owners/') && ownerIn(fields);
  const index = id ? items(answers.owners).findIndex((one) => one.id === id) : -1;
  return index < 0 ? { path, step } : { path: `owners/${index + 1}`, step: ownerStep(index) };
};

/** Shows one page of the form: as it was typed last, with what is wrong where that was asked for. */
export const showStep = async (c: PageContext, sent?: Fields) => {
  const asked = stepAt(pathOf(c));
  if (!asked) return notFoundPage(c);
  const [{ view }, network] = await Promise.all([openSubmission(c), networkOf(c)]);
  const { language } = c.var;
  if (!mayChange(asked, view)) return c.redirect(`/${language}${homeOf(c)}`, 303);
  const said = supplierWords[language];
  const fields = sent ?? c.var.kept;
  const meeting = fields && meet(asked, view.answers, fields, network);
  const answers = meeting?.answers ?? view.answers;
  const { path, step } = fields ? placed(pathOf(c), asked, fields, answers) : { path: pathOf(c), step: asked };
  const index = ownerIndex(path);
  const disputes = (meeting?.conflicts ?? []).map((one) => disputeOf({ c, language, network }, step, answers, one));
  const wrong = c.req.query('errors') !== undefined && !fields ? errorsOn(step, view, language, index) : [];
  const errors = [...disputeErrors(disputes, language), ...wrong];
  if (disputes.length > 0) c.status(409);
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
        {c.var.kept && !sent && disputes.length === 0 && (
          <Banner c={c} title={said.keptTitle}>
            <p>{said.keptText}</p>
          </Banner>
        )}
        {!headed && <h1>{title}</h1>}
        <Form c={c} id="step" action={`${homeOf(c)}/${path}`} autosave>
          <Shown value={sectionsOf(step, view.answers)} />
          <input type="hidden" name="from" value={c.req.query('from') ?? ''} />
          <Disputes c={c} disputes={disputes} />
          {body}
          {/* A press that waits for a choice; after the page's own buttons, so that one of them is heard first. */}
          {disputes.length > 0 && fields && textOf(fields, 'remove') && (
            <input type="hidden" name="remove" value={textOf(fields, 'remove')} />
          )}
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

type Saved = { saved: true; view: SubmissionView; typed: DraftAnswers } | { saved: false; late?: boolean };

/**
 * Saves what was typed, right or wrong: it meets what is kept by now, and only what somebody else changed to something else
 * stops it.
 */
const save = async (c: PageContext, step: Step, network: Network): Promise<Saved> => {
  for (let attempt = 0; ; attempt++) {
    const { view, revision } = await openSubmission(c);
    if (!mayChange(step, view)) return { saved: false, late: true };
    const { typed, patch, conflicts } = meet(step, view.answers, c.var.fields, network);
    if (conflicts.length > 0) return { saved: false };
    if (Object.keys(patch).length === 0) return { saved: true, view, typed };
    try {
      const { body } = await c.var.api(saveAnswers, {
        params: { submission: view.submission },
        body: patch,
        ifMatch: revision,
      });
      return { saved: true, view: body, typed };
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
    const switched = await c.var.switchLanguage((here) => showStep(here, fields), c);
    if (switched) return switched;
    // Asked for again where it can be kept until then, so that going back asks nobody to send a form anew.
    const kept = await keepTyped(cookies, c, { person: session?.person ?? '', path: c.var.path }, fields);
    return kept ? c.redirect(`/${language}${c.var.path}`, 303) : showStep(c, fields);
  }
  if (isAutosave) return c.json({ saved: true, shown: packed(result.typed), words: supplierWords[language].saved });
  const other = textOf(fields, 'switch-language');
  if (other === 'fr' || other === 'en') return c.redirect(`/${other}${c.var.path}${typedSearches(fields)}`, 303);
  // The place after the last owner becomes that owner's.
  if (typed(fields.leave) === 'yes') return c.redirect(`/${language}${homeOf(c)}`, 303);
  return c.redirect(`/${language}${onwards(c, step, result.view)}`, 303);
};
