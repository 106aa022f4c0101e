import { requestInformation } from '#schemas/api/review.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary } from '../parts/errors.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { type Again, Key, refusedWith, Seen, seenRevision } from './again.tsx';
import { decisionWords } from './decision-words.ts';
import { caseIdOf, openCase, settled } from './folder.ts';
import { asked, Told } from './letter.tsx';

export const requestPage = async (c: PageContext, again?: Again) => {
  const said = decisionWords[c.var.language];
  const open = await openCase(c);
  const over = again ? undefined : settled(c, open, 'in-review');
  if (over) return over;
  const none = asked(open).length === 0;
  return page(c, {
    title: said.requestTitle,
    failed: again !== undefined,
    back: `/cases/${open.view.submission}`,
    children: (
      <>
        <ErrorSummary language={c.var.language} errors={again?.errors ?? []} />
        <h1>{said.requestTitle}</h1>
        {none ? (
          <p>{said.requestNone}</p>
        ) : (
          <>
            <p>{said.requestLead(open.view.supplierName)}</p>
            <div class="letter" lang={open.view.noteLanguage}>
              <Told open={open} lines={asked(open)} />
            </div>
            <Form c={c} id="decide">
              <Key fields={again?.fields} />
              <Seen open={open} />
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
    await c.var.api(requestInformation, {
      params,
      body: {},
      idempotencyKey: textOf(fields, 'key'),
      ifMatch: seenRevision(fields),
    });
  } catch (error) {
    return requestPage(c, { fields, errors: await refusedWith(c, fields, error) });
  }
  return c.redirect(`/${c.var.language}/cases?done=requested`, 303);
};
