import { decideCase } from '#schemas/api/review.ts';
import type { Decision } from '#schemas/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary } from '../parts/errors.tsx';
import { TextArea } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { type Again, Key, refusedWith, Seen, seenRevision } from './again.tsx';
import { caseWords } from './case-words.ts';
import { decisionWords } from './decision-words.ts';
import { caseIdOf, openCase, settled } from './folder.ts';
import { Letter } from './letter.tsx';

const decisionOf = (c: PageContext): Decision => (c.req.param('decision') === 'rejected' ? 'rejected' : 'approved');

export const decidePage = async (c: PageContext, again?: Again) => {
  const { language } = c.var;
  const said = decisionWords[language];
  const decision = decisionOf(c);
  const open = await openCase(c);
  const over = again ? undefined : settled(c, open, 'in-review');
  if (over) return over;
  const typed = again?.fields ?? c.var.kept;
  const summary = typed ? textOf(typed, 'summary') : (open.view.summary ?? '');
  return page(c, {
    title: said.decideTitle[decision],
    failed: (again?.errors.length ?? 0) > 0,
    back: `/cases/${open.view.submission}`,
    form: 'decide',
    children: (
      <>
        <ErrorSummary language={language} errors={again?.errors ?? []} />
        <h1>{said.decideTitle[decision]}</h1>
        <p>
          {open.view.supplierName.replace(/\.$/, '')}. {said.secondMay}
        </p>
        <Letter language={language} open={open} decision={decision} summary={summary} />
        <Form c={c} id="decide">
          <Key fields={again?.fields} />
          <Seen open={open} />
          <TextArea
            language={language}
            name="summary"
            label={said.summaryField}
            hint={caseWords[language].writeIn[open.view.noteLanguage]}
            optional
            maximum={2000}
            value={summary}
          />
          <div class="actions">
            <Button kind={decision === 'rejected' ? 'warning' : undefined}>{said.decide[decision]}</Button>
            <Button name="preview" value="yes" kind="secondary">
              {said.refresh}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
};

export const decide = async (c: PageContext) => {
  const { fields } = c.var;
  const decision = decisionOf(c);
  const summary = textOf(fields, 'summary');
  if (textOf(fields, 'preview')) return decidePage(c, { fields, errors: [] });
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  try {
    const { body } = await c.var.api(decideCase, {
      params: { submission: caseIdOf(c) },
      body: { decision, ...(summary && { summary }) },
      idempotencyKey: textOf(fields, 'key'),
      ifMatch: seenRevision(fields),
    });
    return c.redirect(`/${c.var.language}/cases?done=${body.state}`, 303);
  } catch (error) {
    return decidePage(c, { fields, errors: await refusedWith(c, fields, error) });
  }
};
