import type * as z from 'zod';
import { changeConnection, readConnection, readInstitution } from '#schemas/api/network.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Radios, TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { type Fields, textOf } from '../parts/read-form.ts';
import { errorsIn, isRefusal } from '../refusal.ts';
import { Disputes, disputeErrors, Shown } from '../three-way/conflicts.tsx';
import { meetTexts, textDisputes } from '../three-way/texts.ts';
import { operatorWords } from './words.ts';

const levels = ['0', '1', '2', '3'] as const;
const institutionOf = (c: PageContext) => ({ institution: c.req.param('institution') ?? '' });

type Connection = z.output<NonNullable<typeof readConnection.answer>>;

const textsOf = ({ level, digest }: Connection) => ({
  level: String(level),
  digest: digest?.email ?? '',
  every: digest?.every ?? 'week',
});
const typedIn = (fields: Fields) => ({
  level: textOf(fields, 'level'),
  digest: textOf(fields, 'digest'),
  every: textOf(fields, 'every'),
});

/** How one institution connects: its level, and where its digest goes. */
export const connectionPage = async (c: PageContext, found: readonly FieldError[] = []) => {
  const { language, api } = c.var;
  const said = operatorWords[language];
  const params = institutionOf(c);
  const [{ body: institution }, { body: now }] = await Promise.all([
    api(readInstitution, { params }),
    api(readConnection, { params }),
  ]);
  const typed = c.req.method === 'POST' ? c.var.fields : c.var.kept;
  const { values, conflicts } = meetTexts(typed, typedIn, textsOf(now));
  const disputes = textDisputes(conflicts, {
    level: { label: said.level, text: (level) => said.levels[Number(level) as keyof typeof said.levels] ?? level },
    digest: { label: said.digestTo },
    every: { label: said.every, text: (every) => (every === 'day' ? said.everyDay : said.everyWeek) },
  });
  const errors = [...disputeErrors(disputes, language), ...found];
  if (disputes.length > 0) c.status(409);
  const title = said.connectionOf(institution.name[language]);
  return page(c, {
    title,
    failed: errors.length > 0,
    back: '/network/institutions',
    form: 'connection',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{title}</h1>
        <p>{said.connectionLead}</p>
        <Form c={c} id="connection">
          <Shown value={textsOf(now)} />
          <Disputes c={c} disputes={disputes} />
          <Radios
            language={language}
            name="level"
            label={said.level}
            value={values.level}
            options={levels.map((level) => ({
              value: level,
              text: said.levels[level],
              hint: said.levelHint[level],
            }))}
          />
          <TextField
            language={language}
            name="digest"
            label={said.digestTo}
            hint={said.digestHint}
            optional
            type="email"
            autocomplete="off"
            value={values.digest}
            error={errorOf(errors, 'digest')}
          />
          <Radios
            language={language}
            name="every"
            label={said.every}
            value={values.every}
            options={[
              { value: 'day', text: said.everyDay },
              { value: 'week', text: said.everyWeek },
            ]}
          />
          <Button>{said.save}</Button>
        </Form>
      </>
    ),
  });
};

export const saveConnection = async (c: PageContext) => {
  const { fields, language } = c.var;
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  const params = institutionOf(c);
  for (let attempt = 0; ; attempt++) {
    const { body: now, revision } = await c.var.api(readConnection, { params });
    const { values, conflicts } = meetTexts(fields, typedIn, textsOf(now));
    if (conflicts.length > 0) return connectionPage(c);
    const level = levels.indexOf(values.level as (typeof levels)[number]);
    const email = values.digest;
    const body = {
      level: level < 0 ? 0 : (level as 0 | 1 | 2 | 3),
      ...(email && { digest: { email, every: values.every === 'day' ? ('day' as const) : ('week' as const) } }),
    };
    try {
      await c.var.api(changeConnection, { params, body, ifMatch: revision });
      return c.redirect(`/${language}/network/institutions?done=saved`, 303);
    } catch (error) {
      if ((isRefusal(error, 'stale-version') || isRefusal(error, 'busy')) && attempt < 4) continue;
      const errors = errorsIn(error, 'level');
      return connectionPage(
        c,
        errors.map(({ field, message }) => ({ field: field.split('.')[0] ?? field, message })),
      );
    }
  }
};
