import { ApiRefusal, ifThere } from '#schemas/api/client.ts';
import { cancelClosing, closeSupplier, readClosing } from '#schemas/api/rights.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { Button, Form } from '../../parts/form.tsx';
import { Banner } from '../../parts/show.tsx';
import { formats } from '../../words/say.ts';
import { type FirmId, firmOf } from './firm.ts';
import { rightsWords } from './rights-words.ts';

/** How far the closing of the account is; undefined where nobody asked for it, or it was undone. */
export const closingOf = async (c: PageContext, supplier: FirmId) => {
  const found = await ifThere(c.var.api(readClosing, { params: { supplier } }));
  return found?.body.state === 'cancelled' ? undefined : found?.body;
};
export type Closing = NonNullable<Awaited<ReturnType<typeof closingOf>>>;

/** Says that the account is closed, by when that can be undone, and lets an owner do so. */
export const ClosingBanner = ({ c, closing, mayUndo }: { c: PageContext; closing: Closing; mayUndo: boolean }) => {
  const { language } = c.var;
  const said = rightsWords[language];
  const { day } = formats(language);
  const inTime = closing.state === 'asked' && closing.cancelUntil > new Date().toISOString();
  return (
    <Banner c={c} title={said.closingTitle}>
      <p>
        {inTime
          ? said.closingText(day(closing.cancelUntil), day(closing.eraseOn))
          : said.closingLate(day(closing.eraseOn))}
      </p>
      {inTime && mayUndo && (
        <Form c={c} action={`/supplier/${closing.supplier}/data/close`}>
          <Button name="undo" value="yes" kind="secondary">
            {said.undo}
          </Button>
        </Form>
      )}
    </Banner>
  );
};

export const closePage = (c: PageContext) => {
  const { language } = c.var;
  const said = rightsWords[language];
  const home = `/supplier/${firmOf(c)}/data`;
  return page(c, {
    title: said.closeTitle,
    back: home,
    children: (
      <>
        <h1>{said.closeTitle}</h1>
        <p class="lead">{said.closeLead}</p>
        <h2>{said.closeWhat}</h2>
        <ul class="spaced">
          <li>{said.close1}</li>
          <li>{said.close2}</li>
          <li>{said.close3}</li>
        </ul>
        <p>{said.closeCopy}</p>
        <Form c={c}>
          <div class="row">
            <Button kind="warning">{said.close}</Button>
            <a href={`/${language}${home}`}>{said.keep}</a>
          </div>
        </Form>
      </>
    ),
  });
};

/** Already so, by the other click or tab: that is what was wanted. */
const unlessSo = async (act: Promise<unknown>): Promise<void> => {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof ApiRefusal && error.problem.type.endsWith('already-exists'))) throw error;
  }
};

export const closeOrReopen = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const params = { supplier: firmOf(c) };
  const undo = fields.undo === 'yes';
  if (undo) await api(cancelClosing, { params });
  else await unlessSo(api(closeSupplier, { params }));
  return c.redirect(`/${language}/supplier/${params.supplier}/data${undo ? '?reopened=1' : ''}`, 303);
};
