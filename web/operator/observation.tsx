import type * as z from 'zod';
import { answerObservation, listSupplierObservations } from '#schemas/api/rights.ts';
import { kinds } from '#schemas/checklist.ts';
import { observationOutcomes } from '#schemas/observation.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';
import { screeningFindings } from '#schemas/screening.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { type Network, networkOf } from '../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Radios, TextArea } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { type Row, SummaryList, Tag } from '../parts/show.tsx';
import { errorsIn, isRefusal } from '../refusal.ts';
import { formats } from '../words/say.ts';
import { observationWords } from './observation-words.ts';
import { aboutText } from './observations.tsx';

type Observation = z.output<NonNullable<typeof listSupplierObservations.answer>>['observations'][number];

const idsOf = (c: PageContext) => ({
  supplier: c.req.param('supplier') as Observation['supplier'],
  observation: c.req.param('observation') as Observation['observation'],
});
const addressOf = (c: PageContext, { supplier, observation }: ReturnType<typeof idsOf>) =>
  `/${c.var.language}/network/observations/${supplier}/${observation}`;

const lineKinds: Record<string, { label: Bilingual }> = kinds;
const screeningWords: Record<string, Bilingual> = screeningFindings;

/** The codes that a decision went by, as a person reads them. */
const criteriaText = ({ about, decided }: Observation, network: Network, language: Language): string[] => {
  const said = observationWords[language];
  const { criteria } = decided;
  switch (about.kind) {
    case 'verdict':
      return criteria.map((one) => {
        const [id = '', version = ''] = one.split('#');
        const label = network.versions.get(id)?.find((one) => String(one.version) === version)?.label[language];
        return said.version(label ?? id, version);
      });
    case 'expiry':
      return criteria.map((one) => said.lastDay(formats(language).day(one.replace('expires-on:', ''))));
    case 'lapse': {
      const lines = criteria.map((line) => lineKinds[line.split(':')[0] ?? '']?.label[language] ?? line);
      return [said.openLines([...new Set(lines)].join(', '))];
    }
    case 'screening':
      return criteria.map((code) => screeningWords[code]?.[language] ?? code);
  }
};

/** Where the operator looks at what was decided; nothing where the portal has no page of it. */
const lookAt = ({ about }: Observation, language: Language) => {
  const said = observationWords[language];
  if (about.kind === 'verdict')
    return { href: `/${language}/institutions/${about.institution}`, text: said.lookDefinition };
  return about.kind === 'lapse' ? { href: `/${language}/cases/${about.submission}`, text: said.lookCase } : undefined;
};

const rowsOf = (c: PageContext, one: Observation, network: Network): Row[] => {
  const { language } = c.var;
  const said = observationWords[language];
  const outcomes: Record<string, string> = said.outcome;
  const look = lookAt(one, language);
  return [
    { key: said.about, value: aboutText(c, one.about, network) },
    { key: said.decided, value: outcomes[one.decided.outcome] ?? one.decided.outcome },
    {
      key: said.by,
      value: criteriaText(one, network, language).map((text) => <div>{text}</div>),
    },
    ...(look
      ? [
          {
            key: said.look,
            value: <a href={look.href}>{look.text}</a>,
          },
        ]
      : []),
    { key: said.made, value: formats(language).moment(one.madeAt) },
  ];
};

const Answered = ({ c, one }: { c: PageContext; one: Observation }) => {
  const said = observationWords[c.var.language];
  return (
    <>
      <h2>{said.answer}</h2>
      <p>
        {one.outcome && <Tag state="yes">{said.outcomes[one.outcome]}</Tag>}{' '}
        {one.answeredAt && `${said.answeredAt} ${formats(c.var.language).moment(one.answeredAt)}`}
      </p>
      <blockquote class="note letter__note" lang={one.answer ? one.language : undefined}>
        {one.answer ?? said.erased}
      </blockquote>
    </>
  );
};

/** What one supplier says to one decision, what the decision went by, and the answer: given, or to be written. */
export const observationPage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, api } = c.var;
  const said = observationWords[language];
  const { supplier, observation } = idsOf(c);
  const [{ body }, network] = await Promise.all([
    api(listSupplierObservations, { params: { supplier } }),
    networkOf(c),
  ]);
  const one = body.observations.find((found) => found.observation === observation);
  if (!one) return notFoundPage(c);
  const open = one.state === 'open';
  const typed = c.var.kept ?? c.var.fields;
  const field = (name: string) => ({ language, name, value: textOf(typed, name), error: errorOf(errors, name) });
  const title = said.one(one.supplierName);
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title,
    failed: errors.length > 0,
    back: '/network/observations',
    ...(open && { form: 'answer' }),
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{title}</h1>
        <SummaryList c={c} rows={rowsOf(c, one, network)} />
        <h2>{said.said}</h2>
        <blockquote class="note letter__note" lang={one.said ? one.language : undefined}>
          {one.said ?? said.erased}
        </blockquote>
        {open ? (
          <>
            <h2>{said.answerHead}</h2>
            <Form c={c} id="answer">
              <input type="hidden" name="key" value={textOf(typed, 'key') || crypto.randomUUID()} />
              <Radios
                {...field('outcome')}
                label={said.outcomeLabel}
                options={observationOutcomes.map((value) => ({
                  value,
                  text: said.outcomes[value],
                  hint: said.outcomeHint[value],
                }))}
              />
              <TextArea
                {...field('text')}
                label={said.text}
                hint={said.writeIn[one.language]}
                rows={8}
                maximum={4000}
              />
              <Button>{said.send}</Button>
            </Form>
          </>
        ) : (
          <Answered c={c} one={one} />
        )}
      </>
    ),
  });
};

export const answer = async (c: PageContext) => {
  const { fields, language, api } = c.var;
  const switched = await c.var.switchLanguage(observationPage, c);
  if (switched) return switched;
  const said = observationWords[language];
  const outcome = observationOutcomes.find((one) => one === textOf(fields, 'outcome'));
  const text = textOf(fields, 'text').replaceAll('\r\n', '\n');
  const errors: FieldError[] = [
    ...(outcome ? [] : [{ field: 'outcome', message: said.noOutcome }]),
    ...(text ? [] : [{ field: 'text', message: said.noText }]),
    ...(text.length > 4000 ? [{ field: 'text', message: said.tooLong }] : []),
  ];
  if (!outcome || errors.length > 0) return observationPage(c, errors);
  const params = idsOf(c);
  try {
    await api(answerObservation, { params, body: { outcome, text }, idempotencyKey: textOf(fields, 'key') });
  } catch (error) {
    // Somebody answered meanwhile: their answer is what the supplier reads.
    if (isRefusal(error, 'wrong-state')) return c.redirect(addressOf(c, params), 303);
    return observationPage(c, errorsIn(error, 'text'));
  }
  return c.redirect(`/${language}/network/observations?done=answered`, 303);
};
