import { listPeople } from '#schemas/api/people.ts';
import { readIncident, updateIncident } from '#schemas/api/rights.ts';
import type { IncidentRecord } from '#schemas/incident.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, type FieldError } from '../parts/errors.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { Details, Done, type Row, SummaryList, Tag } from '../parts/show.tsx';
import { errorsIn, isRefusal } from '../refusal.ts';
import { formats } from '../words/say.ts';
import { contentOf } from './incident-content.ts';
import { incidentWords } from './incident-words.ts';

const idOf = (c: PageContext) => c.req.param('incident') as IncidentRecord['incident'];
export const incidentAddress = (incident: string): string => `/network/incidents/${incident}`;

/** Every version of the incident that the address names, newest first. */
export const versionsOf = async (c: PageContext): Promise<[IncidentRecord, ...IncidentRecord[]]> => {
  const { body } = await c.var.api(readIncident, { params: { incident: idOf(c) } });
  const [newest, ...earlier] = body.versions;
  if (!newest) throw new Error('an incident has at least one version');
  return [newest, ...earlier];
};

const occurredText = (c: PageContext, { occurred }: IncidentRecord): string => {
  const said = incidentWords[c.var.language];
  const { day } = formats(c.var.language);
  const { from, until, approximate } = occurred;
  const days = until ? said.period(day(from), day(until)) : day(from);
  return approximate ? `${said.about} ${days}` : days;
};

const rowsOf = (c: PageContext, one: IncidentRecord): Row[] => {
  const { language } = c.var;
  const said = incidentWords[language];
  const f = formats(language);
  const prose = (text: string) => <span class="letter__note">{text}</span>;
  const number = f.number(one.persons.number);
  return [
    { key: said.circumstances, value: prose(one.circumstances) },
    { key: said.information, value: prose(one.information) },
    { key: said.occurred, value: occurredText(c, one) },
    { key: said.awareOn, value: f.day(one.awareOn) },
    { key: said.persons, value: one.persons.approximate ? `${said.about} ${number}` : number },
    ...(one.suppliers.length > 0
      ? [{ key: said.suppliers, value: <code class="hash">{one.suppliers.join(' ')}</code> }]
      : []),
    { key: said.risk, value: one.risk.serious ? said.yes : said.no },
    { key: said.elements, value: prose(one.risk.elements) },
    {
      key: said.notices,
      value:
        one.notices.length === 0
          ? said.noNotices
          : one.notices.map(({ to, on, publicly, note }) => (
              <div>{[said.targets[to], f.day(on), publicly && said.public, note].filter(Boolean).join(' · ')}</div>
            )),
    },
    { key: said.measures, value: prose(one.measures) },
    { key: said.keepUntil, value: f.day(one.keepUntil) },
  ];
};

/** An incident as it stands, and every version before. */
export const incidentPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = incidentWords[language];
  const f = formats(language);
  const [[newest, ...earlier], operators] = await Promise.all([
    versionsOf(c),
    c.var.api(listPeople, { query: { role: 'operator' } }),
  ]);
  const names = new Map(operators.body.people.map(({ person, name }) => [person, name]));
  const written = ({ recordedBy, recordedAt }: IncidentRecord) =>
    said.by(names.get(recordedBy) ?? recordedBy, f.moment(recordedAt));
  const at = (path: string) => `/${language}${incidentAddress(newest.incident)}${path}`;
  const open = newest.state === 'open';
  return page(c, {
    title: said.one(f.day(newest.awareOn)),
    back: '/network/incidents',
    children: (
      <>
        <Done c={c} said={said.done} />
        <h1>{said.one(f.day(newest.awareOn))}</h1>
        <p>
          <Tag state={open ? 'info' : 'yes'}>{said.states[newest.state]}</Tag>{' '}
          {newest.risk.serious && <Tag state="no">{said.risk}</Tag>} {said.version(newest.version)} · {said.recorded}{' '}
          {written(newest)}
        </p>
        <SummaryList
          c={c}
          rows={[...rowsOf(c, newest), { key: said.id, value: <code class="hash">{newest.incident}</code> }]}
        />
        <div class="actions">
          <ButtonLink href={at('/change')}>{said.change}</ButtonLink>
          {open ? (
            <ButtonLink href={at('/close')} kind="secondary">
              {said.close}
            </ButtonLink>
          ) : (
            <Form c={c} action={`${incidentAddress(newest.incident)}/reopen`}>
              <input type="hidden" name="version" value={String(newest.version)} />
              <Button kind="secondary">{said.reopen}</Button>
            </Form>
          )}
        </div>
        {earlier.length > 0 && (
          <>
            <h2>{said.versions}</h2>
            {earlier.map((one) => (
              <Details summary={`${said.version(one.version)} · ${said.states[one.state]} · ${written(one)}`}>
                <SummaryList c={c} rows={rowsOf(c, one)} />
              </Details>
            ))}
          </>
        )}
      </>
    ),
  });
};

/** Asks before an incident is closed, and says what is missing where it cannot be. */
export const closePage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language } = c.var;
  const said = incidentWords[language];
  const [newest] = await versionsOf(c);
  const at = (path: string) => `/${language}${incidentAddress(newest.incident)}${path}`;
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.closeTitle,
    failed: errors.length > 0,
    back: incidentAddress(newest.incident),
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.closeTitle}</h1>
        <p>{said.closeText}</p>
        <p class="note">{said.closeNeeds}</p>
        <SummaryList c={c} rows={rowsOf(c, newest).filter(({ key }) => key === said.risk || key === said.notices)} />
        <Form c={c}>
          <input type="hidden" name="version" value={String(newest.version)} />
          <div class="actions">
            <Button>{said.close}</Button>
            <ButtonLink href={at('/change')} kind="secondary">
              {said.change}
            </ButtonLink>
            <ButtonLink href={at('')} kind="secondary">
              {said.keepOpen}
            </ButtonLink>
          </div>
        </Form>
      </>
    ),
  });
};

/** One more version that says the same, closed or open again. Who presses twice closes once. */
const setState = async (c: PageContext, state: IncidentRecord['state']) => {
  const [newest] = await versionsOf(c);
  if (newest.state !== state)
    await c.var.api(updateIncident, {
      params: { incident: newest.incident },
      body: { ...contentOf(newest), state },
      ifMatch: Number(textOf(c.var.fields, 'version')),
    });
  const done = state === 'closed' ? 'closed' : 'reopened';
  return c.redirect(`/${c.var.language}${incidentAddress(newest.incident)}?done=${done}`, 303);
};

/** As often as two do it at the same moment: who lost looks at what stands now. */
const twice = async (c: PageContext, state: IncidentRecord['state']) => {
  try {
    return await setState(c, state);
  } catch (error) {
    if (!isRefusal(error, 'stale-version')) throw error;
    const [newest] = await versionsOf(c);
    if (newest.state === state) return setState(c, state);
    throw error;
  }
};

export const close = async (c: PageContext) => {
  try {
    return await twice(c, 'closed');
  } catch (error) {
    return closePage(
      c,
      errorsIn(error, 'main').map(({ message }) => ({ field: 'main', message })),
    );
  }
};

export const reopen = async (c: PageContext) => {
  try {
    return await twice(c, 'open');
  } catch (error) {
    // Somebody changed it meanwhile: the page shows what stands now.
    if (!isRefusal(error, 'stale-version')) throw error;
    return c.redirect(`/${c.var.language}${incidentAddress(idOf(c))}`, 303);
  }
};
