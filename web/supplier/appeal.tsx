import { appealDecision, withdrawSubmission } from '#schemas/api/intake.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf } from '../parts/errors.tsx';
import { TextArea } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { errorsIn } from '../refusal.ts';
import { inProgress, WhichIsOpen } from './already-open.tsx';
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
        <h1>{said.withdrawTitle}</h1>
        <p>{said.withdrawText}</p>
        <Form c={c}>
          <div class="row">
            <Button kind="warning">{said.withdrawYes}</Button>
            <a href={`/${language}${home}`}>{said.withdrawNo}</a>
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

/** `refused`: the grounds were sent, and the API says why not now. */
export const appealPage = (c: PageContext, refused?: unknown) => {
  const { language, kept } = c.var;
  const said = statusWords[language];
  const home = `/supplier/${submissionOf(c)}`;
  const open = inProgress(refused);
  const unsaid = c.req.query('errors') === undefined ? [] : [{ field: 'grounds', message: said.noGrounds }];
  const errors = refused ? errorsIn(refused, 'grounds') : unsaid;
  const typed = refused ? c.var.fields : kept;
  c.status(refused ? 409 : 200);
  return page(c, {
    title: said.appealTitle,
    failed: errors.length > 0,
    back: home,
    form: 'appeal',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.appealTitle}</h1>
        {open && <WhichIsOpen c={c} submission={open} />}
        <Form c={c} id="appeal">
          <TextArea
            language={language}
            name="grounds"
            label={said.grounds}
            hint={said.groundsHint}
            value={typed ? textOf(typed, 'grounds') : ''}
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
  const switched = await c.var.switchLanguage((other) => appealPage(other), c);
  if (switched) return switched;
  const submission = submissionOf(c);
  const grounds = textOf(c.var.fields, 'grounds').slice(0, 5000);
  if (!grounds) return c.redirect(`/${c.var.language}${c.var.path}?errors=1`, 303);
  try {
    await c.var.api(appealDecision, {
      params: { submission },
      body: { grounds },
      idempotencyKey: `${submission}-appeal`,
    });
  } catch (error) {
    return appealPage(c, error);
  }
  return c.redirect(`/${c.var.language}/supplier/${submission}`, 303);
};
