import { Hono } from 'hono';
import { clientScopes, listClients, makeClient, revokeClient } from '#schemas/api/clients.ts';
import type { Env, PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { notFoundPage } from '../layout/trouble.tsx';
import { networkOf } from '../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Checkboxes, TextField } from '../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { OnceKey, onceKeyOf } from '../parts/once-key.tsx';
import { listOf, textOf } from '../parts/read-form.ts';
import { Banner, Done, SummaryList, Table, Tag } from '../parts/show.tsx';
import { errorsIn, isRefusal } from '../refusal.ts';
import { formats } from '../words/say.ts';
import { secretPage } from './secret.tsx';
import { systemWords } from './system-words.ts';

/** Whose systems, and where their pages are: the institution's own people come to them, and the network's operators. */
export type SystemsHome = { institution: string; path: string; back: string };

const clientsOf = async (c: PageContext, { institution }: SystemsHome) =>
  (await c.var.api(listClients, { params: { institution } })).body.clients;

const nameOf = async (c: PageContext, { institution }: SystemsHome): Promise<string> => {
  const { institutions } = await networkOf(c);
  return institutions.find((one) => one.institution === institution)?.name[c.var.language] ?? institution;
};

const toList = (c: PageContext, { path }: SystemsHome, query: string) =>
  c.redirect(`/${c.var.language}${path}?${query}`, 303);

const listPage = async (c: PageContext, home: SystemsHome) => {
  const { language } = c.var;
  const said = systemWords[language];
  const { day } = formats(language);
  const [clients, name] = await Promise.all([clientsOf(c, home), nameOf(c, home)]);
  const at = (path: string) => `/${language}${home.path}${path}`;
  return page(c, {
    title: said.title(name),
    back: home.back,
    wide: true,
    children: (
      <>
        <Done c={c} said={said.done} />
        {c.req.query('made') === 'twice' && (
          <Banner c={c}>
            <p>{said.twice}</p>
          </Banner>
        )}
        <h1>{said.title(name)}</h1>
        <p class="lead">{said.lead}</p>
        <p>
          <a href={`/${language}/help/integrators`}>{said.guide}</a>
        </p>
        {clients.length === 0 ? (
          <p>{said.none}</p>
        ) : (
          <>
            <Table
              caption={said.title(name)}
              hideCaption
              columns={[
                { head: said.label, rowHeader: true, cell: ({ label }) => label },
                { head: said.client, cell: ({ client }) => <code class="hash">{client}</code> },
                { head: said.made, cell: ({ createdAt }) => day(createdAt) },
                {
                  head: said.state,
                  cell: ({ revokedAt }) =>
                    revokedAt ? (
                      <Tag state="off">{said.removed(day(revokedAt))}</Tag>
                    ) : (
                      <Tag state="yes">{said.active}</Tag>
                    ),
                },
                {
                  head: said.change,
                  cell: ({ client, label, revokedAt }) =>
                    revokedAt ? (
                      '–'
                    ) : (
                      <a href={at(`/${encodeURIComponent(client)}/remove`)}>
                        {said.remove}
                        <span class="vh"> – {label}</span>
                      </a>
                    ),
                },
              ]}
              rows={clients}
            />
            <p>{said.rotate}</p>
          </>
        )}
        <ButtonLink href={at('/new')}>{said.add}</ButtonLink>
      </>
    ),
  });
};

const newPage = (c: PageContext, home: SystemsHome, errors: readonly FieldError[] = []) => {
  const { language } = c.var;
  const said = systemWords[language];
  const posted = c.req.method === 'POST';
  const typed = c.var.kept ?? c.var.fields;
  const field = (name: string) => ({ language, name, error: errorOf(errors, name) });
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.addTitle,
    failed: errors.length > 0,
    back: home.path,
    form: 'client',
    scripts: ['once'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.addTitle}</h1>
        <Form c={c} id="client" once>
          <OnceKey typed={typed} />
          <TextField
            {...field('label')}
            label={said.labelField}
            hint={said.labelHint}
            autocomplete="off"
            value={textOf(typed, 'label')}
          />
          <Checkboxes
            {...field('scopes')}
            label={said.scopes}
            values={posted || c.var.kept ? listOf(typed, 'scopes') : ['feed.read']}
            options={clientScopes.map((value) => ({ value, text: said.scope[value], hint: said.scopeHint[value] }))}
          />
          <Button>{said.add}</Button>
        </Form>
      </>
    ),
  });
};

