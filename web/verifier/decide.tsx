import { ApiRefusal } from '#schemas/api/client.ts';
import { decideCase, readSecond, requestInformation } from '#schemas/api/review.ts';
import { kinds } from '#schemas/checklist.ts';
import { type Decision, findingReasons } from '#schemas/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Radios, TextArea } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { subjectOf } from './claim.tsx';
import { type CaseView, caseIdOf, type OpenCase, openCase, slotOf } from './folder.ts';
import { verifierWords } from './words.ts';

const missing = ({ view }: OpenCase) => view.checklist.filter(({ finding }) => finding && finding.outcome !== 'met');
/** Only these open again for the supplier: what is plainly not met is no question. */
const asked = ({ view }: OpenCase) => view.checklist.filter(({ finding }) => finding?.outcome === 'more-information');

/** What the supplier reads line by line, in the supplier's language, whatever the verifier's is. */
const Told = ({ open, lines = missing(open) }: { open: OpenCase; lines?: CaseView['checklist'] }) => {
  const { noteLanguage: reads } = open.view;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {lines.map((line) => {
        const subject = subjectOf(line, open.view, open.vocabulary, reads);
        return (
          <li>
            <strong>
              {kinds[line.kind].label[reads]}
              {subject && `: ${subject}`}
            </strong>
            <br />
            {line.finding?.reason && findingReasons[line.finding.reason][reads]} {line.finding?.note}
          </li>
        );
      })}
    </ul>
  );
};

/** What the API found wrong with a decision, led to the line of the checklist it is about. */
const errorsOf = (error: unknown, open: OpenCase): FieldError[] => {
  if (!(error instanceof ApiRefusal) || error.problem.status >= 500 || error.problem.status === 401) throw error;
  const { errors = [], detail, title } = error.problem;
  if (errors.length === 0) return [{ field: 'decide', message: detail ?? title }];
  return errors.map(({ field, message }) => {
    const line = open.view.checklist.find(({ id }) => field === `findings.${id}`);
    return { field: line ? `told-${slotOf(line)}` : 'decide', message: line ? `${line.label}: ${message}` : message };
  });
};

/** Sent with the form, so that pressing twice does it once. */
const Key = ({ fields }: { fields?: Fields | undefined }) => (
  <input type="hidden" name="key" value={(fields && textOf(fields, 'key')) || crypto.randomUUID()} />
);

type Again = { fields: Fields; errors: FieldError[] };

export const requestPage = async (c: PageContext, again?: Again) => {
  const said = verifierWords[c.var.language];
  const open = await openCase(c);
  const none = asked(open).length === 0;
  return page(c, {
    title: said.requestTitle,
    failed: again !== undefined,
    back: `/cases/${open.view.submission}`,
    children: (
      <>
        <ErrorSummary language={c.var.language} errors={again?.errors ?? []} />
        <h1 class="govuk-heading-l">{said.requestTitle}</h1>
        {none ? (
          <p class="govuk-body">{said.requestNone}</p>
        ) : (
          <>
            <p class="govuk-body">{said.requestLead(open.view.supplierName)}</p>
            <div class="letter" lang={open.view.noteLanguage}>
              <Told open={open} lines={asked(open)} />
            </div>
            <Form c={c} id="decide">
              <Key fields={again?.fields} />
              <Button>{said.send}</Button>
            </Form>
          </>
        )}
      </>
    ),
  });
};

export const request = async (c: PageContext) => {
  const { fields } = c.var;
  try {
    const params = { submission: caseIdOf(c) };
    await c.var.api(requestInformation, { params, body: {}, idempotencyKey: textOf(fields, 'key') });
  } catch (error) {
    return requestPage(c, { fields, errors: errorsOf(error, await openCase(c)) });
  }
  return c.redirect(`/${c.var.language}/cases?done=requested`, 303);
};

const decisionOf = (c: PageContext): Decision => (c.req.param('decision') === 'rejected' ? 'rejected' : 'approved');

