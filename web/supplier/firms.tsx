import { listDocuments } from '#schemas/api/evidence.ts';
import {
  createSubmission,
  createSupplier,
  listSuppliers,
  readSubmission,
  readSupplier,
  saveAnswers,
} from '#schemas/api/intake.ts';
import { stateLabels } from '#workflows/certification-review/transitions.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf } from '../parts/errors.tsx';
import { TextField } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { Tag } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { supplierWords } from './words.ts';

const openStates = ['draft', 'submitted', 'in-review', 'information-requested', 'second-reading'];

/** The firms that a person acts for, each with its submissions; whoever has none yet names one. */
export const firmsPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = supplierWords[language];
  const { body } = await api(listSuppliers, {});
  if (body.suppliers.length === 0) return newFirmPage(c);
  const firms = await Promise.all(
    body.suppliers.map(async ({ supplier }) => (await api(readSupplier, { params: { supplier } })).body),
  );
  return page(c, {
    title: said.firmsTitle,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.firmsTitle}</h1>
        {firms.map(({ supplier, name, submissions }) => {
          const isOpen = submissions.some(({ state }) => openStates.includes(state));
          const isApproved = submissions.some(({ state }) => state === 'approved');
          return (
            <section class="card">
              <h2 class="govuk-heading-m">{name}</h2>
              <ul class="govuk-list">
                {submissions.map(({ submission, kind, state, createdAt }) => (
                  <li class="line">
                    <a class="govuk-link" href={`/${language}/supplier/${submission}`}>
                      {said.kind[kind]}, {said.begun(formats(language).day(createdAt))}
                    </a>{' '}
                    <Tag>{stateLabels[state][language]}</Tag>
                  </li>
                ))}
              </ul>
              {!isOpen && (
                <Form c={c} action={`/supplier/${supplier}/submissions`}>
                  {isApproved && <p class="govuk-body">{said.renewText}</p>}
                  <Button name="kind" value={isApproved ? 'renewal' : 'first'}>
                    {isApproved ? said.renew : said.startAgain}
                  </Button>
                </Form>
              )}
              <p class="govuk-body-s">
                <a class="govuk-link" href={`/${language}/supplier/${supplier}/data`} download>
                  {said.download}
                </a>
              </p>
            </section>
          );
        })}
        <ButtonLink href={`/${language}/supplier/new`} kind="secondary">
          {said.addFirm}
        </ButtonLink>
      </>
    ),
  });
};

export const newFirmPage = (c: PageContext) => {
  const { language, kept } = c.var;
  const said = supplierWords[language];
  const errors = c.req.query('errors') === undefined ? [] : [{ field: 'name', message: said.noFirmName }];
  return page(c, {
    title: said.welcome,
    failed: errors.length > 0,
    form: 'firm',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1 class="govuk-heading-l">{said.welcome}</h1>
        <p class="govuk-body-l">{said.welcomeText}</p>
        <Form c={c} id="firm" action="/supplier/new">
          {/* The same for both of two clicks, so that they make one firm. */}
          <input type="hidden" name="once" value={crypto.randomUUID()} />
          <TextField
            language={language}
            name="name"
            label={said.firmName}
            hint={said.firmNameHint}
            value={kept ? textOf(kept, 'name') : ''}
            error={errorOf(errors, 'name')}
            autocomplete="organization"
          />
          <Button>{said.start}</Button>
        </Form>
      </>
    ),
  });
};

/** Opens the firm's account and its first submission, and goes straight to the first page of the form. */
export const openFirm = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  const name = textOf(fields, 'name').slice(0, 200);
  const once = textOf(fields, 'once') || crypto.randomUUID();
  if (!name) return c.redirect(`/${language}/supplier/new?errors=1`, 303);
  const { body: firm } = await api(createSupplier, { body: { name, language }, idempotencyKey: `firm-${once}` });
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

export const openNext = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const supplier = c.req.param('supplier') as `sup_${string}`;
  const { body: firm } = await api(readSupplier, { params: { supplier } });
  const kind = textOf(fields, 'kind') === 'renewal' ? 'renewal' : 'first';
  const { body } = await api(createSubmission, {
    params: { supplier },
    body: { kind, language },
    // The next one after those that there are: two clicks make one.
    idempotencyKey: `${supplier}-${kind}-${firm.submissions.length}`,
  });
  return c.redirect(`/${language}/supplier/${body.submission}`, 303);
};

/** All that the network holds about a firm, in one file that another program can read (Law 25: portability). */
export const myData = async (c: PageContext) => {
  const { api } = c.var;
  const supplier = c.req.param('supplier') as `sup_${string}`;
  const { body: firm } = await api(readSupplier, { params: { supplier } });
  const submissions = await Promise.all(
    firm.submissions.map(async ({ submission }) => {
      const params = { submission };
      const [read, files] = await Promise.all([api(readSubmission, { params }), api(listDocuments, { params })]);
      return { ...read.body, documents: files.body.documents };
    }),
  );
  c.header('content-type', 'application/json; charset=utf-8');
  c.header('content-disposition', `attachment; filename="passerelle-${supplier}.json"`);
  return c.body(JSON.stringify({ ...firm, submissions }, null, 2));
};
