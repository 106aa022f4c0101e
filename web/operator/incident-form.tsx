import { recordIncident, updateIncident } from '#schemas/api/rights.ts';
import { type IncidentRecord, noticeTargets } from '#schemas/incident.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Checkboxes, DateField, Fieldset, Radios, Select, TextArea, TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { isRefusal } from '../refusal.ts';
import { type Dispute, Disputes, disputeErrors, Shown } from '../three-way/conflicts.tsx';
import { type Conflict, merge, unknown } from '../three-way/merge.ts';
import { choicesIn, shownIn } from '../three-way/shown.ts';
import { formats } from '../words/say.ts';
import { incidentAddress, versionsOf } from './incident.tsx';
import {
  contentOf,
  errorsIn,
  fieldsOf,
  fieldsStating,
  incidentIn,
  roomIn,
  type Stated,
  sameContent,
  statedIn,
} from './incident-content.ts';
import { incidentWords } from './incident-words.ts';
import { LawOfIncidents } from './incidents.tsx';

type Told = { errors?: readonly FieldError[]; room?: number };
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

const form = (
  c: PageContext,
  newest: IncidentRecord | undefined,
  typed: Fields,
  { errors = [], room, disputes = [] }: Told & { disputes?: readonly Dispute[] },
) => {
  const { language } = c.var;
  const said = incidentWords[language];
  const notices = room ?? roomIn(typed);
  const field: FieldsOf = (name) => ({ language, name, value: textOf(typed, name), error: errorOf(errors, name) });
  const title = newest ? said.changeTitle : said.newTitle;
  c.status(disputes.length > 0 ? 409 : errors.length > 0 ? 422 : 200);
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
          {newest && <Shown value={statedIn(fieldsOf(newest))} />}
          <Disputes c={c} disputes={disputes} />
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

export const newIncidentPage = (c: PageContext, told: Told = {}) =>
  form(c, undefined, c.var.kept ?? c.var.fields, told);

/** The form and what is kept by now, three ways; a form that asks for room for one more notice keeps that room. */
const meet = (fields: Fields, newest: IncidentRecord) => {
  const { merged, conflicts } = merge<Stated>(
    shownIn(fields) ?? unknown,
    statedIn(fields),
    statedIn(fieldsOf(newest)),
    {
      choices: choicesIn(fields),
    },
  );
  const room = Math.max(roomIn(fields), merged.notices.length);
  return { fields: { ...fieldsStating(merged), key: textOf(fields, 'key'), room: String(room) } as Fields, conflicts };
};

/** A notice, or a field's value, as people read it. */
const statedText = (c: PageContext, value: unknown): string => {
  const said = incidentWords[c.var.language];
  if (!Array.isArray(value)) return String(value ?? '');
  const targets: Record<string, string> = said.targets;
  return value
    .map(({ to, on, publicly, note }: Record<string, string>) =>
      [targets[to ?? ''] ?? to, on, publicly && said.public, note].filter(Boolean).join(' · '),
    )
    .join(' ; ');
};

const disputesOf = (c: PageContext, conflicts: readonly Conflict[], newest: IncidentRecord): Dispute[] => {
  const said = incidentWords[c.var.language];
  const labels: Record<string, unknown> = {
    ...said,
    approximate: said.fromApproximate,
    estimate: said.personsApproximate,
  };
  const ticks: Record<string, string> = { yes: said.yes, no: said.no };
  const text = (at: string, value: unknown) =>
    ['serious', 'approximate', 'estimate'].includes(at) ? (ticks[String(value || 'no')] ?? '') : statedText(c, value);
  return conflicts.map(({ at, shown, typed, kept }) => ({
    at,
    label: typeof labels[at] === 'string' ? labels[at] : at,
    shown: text(at, shown),
    typed: text(at, typed),
    kept: text(at, kept),
    since: `${said.version(newest.version)}, ${formats(c.var.language).moment(newest.recordedAt)}`,
  }));
};

export const changeIncidentPage = async (c: PageContext, told: Told = {}) => {
  const [newest] = await versionsOf(c);
  const sent = c.var.kept ?? (c.req.method === 'POST' ? c.var.fields : undefined);
  if (!sent) return form(c, newest, fieldsOf(newest), told);
  const { fields, conflicts } = meet(sent, newest);
  const disputes = disputesOf(c, conflicts, newest);
  const errors = [...disputeErrors(disputes, c.var.language), ...(told.errors ?? [])];
  const room = told.room === undefined ? {} : { room: Math.max(told.room, roomIn(fields)) };
  return form(c, newest, fields, { ...room, errors, disputes });
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
  for (let attempt = 0; ; attempt++) {
    const [newest] = await versionsOf(c);
    const { incident } = newest;
    const met = meet(fields, newest);
    const { content, errors } = incidentIn(met.fields, newest.state, language);
    if (met.conflicts.length > 0 || errors.length > 0) return changeIncidentPage(c, { errors });
    // The other click saved it already, or nothing was changed.
    const saved = () => c.redirect(`/${language}${incidentAddress(incident)}?done=changed`, 303);
    if (sameContent(content, contentOf(newest))) return saved();
    try {
      await c.var.api(updateIncident, { params: { incident }, body: content, ifMatch: newest.version });
      return saved();
    } catch (error) {
      if (isRefusal(error, 'stale-version') && attempt < 4) continue;
      return changeIncidentPage(c, { errors: errorsIn(error) });
    }
  }
};
