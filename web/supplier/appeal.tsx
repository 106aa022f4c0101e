import { appealDecision, withdrawSubmission } from '#schemas/api/intake.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf } from '../parts/errors.tsx';
import { TextArea } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { submissionOf } from './folder.ts';
import { statusWords } from './status-words.ts';

export const withdrawPage = (c: PageContext) => {
  const { language } = c.var;
  const said = statusWords[language];
  const home = `/supplier/${submissionOf(c)}`;
  return page(c, {
    title: said.withdrawTitle,
    back: home,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.withdrawTitle}</h1>
        <p class="govuk-body">{said.withdrawText}</p>
        <Form c={c}>
          <div class="govuk-button-group">
            <Button kind="warning">{said.withdrawYes}</Button>
            <a class="govuk-link" href={`/${language}${home}`}>
              {said.withdrawNo}
            </a>
          </div>
        </Form>
      </>
    ),
  });
};

export const withdraw = async (c: PageContext) => {
  const submission = submissionOf(c);
  await c.var.api(withdrawSubmission, { params: { submission }, idempotencyKey: `${submission}-withdraw` });
  return c.redirect(`/${c.var.language}/supplier/${submission}`, 303);
};

export const appealPage = (c: PageContext) => {
  const { language, kept } = c.var;
  const said = statusWords[language];
  const home = `/supplier/${submissionOf(c)}`;
  const errors = c.req.query('errors') === undefined ? [] : [{ field: 'grounds', message: said.noGrounds }];
  return page(c, {
    title: said.appealTitle,
    failed: errors.length > 0,
    back: home,
    form: 'appeal',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1 class="govuk-heading-l">{said.appealTitle}</h1>
        <Form c={c} id="appeal">
          <TextArea
            language={language}
            name="grounds"
            label={said.grounds}
            hint={said.groundsHint}
            value={kept ? textOf(kept, 'grounds') : ''}
            error={errorOf(errors, 'grounds')}
            rows={10}
            maximum={5000}
          />
          <Button>{said.sendAppeal}</Button>
        </Form>
      </>
    ),
  });
};

export const appeal = async (c: PageContext) => {
  const switched = await c.var.switchLanguage(appealPage, c);
  if (switched) return switched;
  const submission = submissionOf(c);
  const grounds = textOf(c.var.fields, 'grounds').slice(0, 5000);
  if (!grounds) return c.redirect(`/${c.var.language}${c.var.path}?errors=1`, 303);
  await c.var.api(appealDecision, {
    params: { submission },
    body: { grounds },
    idempotencyKey: `${submission}-appeal`,
  });
  return c.redirect(`/${c.var.language}/supplier/${submission}`, 303);
};