export const decidePage = async (c: PageContext, again?: Again) => {
  const { language } = c.var;
  const said = verifierWords[language];
  const decision = decisionOf(c);
  const open = await openCase(c);
  const { noteLanguage: reads } = open.view;
  const typed = again?.fields ?? c.var.kept;
  const summary = typed ? textOf(typed, 'summary') : (open.view.summary ?? '');
  const lead = decision === 'approved' ? said.approvedPreview[reads] : said.rejectedPreview[reads];
  return page(c, {
    title: said.decideTitle[decision],
    failed: (again?.errors.length ?? 0) > 0,
    back: `/cases/${open.view.submission}`,
    form: 'decide',
    children: (
      <>
        <ErrorSummary language={language} errors={again?.errors ?? []} />
        <h1 class="govuk-heading-l">{said.decideTitle[decision]}</h1>
        <p class="govuk-body">
          {open.view.supplierName}. {said.secondMay}
        </p>
        <h2 class="govuk-heading-m">{said.preview}</h2>
        <div class="letter" lang={reads}>
          <p class="govuk-body">{lead}</p>
          {decision === 'rejected' && <Told open={open} />}
          {summary && <p class="govuk-body letter__note">{summary}</p>}
        </div>
        <Form c={c} id="decide">
          <Key fields={again?.fields} />
          <TextArea
            language={language}
            name="summary"
            label={said.summaryField}
            hint={said.writeIn[reads]}
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
    });
    return c.redirect(`/${c.var.language}/cases?done=${body.state}`, 303);
  } catch (error) {
    return decidePage(c, { fields, errors: errorsOf(error, await openCase(c)) });
  }
};

export const secondPage = async (c: PageContext, again?: Again) => {
  const { language } = c.var;
  const said = verifierWords[language];
  const open = await openCase(c);
  const { view } = open;
  const typed = again?.fields ?? c.var.kept;
  const value = (name: string) => (typed ? textOf(typed, name) : '');
  const errors = again?.errors ?? [];
  return page(c, {
    title: said.secondTitle,
    failed: errors.length > 0,
    back: `/cases/${view.submission}`,
    form: 'decide',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1 class="govuk-heading-l">{said.secondTitle}</h1>
        <p class="govuk-body">
          {view.supplierName}. {view.proposed && said.secondLead[view.proposed]}
        </p>
        {view.proposed && (
          <>
            <h2 class="govuk-heading-m">{said.preview}</h2>
            <div class="letter" lang={view.noteLanguage}>
              <p class="govuk-body">
                {(view.proposed === 'approved' ? said.approvedPreview : said.rejectedPreview)[view.noteLanguage]}
              </p>
              {view.proposed === 'rejected' && <Told open={open} />}
              {view.summary && <p class="govuk-body letter__note">{view.summary}</p>}
            </div>
          </>
        )}
        <Form c={c} id="decide">
          <Key fields={again?.fields} />
          <Radios
            language={language}
            name="agrees"
            label={said.agrees}
            value={value('agrees')}
            error={errorOf(errors, 'agrees')}
            options={[
              { value: 'yes', text: said.yesAgree },
              { value: 'no', text: said.noReturn },
            ]}
          />
          <TextArea
            language={language}
            name="note"
            label={said.secondNoteField}
            optional
            maximum={2000}
            value={value('note')}
            error={errorOf(errors, 'note')}
          />
          <Button>{said.confirm}</Button>
        </Form>
      </>
    ),
  });
};

export const second = async (c: PageContext) => {
  const said = verifierWords[c.var.language];
  const { fields } = c.var;
  const agrees = textOf(fields, 'agrees');
  const note = textOf(fields, 'note');
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  if (!agrees) return secondPage(c, { fields, errors: [{ field: 'agrees', message: said.noChoice }] });
  try {
    const { body } = await c.var.api(readSecond, {
      params: { submission: caseIdOf(c) },
      body: { agrees: agrees === 'yes', ...(note && { note }) },
      idempotencyKey: textOf(fields, 'key'),
    });
    return c.redirect(`/${c.var.language}/cases?done=${body.state}`, 303);
  } catch (error) {
    if (error instanceof ApiRefusal && error.problem.errors?.length) {
      const errors = error.problem.errors.map(({ field, message }) => ({ field, message }));
      return secondPage(c, { fields, errors });
    }
    return secondPage(c, { fields, errors: errorsOf(error, await openCase(c)) });
  }
};
