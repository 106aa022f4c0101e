import { isDeepStrictEqual } from 'node:util';
import { changeConnection, readConnection, readInstitution } from '#schemas/api/network.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Radios, TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { errorsIn, isRefusal } from '../refusal.ts';
import { operatorWords } from './words.ts';

const levels = ['0', '1', '2', '3'] as const;
const institutionOf = (c: PageContext) => ({ institution: c.req.param('institution') ?? '' });

/** How one institution connects: its level, and where its digest goes. */
export const connectionPage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, api } = c.var;
  const said = operatorWords[language];
  const params = institutionOf(c);
  const [{ body: institution }, { body: now, revision }] = await Promise.all([
    api(readInstitution, { params }),
    api(readConnection, { params }),
  ]);
  const typed = c.req.method === 'POST' ? c.var.fields : c.var.kept;
  const value = (name: string, kept: string) => (typed ? textOf(typed, name) : kept);
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
          <input type="hidden" name="revision" value={typed ? textOf(typed, 'revision') : String(revision)} />
          <Radios
            language={language}
            name="level"
            label={said.level}
            value={value('level', String(now.level))}
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
            value={value('digest', now.digest?.email ?? '')}
            error={errorOf(errors, 'digest')}
          />
          <Radios
            language={language}
            name="every"
            label={said.every}
            value={value('every', now.digest?.every ?? 'week')}
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
  const saved = () => c.redirect(`/${language}/network/institutions?done=saved`, 303);
  const email = textOf(fields, 'digest');
  const level = levels.indexOf(textOf(fields, 'level') as (typeof levels)[number]);
  const params = institutionOf(c);
  const wanted = {
    level: level < 0 ? 0 : (level as 0 | 1 | 2 | 3),
    ...(email && {
      digest: { email, every: textOf(fields, 'every') === 'day' ? ('day' as const) : ('week' as const) },
    }),
  };
  try {
    await c.var.api(changeConnection, { params, body: wanted, ifMatch: Number(textOf(fields, 'revision')) });
  } catch (error) {
    if (isRefusal(error, 'stale-version')) {
      const { body: now, revision } = await c.var.api(readConnection, { params });
      // The other click saved it already.
      if (isDeepStrictEqual(now, wanted)) return saved();
      // Somebody else did: what was typed can be sent over theirs, once it is said.
      c.set('fields', { ...fields, revision: String(revision) });
    }
    const errors = errorsIn(error, 'level');
    return connectionPage(
      c,
      errors.map(({ field, message }) => ({ field: field.split('.')[0] ?? field, message })),
    );
  }
  return saved();
};