const clientPage = (c: PageContext, home: SystemsHome, made: { client: string; label: string; secret: string }) => {
  const { language } = c.var;
  const said = systemWords[language];
  return secretPage(c, {
    said,
    onwardTo: `${home.path}?done=copied`,
    children: (
      <SummaryList
        c={c}
        rows={[
          { key: said.label, value: made.label },
          { key: said.client, value: <code class="hash">{made.client}</code> },
          {
            key: said.secret,
            value: (
              <code class="hash" id="secret">
                {made.secret}
              </code>
            ),
          },
        ]}
      />
    ),
  });
};

const make = async (c: PageContext, home: SystemsHome) => {
  const { fields, language } = c.var;
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  const { need } = systemWords[language];
  const label = textOf(fields, 'label');
  const chosen = listOf(fields, 'scopes');
  const scopes = clientScopes.filter((one) => chosen.includes(one));
  const errors = [
    ...(label ? [] : [{ field: 'label', message: need.label }]),
    ...(label.length > 200 ? [{ field: 'label', message: need.long }] : []),
    ...(scopes.length > 0 ? [] : [{ field: 'scopes', message: need.scopes }]),
  ];
  if (errors.length > 0) return newPage(c, home, errors);
  try {
    const { body } = await c.var.api(makeClient, {
      params: { institution: home.institution },
      body: { label, scopes },
      idempotencyKey: onceKeyOf(fields, label, ...scopes),
    });
    return clientPage(c, home, body);
  } catch (error) {
    if (isRefusal(error, 'already-exists')) return toList(c, home, 'made=twice');
    return newPage(c, home, errorsIn(error, 'label'));
  }
};

const removePage = async (c: PageContext, home: SystemsHome) => {
  const { language } = c.var;
  const said = systemWords[language];
  const found = (await clientsOf(c, home)).find(({ client }) => client === c.req.param('client'));
  if (!found) return notFoundPage(c);
  const title = said.removeTitle(found.label);
  return page(c, {
    title,
    back: home.path,
    children: (
      <>
        <h1>{title}</h1>
        <p>
          {said.client} <code class="hash">{found.client}</code>
        </p>
        <p>{said.removeText}</p>
        <Form c={c} id="remove">
          <div class="actions">
            <Button kind="warning">{said.removeYes}</Button>
            <ButtonLink href={`/${language}${home.path}`} kind="secondary">
              {said.removeNo}
            </ButtonLink>
          </div>
        </Form>
      </>
    ),
  });
};

const remove = async (c: PageContext, home: SystemsHome) => {
  await c.var.api(revokeClient, {
    params: { institution: home.institution, client: c.req.param('client') ?? '' },
  });
  return toList(c, home, 'done=removed');
};

/** Where an institution's systems get the clients that they sign in with, wherever these pages are put. */
export const systemPages = (homeOf: (c: PageContext) => SystemsHome) => {
  const pages = new Hono<Env>();
  pages.get('/', (c) => listPage(c, homeOf(c)));
  pages.get('/new', (c) => newPage(c, homeOf(c)));
  pages.post('/new', (c) => make(c, homeOf(c)));
  pages.get('/:client/remove', (c) => removePage(c, homeOf(c)));
  pages.post('/:client/remove', (c) => remove(c, homeOf(c)));
  return pages;
};
