import { readSupplier } from '#schemas/api/intake.ts';
import { askExport, readExport } from '#schemas/api/rights.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { Button, ButtonLink, Form } from '../../parts/form.tsx';
import { textOf } from '../../parts/read-form.ts';
import { Banner } from '../../parts/show.tsx';
import { formats } from '../../words/say.ts';
import { isOpen } from '../folder.ts';
import { supplierWords } from '../words.ts';
import { ClosingBanner, closingOf } from './closing.tsx';
import { dataWords } from './data-words.ts';
import { firmOf, openFirm } from './firm.ts';
import { rightsWords } from './rights-words.ts';
import { firmWords } from './words.ts';

const waiting = ['submitted', 'in-review', 'second-reading'];

/** What the network holds, and what can be done about it: a copy, a correction. */
export const dataPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = dataWords[language];
  const supplier = firmOf(c);
  const [firm, { body }, closing] = await Promise.all([
    openFirm(c),
    api(readSupplier, { params: { supplier } }),
    closingOf(c, supplier),
  ]);
  const rights = rightsWords[language];
  if (!firm) return notFoundPage(c);
  const open = body.submissions.find(isOpen);
  const looked = body.submissions.some(({ state }) => waiting.includes(state));
  const approved = body.submissions.some(({ state }) => state === 'approved');
  return page(c, {
    title: said.dataTitle,
    back: `/supplier/${supplier}`,
    children: (
      <>
        {c.req.query('reopened') !== undefined && !closing && <Banner c={c} kind="success" title={rights.undone} />}
        {closing && <ClosingBanner c={c} closing={closing} mayUndo={firm.role === 'owner'} />}
        <h1>{said.dataTitle}</h1>
        <p>{said.dataLead}</p>
        <h2>{said.copyTitle}</h2>
        <p>{said.copyText}</p>
        {firm.role === 'owner' ? (
          <Form c={c}>
            {/* The same for both of two clicks. */}
            <input type="hidden" name="once" value={crypto.randomUUID()} />
            <Button>{said.ask}</Button>
          </Form>
        ) : (
          <p>{firmWords[language].onlyOwners}</p>
        )}
        {!closing && <h2>{said.correctTitle}</h2>}
        {!closing && open && (
          <>
            <p>{said.correctDraft}</p>
            <ButtonLink href={`/${language}/supplier/${open.submission}`} kind="secondary">
              {said.correctOpen}
            </ButtonLink>
          </>
        )}
        {!closing && !open && looked && <p>{said.correctWait}</p>}
        {!closing && !open && !looked && (
          <>
            <p>{approved ? said.correctCertified : said.correctNew}</p>
            {firm.role !== 'reader' && (
              <Form c={c} action={`/supplier/${supplier}/submissions`}>
                <Button kind="secondary" name="kind" value={approved ? 'renewal' : 'first'}>
                  {approved ? supplierWords[language].renew : supplierWords[language].startAgain}
                </Button>
              </Form>
            )}
          </>
        )}
        <h2>{rights.listTitle}</h2>
        <p>
          <a href={`/${language}/supplier/${supplier}/observations`}>{rights.listTitle}</a>
        </p>
        {!closing && firm.role === 'owner' && (
          <>
            <h2>{rights.closeTitle}</h2>
            <p>{rights.closeLead}</p>
            <p>
              <a href={`/${language}/supplier/${supplier}/data/close`}>{rights.closeTitle}</a>
            </p>
          </>
        )}
      </>
    ),
  });
};

export const askForCopy = async (c: PageContext) => {
  const supplier = firmOf(c);
  const once = textOf(c.var.fields, 'once') || crypto.randomUUID();
  const { body } = await c.var.api(askExport, { params: { supplier }, idempotencyKey: `export-${once}` });
  return c.redirect(`/${c.var.language}/supplier/${supplier}/data/${body.export}`, 303);
};

const exportOf = async (c: PageContext) => {
  const params = { supplier: firmOf(c), export: c.req.param('export') as `exp_${string}` };
  return (await c.var.api(readExport, { params })).body;
};

/** How far the copy is; the island asks again by itself until it is ready. */
export const exportPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = dataWords[language];
  const f = formats(language);
  const home = `/supplier/${firmOf(c)}/data`;
  const { export: id, state, askedAt, bytes } = await exportOf(c);
  const ready = state === 'ready';
  return page(c, {
    title: said.exportTitle,
    back: home,
    scripts: ['await'],
    children: (
      <>
        <h1>{said.exportTitle}</h1>
        <p>
          {said.exportAskedOn} {f.moment(askedAt)}
        </p>
        <div id="awaited" role="status" data-ready={ready ? '' : undefined}>
          <p class="lead">{ready ? said.exportReady(f.bytes(bytes ?? 0)) : said.exportAsked}</p>
          {ready ? (
            <ButtonLink href={`/${language}${home}/${id}/file`}>{said.exportGet}</ButtonLink>
          ) : (
            <p>
              <a href={`/${language}${home}/${id}`}>{said.exportLook}</a>
            </p>
          )}
        </div>
        <p>{said.exportKept}</p>
      </>
    ),
  });
};

/** To the file itself, by an address that serves for minutes: made when it is asked for. */
export const exportFile = async (c: PageContext) => {
  const { url, export: id } = await exportOf(c);
  return c.redirect(url ?? `/${c.var.language}/supplier/${firmOf(c)}/data/${id}`, 303);
};
