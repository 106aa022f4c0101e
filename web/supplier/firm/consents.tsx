import { giveConsent, listConsents, withdrawConsent } from '#schemas/api/trust.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { networkOf } from '../../network.ts';
import { Button, Form } from '../../parts/form.tsx';
import { Banner, SummaryList } from '../../parts/show.tsx';
import { formats } from '../../words/say.ts';
import { consentWords } from './consent-words.ts';
import { firmOf, openFirm } from './firm.ts';
import { firmWords } from './words.ts';

/** Who may see more than the verdict: given and withdrawn one by one, each change undone by one press. */
export const consentsPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = consentWords[language];
  const supplier = firmOf(c);
  const [firm, { body }, network] = await Promise.all([
    openFirm(c),
    api(listConsents, { params: { supplier } }),
    networkOf(c),
  ]);
  if (!firm) return notFoundPage(c);
  const isOwner = firm.role === 'owner';
  const since = new Map(body.consents.map(({ institution, grantedAt }) => [institution, grantedAt]));
  const nameOf = (id: string | undefined) =>
    network.institutions.find(({ institution }) => institution === id)?.name[language];
  const [gave, took] = [c.req.query('given'), c.req.query('withdrawn')];
  const changed = gave ?? took;
  const changedName = nameOf(changed);
  const list = (given: boolean) => {
    const shown = network.institutions.filter(({ institution }) => since.has(institution) === given);
    if (shown.length === 0) return <p>{said.nobody}</p>;
    return (
      <ul class="plain choices">
        {shown.map(({ institution, name }) => (
          <li>
            <span>
              {name[language]}
              {given && <span class="quiet"> {said.since(formats(language).day(since.get(institution) ?? ''))}</span>}
            </span>
            {isOwner && (
              <Form c={c} action={`/supplier/${supplier}/consents/${institution}`}>
                <button class="link-button" type="submit" name="may" value={given ? 'no' : 'yes'}>
                  {given ? said.withdraw : said.give}
                  <span class="vh"> – {name[language]}</span>
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    );
  };
  return page(c, {
    title: said.consentsTitle,
    back: `/supplier/${supplier}`,
    children: (
      <>
        {changedName && (
          <Banner c={c} kind="success" title={gave ? said.gave(changedName) : said.took(changedName)}>
            <Form c={c} action={`/supplier/${supplier}/consents/${changed}`}>
              <Button kind="secondary" name="may" value={gave ? 'no' : 'yes'}>
                {said.undo}
              </Button>
            </Form>
          </Banner>
        )}
        <h1>{said.consentsTitle}</h1>
        <p>{said.consentsLead}</p>
        <SummaryList
          c={c}
          rows={[
            { key: said.whatFor, value: said.whatForText },
            { key: said.why_, value: said.whyText },
            { key: said.howLong, value: said.howLongText },
          ]}
        />
        {!isOwner && <p>{firmWords[language].onlyOwners}</p>}
        <h2>{said.given}</h2>
        {list(true)}
        <h2>{said.notGiven}</h2>
        {list(false)}
      </>
    ),
  });
};

export const changeConsent = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const institution = c.req.param('institution') ?? '';
  const params = { supplier: firmOf(c), institution };
  const may = fields.may === 'yes';
  if (may) await api(giveConsent, { params, body: { purpose: 'criteria' } });
  else await api(withdrawConsent, { params });
  const done = `${may ? 'given' : 'withdrawn'}=${encodeURIComponent(institution)}`;
  return c.redirect(`/${language}/supplier/${params.supplier}/consents?${done}`, 303);
};
