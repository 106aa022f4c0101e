import { listSuppliers, readSupplier } from '#schemas/api/intake.ts';
import type { Submission } from '#schemas/submission.ts';
import type { Vendor } from '#schemas/vendor.ts';
import { closedStates } from '#workflows/certification-review/transitions.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { Banner, Tag } from '../parts/show.tsx';
import { formats } from '../words/say.ts';
import { newFirmPage } from './begin.tsx';
import { type Closing, ClosingBanner, closingOf } from './firm/closing.tsx';
import { type Firm, openFirm, vendorOf } from './firm/firm.ts';
import { rightsWords } from './firm/rights-words.ts';
import { firmWords } from './firm/words.ts';
import { stateFor, stateTags } from './states.ts';
import { supplierWords } from './words.ts';

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

const statusTags = {
  active: 'yes',
  expired: 'off',
  suspended: 'near',
  revoked: 'no',
  withdrawn: 'off',
} as const;

const Standing = ({ c, vendor }: { c: PageContext; vendor: Vendor | undefined }) => {
  const { language } = c.var;
  const { standing, why } = firmWords[language];
  if (!vendor) return <Tag state="off">{standing.none}</Tag>;
  const { status, statusReason, expiresOn } = vendor;
  const told = standing[status];
  return (
    <>
      <Tag state={statusTags[status]}>{typeof told === 'string' ? told : told(formats(language).day(expiresOn))}</Tag>
      {statusReason && (
        <>
          <p>{why}</p>
          <blockquote class="note">{statusReason}</blockquote>
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
  const isOpen = submissions.some(({ state }) => !closedStates.has(state));
  const renewable = vendor !== undefined && vendor.status !== 'revoked';
  return (
    <>
      {closing && <ClosingBanner c={c} closing={closing} mayUndo={firm.role === 'owner'} />}
      <div class="standing">
        <Standing c={c} vendor={vendor} />
        {vendor?.status === 'expired' && firm.role !== 'reader' && (
          <p>
            <a href={`${home}/observations/new?kind=expiry`}>{rightsWords[language].again}</a>
          </p>
        )}
      </div>
      <ul class="plain">
        {submissions.map(({ submission, kind, state, createdAt }) => (
          <li class="entry">
            <a href={`/${language}/supplier/${submission}`}>
              {said.kind[kind]}, {said.begun(formats(language).day(createdAt))}
            </a>{' '}
            <Tag state={stateTags[state] ?? 'info'}>{stateFor(state, language)}</Tag>
          </li>
        ))}
      </ul>
      {!isOpen && !closing && firm.role !== 'reader' && (
        <Form c={c} action={`/supplier/${firm.supplier}/submissions`}>
          <p>{renewable ? said.renewText : said.startAgainText}</p>
          <input type="hidden" name="kind" value={renewable ? 'renewal' : 'first'} />
          <Button>{renewable ? said.renew : said.startAgain}</Button>
        </Form>
      )}
      <nav aria-label={`${about.pages} – ${firm.name}`}>
        <ul class="plain spaced">
          {vendor && (
            <li>
              <a href={`${home}/recognition`}>{rightsWords[language].verdictsTitle}</a>
            </li>
          )}
          {(['certificate', 'consents', 'people', 'data'] as const).map((name) => (
            <li>
              <a href={`${home}/${name}`}>{about[name]}</a>
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
        <h1>{said.firmsTitle}</h1>
        {firms.map((view) => (
          <section class="card">
            <h2>{view.firm.name}</h2>
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
  const said = supplierWords[c.var.language];
  const firm = await openFirm(c);
  if (!firm) return notFoundPage(c);
  const view = await viewOf(c, firm);
  return page(c, {
    title: firm.name,
    back: '/supplier',
    children: (
      <>
        {c.req.query('same') !== undefined && (
          <Banner c={c}>
            <p>{said.sameFirm}</p>
            <Form c={c} action="/supplier/new">
              <input type="hidden" name="once" value={crypto.randomUUID()} />
              <input type="hidden" name="name" value={firm.name} />
              <Button name="another" value="yes" kind="secondary">
                {said.anotherFirm}
              </Button>
            </Form>
          </Banner>
        )}
        {c.req.query('joined') !== undefined && (
          <Banner c={c} kind="success" title={firmWords[c.var.language].joined} />
        )}
        <h1>{firm.name}</h1>
        <FirmDetails c={c} view={view} />
      </>
    ),
  });
};
