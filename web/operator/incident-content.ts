import { type IncidentContent, type IncidentRecord, noticeTargets } from '#schemas/incident.ts';
import type { Language } from '#schemas/primitives.ts';
import type { FieldError } from '../parts/errors.tsx';
import { countOf, dateOf, type Fields, isDay, textOf } from '../parts/read-form.ts';
import { errorsIn as errorsAt } from '../refusal.ts';
import { incidentWords } from './incident-words.ts';

const longest = 4000;
/** Browsers end lines with CR LF; what is stored ends them with LF. */
const proseOf = (fields: Fields, name: string): string => textOf(fields, name).replaceAll('\r\n', '\n');
const mostNotices = 200;
const mostSuppliers = 500;

/** How many notices the form has room for. */
export const roomIn = (fields: Fields): number =>
  Math.min(mostNotices, Math.max(1, Math.trunc(Number(textOf(fields, 'room'))) || 1));

/** An incident as the form's fields hold it. */
export const fieldsOf = (content: IncidentContent): Fields => ({
  information: content.information,
  circumstances: content.circumstances,
  from: content.occurred.from,
  until: content.occurred.until ?? '',
  approximate: content.occurred.approximate ? 'yes' : '',
  awareOn: content.awareOn,
  persons: String(content.persons.number),
  estimate: content.persons.approximate ? 'yes' : '',
  suppliers: content.suppliers.join('\n'),
  serious: content.risk.serious ? 'yes' : 'no',
  elements: content.risk.elements,
  measures: content.measures,
  room: String(Math.max(1, content.notices.length)),
  ...Object.fromEntries(
    content.notices.flatMap(({ to, on, publicly, note = '' }, index) => [
      [`to-${index + 1}`, to],
      [`on-${index + 1}`, on],
      [`publicly-${index + 1}`, publicly ? 'yes' : ''],
      [`note-${index + 1}`, note],
    ]),
  ),
});

const scalars = [
  ...(['information', 'circumstances', 'from', 'until', 'approximate', 'awareOn', 'persons', 'estimate'] as const),
  ...(['suppliers', 'serious', 'elements', 'measures'] as const),
] as const;
const proses: ReadonlySet<string> = new Set(['information', 'circumstances', 'elements', 'measures']);
const days: ReadonlySet<string> = new Set(['from', 'until', 'awareOn']);

/** What the form's fields say, one by one, and its notices as a list: how pages are compared. */
export type Stated = Record<string, unknown> & { notices: Record<string, string>[] };

export const statedIn = (fields: Fields): Stated => ({
  ...Object.fromEntries(
    scalars.map((name) => {
      const text = proses.has(name) ? proseOf(fields, name) : textOf(fields, name);
      return [name, days.has(name) ? dateOf(text) : text];
    }),
  ),
  notices: Array.from({ length: roomIn(fields) }, (_, index) => ({
    to: textOf(fields, `to-${index + 1}`),
    on: dateOf(textOf(fields, `on-${index + 1}`)),
    publicly: textOf(fields, `publicly-${index + 1}`),
    note: proseOf(fields, `note-${index + 1}`),
  })).filter(({ to, on, publicly, note }) => to || on || publicly || note),
});

/** The fields that say it. */
export const fieldsStating = ({ notices, ...texts }: Stated): Fields => ({
  ...(texts as Fields),
  room: String(Math.max(1, notices.length)),
  ...Object.fromEntries(
    notices.flatMap((notice, index) =>
      Object.entries(notice).map(([name, value]) => [`${name}-${index + 1}`, value] as const),
    ),
  ),
});

/** What a version says, without what the register adds to it. */
export const contentOf = (version: IncidentRecord): IncidentContent => {
  const { incident: _, version: __, recordedBy: ___, recordedAt: ____, keepUntil: _____, ...content } = version;
  return content;
};

export const sameContent = (a: IncidentContent, b: IncidentContent): boolean =>
  a.state === b.state && JSON.stringify(fieldsOf(a)) === JSON.stringify(fieldsOf(b));

