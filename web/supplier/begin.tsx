import { createSubmission, createSupplier, listSuppliers, readSupplier, saveAnswers } from '#schemas/api/intake.ts';
import { closedStates } from '#workflows/certification-review/transitions.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { errorsIn } from '../refusal.ts';
import { alreadyOpenPage } from './already-open.tsx';
import { supplierWords } from './words.ts';

/** Names a firm, to open its account. */
export const newFirmPage = (c: PageContext, found: readonly FieldError[] = []) => {
  const { language, kept, fields } = c.var;
  const said = supplierWords[language];
  const errors = c.req.query('errors') === undefined ? found : [{ field: 'name', message: said.noFirmName }];
  if (found.length > 0) c.status(422);
  return page(c, {
    title: said.welcome,
    failed: errors.length > 0,
    form: 'firm',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.welcome}</h1>
        <p class="lead">{said.welcomeText}</p>
        <Form c={c} id="firm" action="/supplier/new">
          {/* The same for both of two clicks, so that they make one firm. */}
          <input type="hidden" name="once" value={crypto.randomUUID()} />
          <TextField
            language={language}
            name="name"
            label={said.firmName}
            hint={said.firmNameHint}
            value={textOf(kept ?? fields, 'name')}
            error={errorOf(errors, 'name')}
            autocomplete="organization"
          />
          <Button>{said.start}</Button>
        </Form>
      </>
    ),
  });
};

/** Where a firm of this name already is: whoever starts again means the same firm, until they say otherwise. */
const sameFirm = async (c: PageContext, name: string): Promise<string | undefined> => {
  const { body } = await c.var.api(listSuppliers, {});
  const same = body.suppliers.find((firm) => firm.name.toLowerCase() === name.toLowerCase());
  if (!same) return undefined;
  const { body: firm } = await c.var.api(readSupplier, { params: { supplier: same.supplier } });
  const open = firm.submissions.find(({ state }) => !closedStates.has(state));
  if (open) return `/supplier/${open.submission}${open.state === 'draft' ? '/identity' : ''}`;
  return `/supplier/${same.supplier}?same=1`;
};

/** Opens the firm's account and its first submission, and goes straight to the first page of the form. */
export const beginFirm = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const switched = await c.var.switchLanguage(newFirmPage, c);
  if (switched) return switched;
  const name = textOf(fields, 'name').slice(0, 200);
  const once = textOf(fields, 'once') || crypto.randomUUID();
  if (!name) return c.redirect(`/${language}/supplier/new?errors=1`, 303);
  const same = textOf(fields, 'another') ? undefined : await sameFirm(c, name);
  if (same) return c.redirect(`/${language}${same}`, 303);
  const made = await api(createSupplier, { body: { name, language }, idempotencyKey: `firm-${once}` }).catch(
    (error: unknown) => newFirmPage(c, errorsIn(error, 'name')),
  );
  if (made instanceof Response) return made;
  const { body: firm } = made;
  const { body: submission, revision } = await api(createSubmission, {
    params: { supplier: firm.supplier },
    body: { kind: 'first', language },
    idempotencyKey: `first-${once}`,
  });
  if (submission.missing.includes('identity') && revision === 1)
    await api(saveAnswers, {
      params: { submission: submission.submission },
      body: { identity: { legalName: name } },
      ifMatch: 1,
    }).catch(() => undefined);
  return c.redirect(`/${language}/supplier/${submission.submission}/identity`, 303);
};

/** Begins the next submission of a firm: its first again, or a renewal. */
export const openNext = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const supplier = c.req.param('supplier') as `sup_${string}`;
  const { body: firm } = await api(readSupplier, { params: { supplier } });
  const kind = textOf(fields, 'kind') === 'renewal' ? 'renewal' : 'first';
  try {
    const { body } = await api(createSubmission, {
      params: { supplier },
      body: { kind, language },
      // The next one after those that there are: two clicks make one.
      idempotencyKey: `${supplier}-${kind}-${firm.submissions.length}`,
    });
    return c.redirect(`/${language}/supplier/${body.submission}`, 303);
  } catch (error) {
    return alreadyOpenPage(c, error);
  }
};
