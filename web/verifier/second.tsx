import { readSecond } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf } from '../parts/errors.tsx';
import { Radios, TextArea } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { type Again, Key, refusedWith, Seen, seenRevision } from './again.tsx';
import { decisionWords } from './decision-words.ts';
import { caseIdOf, openCase, settled } from './folder.ts';
import { Letter } from './letter.tsx';

export const secondPage = async (c: PageContext, again?: Again) => {
  const { language } = c.var;
  const said = decisionWords[language];
  const open = await openCase(c);
  const over = again ? undefined : settled(c, open, 'second-reading');
  if (over) return over;
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
        <h1>{said.secondTitle}</h1>
        <p>
          {view.supplierName.replace(/\.$/, '')}. {view.proposed && said.secondLead[view.proposed]}
        </p>
        {view.proposed && <Letter language={language} open={open} decision={view.proposed} summary={view.summary} />}
        <Form c={c} id="decide">
          <Key fields={again?.fields} />
          <Seen open={open} />
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
  const said = decisionWords[c.var.language];
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
      ifMatch: seenRevision(fields),
    });
    return c.redirect(`/${c.var.language}/cases?done=${body.state}`, 303);
  } catch (error) {
    return secondPage(c, { fields, errors: await refusedWith(c, fields, error) });
  }
};