type Notice = IncidentContent['notices'][number];
type Told = { notices: Notice[]; errors: FieldError[] };

const noticesIn = (fields: Fields, language: Language): Told => {
  const { need } = incidentWords[language];
  const told: Told = { notices: [], errors: [] };
  for (let number = 1; number <= roomIn(fields); number++) {
    const [to, on, note] = [
      textOf(fields, `to-${number}`),
      dateOf(textOf(fields, `on-${number}`)),
      proseOf(fields, `note-${number}`),
    ];
    const publicly = textOf(fields, `publicly-${number}`) === 'yes';
    if (!to && !on && !note && !publicly) continue;
    const target = noticeTargets.find((one) => one === to);
    if (!target) told.errors.push({ field: `to-${number}`, message: need.to(number) });
    if (!isDay(on)) told.errors.push({ field: `on-${number}`, message: need.on(number) });
    if (publicly && !note) told.errors.push({ field: `note-${number}`, message: need.reason(number) });
    if (note.length > longest) told.errors.push({ field: `note-${number}`, message: need.long });
    if (target) told.notices.push({ to: target, on, publicly, ...(note && { note }) });
  }
  return told;
};

/** The incident that a form describes, and what is still wrong with it, in the order of the page. */
export const incidentIn = (
  fields: Fields,
  state: IncidentContent['state'],
  language: Language,
): { content: IncidentContent; errors: FieldError[] } => {
  const { need } = incidentWords[language];
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => void errors.push({ field, message });
  const prose = (name: 'information' | 'circumstances' | 'elements' | 'measures'): string => {
    const text = proseOf(fields, name);
    if (!text) wrong(name, need[name]);
    if (text.length > longest) wrong(name, need.long);
    return text;
  };
  const day = (name: 'from' | 'awareOn'): string => {
    const text = dateOf(textOf(fields, name));
    if (!isDay(text)) wrong(name, need[name]);
    return text;
  };
  const [information, circumstances, from] = [prose('information'), prose('circumstances'), day('from')];
  const until = dateOf(textOf(fields, 'until'));
  if (until && !isDay(until)) wrong('until', need.until);
  else if (until && isDay(from) && until < from) wrong('until', need.order);
  const awareOn = day('awareOn');
  const number = countOf(textOf(fields, 'persons'));
  if (typeof number !== 'number') wrong('persons', need.persons);
  const suppliers = textOf(fields, 'suppliers')
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (suppliers.length > mostSuppliers || !suppliers.every((one) => /^sup_[0-9a-z]{26}$/.test(one)))
    wrong('suppliers', need.suppliers);
  const serious = textOf(fields, 'serious');
  if (!['yes', 'no'].includes(serious)) wrong('serious', need.serious);
  const elements = prose('elements');
  const told = noticesIn(fields, language);
  errors.push(...told.errors);
  return {
    content: {
      ...{ information, circumstances, awareOn, state, notices: told.notices, measures: prose('measures') },
      occurred: { from, ...(until && { until }), approximate: textOf(fields, 'approximate') === 'yes' },
      persons: { number: Number(number), approximate: textOf(fields, 'estimate') === 'yes' },
      suppliers: suppliers as IncidentContent['suppliers'],
      risk: { serious: serious === 'yes', elements },
    },
    errors,
  };
};

/** The field of the form that holds what the API names: `notices.0.on` → `on-1`. */
const fieldFor = (path: string): string => {
  const [head = '', second = '', third = ''] = path.split('.');
  if (head === 'notices') return third && /^\d+$/.test(second) ? `${third}-${Number(second) + 1}` : 'to-1';
  if (head === 'occurred') return second === 'until' ? 'until' : 'from';
  return head === 'risk' ? second : head;
};

/** What the API found wrong with an incident, at the fields of the form. */
export const errorsIn = (error: unknown): FieldError[] =>
  errorsAt(error, 'information').map(({ field, message }) => ({ field: fieldFor(field), message }));
