import { recordIncident, updateIncident } from '#schemas/api/rights.ts';
import { type IncidentRecord, noticeTargets } from '#schemas/incident.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Checkboxes, DateField, Fieldset, Radios, Select, TextArea, TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { isRefusal } from '../refusal.ts';
import { incidentAddress, versionsOf } from './incident.tsx';
import { contentOf, errorsIn, fieldsOf, incidentIn, roomIn, sameContent } from './incident-content.ts';
import { incidentWords } from './incident-words.ts';
import { LawOfIncidents } from './incidents.tsx';

type Shown = { errors?: readonly FieldError[]; room?: number };
type FieldsOf = (name: string) => {
  language: 'fr' | 'en';
  name: string;
  value: string;
  error: string | undefined;
};

const example = '2026-11-22';

const Notice = ({ c, field, number }: { c: PageContext; field: FieldsOf; number: number }) => {
  const { language } = c.var;
  const said = incidentWords[language];
  const publicly = field(`publicly-${number}`);
  return (
    <section class="card">
      <Fieldset language={language} name={`notice-${number}`} label={said.noticeNumber(number)}>
        <Select
          {...field(`to-${number}`)}
          label={said.to}
          options={noticeTargets.map((value) => ({ value, text: said.targets[value] }))}
        />
        <DateField {...field(`on-${number}`)} label={said.on} example={example} />
        <Checkboxes
          {...publicly}
          label={said.publicly}
          hideLabel
          small
          values={[publicly.value]}
          options={[{ value: 'yes', text: said.publicly, hint: said.publiclyHint }]}
        />
        <TextArea
          {...field(`note-${number}`)}
          label={said.noteField}
          hint={said.noteHint}
          optional
          rows={2}
          maximum={4000}
        />
      </Fieldset>
    </section>
  );
};

const WhatHappened = ({ c, field }: { c: PageContext; field: FieldsOf }) => {
  const said = incidentWords[c.var.language];
  const tick = (name: string, text: string) => (
    <Checkboxes
      {...field(name)}
      label={text}
      hideLabel
      small
      values={[field(name).value]}
      options={[{ value: 'yes', text }]}
    />
  );
  return (
    <>
      <TextArea
        {...field('information')}
        label={said.information}
        hint={said.informationHint}
        rows={3}
        maximum={4000}
      />
      <TextArea
        {...field('circumstances')}
        label={said.circumstances}
        hint={said.circumstancesHint}
        rows={5}
        maximum={4000}
      />
      <DateField {...field('from')} label={said.from} example={example} />
      <DateField {...field('until')} label={said.until} hint={said.untilHint} example={example} optional />
      {tick('approximate', said.fromApproximate)}
      <DateField {...field('awareOn')} label={said.awareOn} hint={said.awareHint} example={example} />
      <TextField {...field('persons')} label={said.persons} hint={said.personsHint} inputmode="numeric" width={5} />
      {tick('estimate', said.personsApproximate)}
      <TextArea {...field('suppliers')} label={said.suppliers} hint={said.suppliersHint} optional rows={2} />
      <Radios
        {...field('serious')}
        label={said.serious}
        options={[
          { value: 'yes', text: said.seriousYes },
          { value: 'no', text: said.seriousNo },
        ]}
      />
      <TextArea {...field('elements')} label={said.elements} hint={said.elementsHint} rows={3} maximum={4000} />
    </>
  );
};

const form = (c: PageContext, newest: IncidentRecord | undefined, typed: Fields, { errors = [], room }: Shown) => {
  const { language } = c.var;
  const said = incidentWords[language];
  const notices = room ?? roomIn(typed);
  const field: FieldsOf = (name) => ({ language, name, value: textOf(typed, name), error: errorOf(errors, name) });
  const title = newest ? said.changeTitle : said.newTitle;
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title,
    failed: errors.length > 0,
    back: newest ? incidentAddress(newest.incident) : '/network/incidents',
    form: 'incident',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{title}</h1>
        {newest && <p>{said.changeLead}</p>}
        <LawOfIncidents c={c} />
        <Form c={c} id="incident">
          <input type="hidden" name="key" value={textOf(typed, 'key') || crypto.randomUUID()} />
          <input type="hidden" name="room" value={String(notices)} />
          {newest && <input type="hidden" name="version" value={textOf(typed, 'version') || String(newest.version)} />}
          <WhatHappened c={c} field={field} />
          <h2>{said.notices}</h2>
          <p class="hint">{said.noticesHint}</p>
          {Array.from({ length: notices }, (_, index) => (
            <Notice c={c} field={field} number={index + 1} />
          ))}
          <Button name="go" value="add" kind="secondary">
            {said.addNotice}
          </Button>
          <TextArea {...field('measures')} label={said.measures} rows={4} maximum={4000} />
          <Button>{newest ? said.save : said.note}</Button>
        </Form>
      </>
    ),
  });
};

export const newIncidentPage = (c: PageContext, shown: Shown = {}) =>
  form(c, undefined, c.var.kept ?? c.var.fields, shown);

export const changeIncidentPage = async (c: PageContext, shown: Shown = {}) => {
  const [newest] = await versionsOf(c);
  const typed = c.var.kept ?? (c.req.method === 'POST' ? c.var.fields : fieldsOf(newest));
  return form(c, newest, typed, shown);
};

export const noteIncident = async (c: PageContext) => {
  const { fields, language } = c.var;
  const switched = await c.var.switchLanguage(newIncidentPage, c);
  if (switched) return switched;
  if (textOf(fields, 'go') === 'add') return newIncidentPage(c, { room: roomIn(fields) + 1 });
  const { content, errors } = incidentIn(fields, 'open', language);
  if (errors.length > 0) return newIncidentPage(c, { errors });
  try {
    const { body } = await c.var.api(recordIncident, { body: content, idempotencyKey: textOf(fields, 'key') });
    return c.redirect(`/${language}${incidentAddress(body.incident)}?done=noted`, 303);
  } catch (error) {
    return newIncidentPage(c, { errors: errorsIn(error) });
  }
};

export const changeIncident = async (c: PageContext) => {
  const { fields, language } = c.var;
  const switched = await c.var.switchLanguage(changeIncidentPage, c);
  if (switched) return switched;
  if (textOf(fields, 'go') === 'add') return changeIncidentPage(c, { room: roomIn(fields) + 1 });
  const [newest] = await versionsOf(c);
  const { incident } = newest;
  const { content, errors } = incidentIn(fields, newest.state, language);
  if (errors.length > 0) return changeIncidentPage(c, { errors });
  // The other click saved it already.
  const saved = () => c.redirect(`/${language}${incidentAddress(incident)}?done=changed`, 303);
  if (sameContent(content, contentOf(newest))) return saved();
  try {
    await c.var.api(updateIncident, {
      params: { incident },
      body: content,
      ifMatch: Number(textOf(fields, 'version')),
    });
    return saved();
  } catch (error) {
    if (!isRefusal(error, 'stale-version')) return changeIncidentPage(c, { errors: errorsIn(error) });
    const [now] = await versionsOf(c);
    if (sameContent(content, contentOf(now))) return saved();
    c.set('fields', { ...fields, version: String(now.version) });
    return changeIncidentPage(c, { errors: [{ field: 'information', message: incidentWords[language].stale }] });
  }
};
