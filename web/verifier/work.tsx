import { ApiRefusal } from '#schemas/api/client.ts';
import { claimCase, declareConflict, recordFindings, releaseCase } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { showCase } from './case.tsx';
import { caseWords } from './case-words.ts';
import { findingsIn } from './findings.ts';
import { caseIdOf, openCase } from './folder.ts';

/** Where each button of the case leads once the findings are saved. */
const onward = (go: string): string => {
  const [what, document, page] = go.split('.');
  if (what === 'view') return `?document=${document}&page=${page}#viewer`;
  if (what === 'request') return '/request';
  return what === 'approved' || what === 'rejected' ? `/decide/${what}` : '?saved';
};

/** Saves what is sound before anything else; what is not stays on the page with its error. */
export const saveFindings = async (c: PageContext) => {
  const submission = caseIdOf(c);
  const { fields } = c.var;
  const open = await openCase(c);
  const { findings, errors } = findingsIn(open.view.checklist, fields, c.var.language);
  const revision = Number(textOf(fields, 'revision'));
  let current = open;
  if (Object.keys(findings).length > 0) {
    try {
      const saved = await c.var.api(recordFindings, { params: { submission }, body: { findings }, ifMatch: revision });
      current = { ...open, view: saved.body, revision: saved.revision };
    } catch (error) {
      if (!(error instanceof ApiRefusal) || ![409, 412].includes(error.problem.status)) throw error;
      return showCase(c, open, { fields, errors, stale: true });
    }
  }
  // What could be saved is; what could not waits on the page in the other language, and is no error yet.
  const switched = await c.var.switchLanguage((here) => showCase(here, current, { fields, errors: [] }));
  if (switched) return switched;
  if (errors.length > 0) return showCase(c, current, { fields, errors });
  return c.redirect(`/${c.var.language}/cases/${submission}${onward(textOf(fields, 'go'))}`, 303);
};

export const claim = async (c: PageContext) => {
  await c.var.api(claimCase, { params: { submission: caseIdOf(c) } });
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
