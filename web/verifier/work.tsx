import { ApiRefusal } from '#schemas/api/client.ts';
import { claimCase, declareConflict, recordFindings, releaseCase } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { isRefusal } from '../refusal.ts';
import { showCase } from './case.tsx';
import { caseWords } from './case-words.ts';
import { findingsIn, meetingOf } from './findings.ts';
import { caseIdOf, openCase } from './folder.ts';

/** Where each button of the case leads once the findings are saved. */
const onward = (go: string): string => {
  const [what, document, page] = go.split('.');
  if (what === 'view') return `?document=${document}&page=${page}#viewer`;
  if (what === 'request') return '/request';
  return what === 'approved' || what === 'rejected' ? `/decide/${what}` : '?saved';
};

/**
 * Saves what is sound before anything else; what is not stays on the page with its error, and so does what somebody else
 * changed too: they meet what is kept now, however often that moves while they are saved.
 */
export const saveFindings = async (c: PageContext) => {
  const submission = caseIdOf(c);
  const { fields, language } = c.var;
  let current = await openCase(c);
  let found = findingsIn(current.view.checklist, meetingOf(current.view.checklist, fields), language);
  for (let attempt = 0; Object.keys(found.findings).length > 0; attempt++) {
    try {
      const { findings } = found;
      const call = { params: { submission }, body: { findings }, ifMatch: current.revision };
      const saved = await c.var.api(recordFindings, call);
      current = { ...current, view: saved.body, revision: saved.revision };
      break;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || ![409, 412].includes(error.problem.status)) throw error;
      current = await openCase(c);
      if (error.problem.status === 409 || attempt === 4)
        return showCase(c, current, { fields, errors: [], stale: true });
      found = findingsIn(current.view.checklist, meetingOf(current.view.checklist, fields), language);
    }
  }
  // What could be saved is; what could not waits on the page in the other language, and is no error yet.
  const switched = await c.var.switchLanguage((here) => showCase(here, current, { fields, errors: [] }));
  if (switched) return switched;
  const { conflicts } = meetingOf(current.view.checklist, fields);
  if (found.errors.length > 0 || conflicts.length > 0) return showCase(c, current, { fields, errors: found.errors });
  return c.redirect(`/${language}/cases/${submission}${onward(textOf(fields, 'go'))}`, 303);
};

/** Takes a case; whoever comes second reads who has it, and is led to the queue or to the next that is free. */
export const claim = async (c: PageContext) => {
  try {
    await c.var.api(claimCase, { params: { submission: caseIdOf(c) } });
  } catch (error) {
    if (!isRefusal(error, 'wrong-state')) throw error;
    return c.redirect(`/${c.var.language}/cases/${caseIdOf(c)}?taken`, 303);
  }
  return c.redirect(`/${c.var.language}/cases/${caseIdOf(c)}`, 303);
};

export const release = async (c: PageContext) => {
  await c.var.api(releaseCase, { params: { submission: caseIdOf(c) } });
  return c.redirect(`/${c.var.language}/cases?done=released`, 303);
};

export const conflictPage = (c: PageContext) => {
  const said = caseWords[c.var.language];
  const back = `/cases/${caseIdOf(c)}`;
  return page(c, {
    title: said.conflictTitle,
    back,
    children: (
      <>
        <h1>{said.conflictTitle}</h1>
        <p>{said.conflictText}</p>
        <Form c={c}>
          <div class="actions">
            <Button kind="warning">{said.conflictYes}</Button>
            <ButtonLink href={`/${c.var.language}${back}`} kind="secondary">
              {said.conflictNo}
            </ButtonLink>
          </div>
        </Form>
      </>
    ),
  });
};

export const conflict = async (c: PageContext) => {
  await c.var.api(declareConflict, { params: { submission: caseIdOf(c) } });
  return c.redirect(`/${c.var.language}/cases?done=conflict`, 303);
};
