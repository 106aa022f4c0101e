import { ApiRefusal } from '#schemas/api/client.ts';
import { listSupplierObservations, makeObservation } from '#schemas/api/rights.ts';
import type { AutomatedDecision } from '#schemas/observation.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { type Network, networkOf } from '../../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../../parts/errors.tsx';
import { TextArea } from '../../parts/fields.tsx';
import { Button, Form } from '../../parts/form.tsx';
import { textOf } from '../../parts/read-form.ts';
import { Banner, Tag } from '../../parts/show.tsx';
import { formats } from '../../words/say.ts';
import { firmOf } from './firm.ts';
import { rightsWords } from './rights-words.ts';

/** The decision that an address is about; undefined where it names none. */
const aboutIn = (read: (name: string) => string | undefined): AutomatedDecision | undefined => {
  const [institution, submission, document] = ['institution', 'submission', 'document'].map((name) => read(name) || '');
  switch (read('kind')) {
    case 'verdict':
      return institution ? { kind: 'verdict', institution } : undefined;
    case 'expiry':
      return { kind: 'expiry' };
    case 'lapse':
      return { kind: 'lapse', submission: submission as `sub_${string}` };
    case 'screening':
      return {
        kind: 'screening',
        submission: submission as `sub_${string}`,
        document: document as `doc_${string}`,
      };
    default:
      return undefined;
  }
};

const inWords = (c: PageContext, about: AutomatedDecision, network: Network): string => {
  const { kind } = rightsWords[c.var.language];
  if (about.kind !== 'verdict') return kind[about.kind];
  const found = network.institutions.find(({ institution }) => institution === about.institution);
  return kind.verdict(found?.name[c.var.language] ?? about.institution);
};

export const observationsPage = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = rightsWords[language];
  const supplier = firmOf(c);
  const [{ body }, network] = await Promise.all([
    api(listSupplierObservations, { params: { supplier } }),
    networkOf(c),
  ]);
  return page(c, {
    title: said.listTitle,
    back: `/supplier/${supplier}`,
    children: (
      <>
        {c.req.query('sent') !== undefined && <Banner c={c} kind="success" title={said.sent} />}
        <h1>{said.listTitle}</h1>
        {body.observations.length === 0 && <p>{said.none}</p>}
        {body.observations.map(({ about, madeAt, outcome, said: text, answer }) => (
          <section class="card">
            <h2 class="h3">{inWords(c, about, network)}</h2>
            <p>
              <Tag state={outcome ? 'yes' : 'info'}>{outcome ? said.answered[outcome] : said.open}</Tag>{' '}
              <span class="quiet">{formats(language).day(madeAt)}</span>
            </p>
            {text && (
              <>
                <p>{said.youSaid}</p>
                <blockquote class="note">{text}</blockquote>
              </>
            )}
            {answer && (
              <>
                <p>{said.answer}</p>
                <blockquote class="note">{answer}</blockquote>
              </>
            )}
          </section>
        ))}
      </>
    ),
  });
};

export const observePage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, fields, kept } = c.var;
  const said = rightsWords[language];
  const typed = kept ?? fields;
  const about = aboutIn((name) => textOf(typed, name) || c.req.query(name));
  if (!about) return notFoundPage(c);
  const network = await networkOf(c);
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.title,
    failed: errors.length > 0,
    back: `/supplier/${firmOf(c)}`,
    form: 'observe',
    scripts: ['autosave'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.title}</h1>
        <p>
          <strong>{inWords(c, about, network)}</strong>
        </p>
        <p>{said.lead}</p>
        <Form c={c} id="observe">
          {Object.entries(about).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <TextArea
            language={language}
            name="text"
            label={said.text}
            hint={said.textHint}
            value={textOf(typed, 'text')}
            error={errorOf(errors, 'text')}
            rows={8}
            maximum={4000}
          />
          <Button>{said.send}</Button>
        </Form>
      </>
    ),
  });
};

export const observe = async (c: PageContext) => {
  const { api, fields, language } = c.var;
  const switched = await c.var.switchLanguage(observePage, c);
  if (switched) return switched;
  const supplier = firmOf(c);
  const about = aboutIn((name) => textOf(fields, name));
  const text = textOf(fields, 'text').slice(0, 4000);
  if (!about) return notFoundPage(c);
  if (!text) return observePage(c, [{ field: 'text', message: rightsWords[language].noText }]);
  try {
    await api(makeObservation, { params: { supplier }, body: { about, text } });
  } catch (error) {
    // Sent already, by the other click: a person has it.
    if (!(error instanceof ApiRefusal && error.problem.type.endsWith('already-exists'))) throw error;
  }
  return c.redirect(`/${language}/supplier/${supplier}/observations?sent=1`, 303);
};
