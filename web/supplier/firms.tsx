import { createSubmission, createSupplier, listSuppliers, readSupplier, saveAnswers } from '#schemas/api/intake.ts';
import type { Submission } from '#schemas/submission.ts';
import type { Vendor } from '#schemas/vendor.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { ErrorSummary, errorOf } from '../parts/errors.tsx';
import { TextField } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { Banner, Tag } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { type Closing, ClosingBanner, closingOf } from './firm/closing.tsx';
import { type Firm, openFirm, vendorOf } from './firm/firm.ts';
import { rightsWords } from './firm/rights-words.ts';
import { firmWords } from './firm/words.ts';
import { stateColours, stateFor } from './states.ts';
import { supplierWords } from './words.ts';

const openStates = ['draft', 'submitted', 'in-review', 'information-requested', 'second-reading'];

type FirmView = {
  firm: Firm;
  submissions: readonly Pick<Submission, 'submission' | 'kind' | 'state' | 'createdAt'>[];
  vendor: Vendor | undefined;
  closing: Closing | undefined;
};

const viewOf = async (c: PageContext, firm: Firm): Promise<FirmView> => {
  const [{ body }, vendor, closing] = await Promise.all([
    c.var.api(readSupplier, { params: { supplier: firm.supplier } }),
    vendorOf(c, firm.supplier),
    closingOf(c, firm.supplier),
  ]);
  return { firm, submissions: body.submissions, vendor, closing };
};

const standingColours = {
  active: 'green',
  expired: 'grey',
  suspended: 'orange',
  revoked: 'red',
  withdrawn: 'grey',
} as const;

const Standing = ({ c, vendor }: { c: PageContext; vendor: Vendor | undefined }) => {
  const { language } = c.var;
  const { standing, why } = firmWords[language];
  if (!vendor) return <Tag colour="grey">{standing.none}</Tag>;
  const { status, statusReason, expiresOn } = vendor;
  const told = standing[status];
  return (
    <>
      <Tag colour={standingColours[status]}>
        {typeof told === 'string' ? told : told(formats(language).day(expiresOn))}
      </Tag>
      {statusReason && (
        <>
          <p class="govuk-body">{why}</p>
          <blockquote class="govuk-inset-text">{statusReason}</blockquote>
        </>
      )}
    </>
  );
};

/** Where a firm stands, what it submitted, and the pages about it. */
const FirmDetails = ({ c, view }: { c: PageContext; view: FirmView }) => {
  const { language } = c.var;
  const said = supplierWords[language];
  const about = firmWords[language];
  const { firm, submissions, vendor, closing } = view;
  const home = `/${language}/supplier/${firm.supplier}`;
  const isOpen = submissions.some(({ state }) => openStates.includes(state));
  const renewable = vendor !== undefined && vendor.status !== 'revoked';
  return (
    <>
      {closing && <ClosingBanner c={c} closing={closing} mayUndo={firm.role === 'owner'} />}
      <div class="standing">
        <Standing c={c} vendor={vendor} />
        {vendor?.status === 'expired' && firm.role !== 'reader' && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${home}/observations/new?kind=expiry`}>
              {rightsWords[language].again}
            </a>
          </p>
        )}
      </div>
      <ul class="govuk-list">
        {submissions.map(({ submission, kind, state, createdAt }) => (
          <li class="entry">
            <a class="govuk-link" href={`/${language}/supplier/${submission}`}>
              {said.kind[kind]}, {said.begun(formats(language).day(createdAt))}
            </a>{' '}
            <Tag colour={stateColours[state] ?? 'blue'}>{stateFor(state, language)}</Tag>
          </li>
        ))}
      </ul>
      {!isOpen && !closing && firm.role !== 'reader' && (
        <Form c={c} action={`/supplier/${firm.supplier}/submissions`}>
          {renewable && <p class="govuk-body">{said.renewText}</p>}
          <Button name="kind" value={renewable ? 'renewal' : 'first'}>
            {renewable ? said.renew : said.startAgain}
          </Button>
        </Form>
      )}
      <nav aria-label={`${about.pages} – ${firm.name}`}>
        <ul class="govuk-list govuk-list--spaced">
          {vendor && (
            <li>
              <a class="govuk-link" href={`${home}/recognition`}>
                {rightsWords[language].verdictsTitle}
              </a>
            </li>
          )}
          {(['certificate', 'consents', 'people', 'data'] as const).map((name) => (
            <li>
              <a class="govuk-link" href={`${home}/${name}`}>
                {about[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
};

/** The firms that a person acts for, each with its submissions; whoever has none yet names one. */
export const firmsPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = supplierWords[language];
  const { body } = await api(listSuppliers, {});
  if (body.suppliers.length === 0) return newFirmPage(c);
  const firms = await Promise.all(body.suppliers.map((firm) => viewOf(c, firm)));
  return page(c, {
    title: said.firmsTitle,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.firmsTitle}</h1>
        {firms.map((view) => (
          <section class="card">
            <h2 class="govuk-heading-m">{view.firm.name}</h2>
            <FirmDetails c={c} view={view} />
          </section>
        ))}
        <ButtonLink href={`/${language}/supplier/new`} kind="secondary">
          {said.addFirm}
        </ButtonLink>
      </>
    ),
  });
};

/** One firm: where messages about its certification lead. */
export const firmPage = async (c: PageContext) => {
  const { language } = c.var;
  const firm = await openFirm(c);
  if (!firm) return notFoundPage(c);
  const view = await viewOf(c, firm);
  return page(c, {
    title: firm.name,
    back: '/supplier',
    children: (
      <>
        {c.req.query('joined') !== undefined && <Banner c={c} kind="success" title={firmWords[language].joined} />}
        <h1 class="govuk-heading-l">{firm.name}</h1>
        <FirmDetails c={c} view={view} />
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

/** What was begun for a firm of this name: whoever went back and starts again means the same firm. */
const draftOf = async (c: PageContext, name: string): Promise<string | undefined> => {
  const { body } = await c.var.api(listSuppliers, {});
  const same = body.suppliers.find((firm) => firm.name.toLowerCase() === name.toLowerCase());
  if (!same) return undefined;
  const { body: firm } = await c.var.api(readSupplier, { params: { supplier: same.supplier } });
  return firm.submissions.find(({ state }) => state === 'draft')?.submission;
};

/** Opens the firm's account and its first submission, and goes straight to the first page of the form. */
export const beginFirm = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const switched = await c.var.switchLanguage(newFirmPage, c);
  if (switched) return switched;
  const name = textOf(fields, 'name').slice(0, 200);
  const once = textOf(fields, 'once') || crypto.randomUUID();
  if (!name) return c.redirect(`/${language}/supplier/new?errors=1`, 303);
  const begun = await draftOf(c, name);
  if (begun) return c.redirect(`/${language}/supplier/${begun}/identity`, 303);
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
