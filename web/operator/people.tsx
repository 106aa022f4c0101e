import type * as z from 'zod';
import { ApiRefusal } from '#schemas/api/client.ts';
import { giveRole, listPeople, takeRole } from '#schemas/api/people.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { networkOf } from '../network.ts';
import { ErrorSummary, errorOf, type FieldError } from '../parts/errors.tsx';
import { Radios, Select, TextField } from '../parts/fields.tsx';
import { Button, Form } from '../parts/form.tsx';
import { textOf } from '../parts/read-form.ts';
import { Done, Table } from '../parts/show.tsx';
import { OperatorNavigation } from './navigation.tsx';
import { peopleWords } from './people-words.ts';
import { operatorWords } from './words.ts';

type Holder = z.output<NonNullable<typeof listPeople.answer>>['people'][number];
const roles = ['verifier', 'operator', 'buyer'] as const;

/** Who verifies, operates and buys; one's own role is somebody else's to take. */
export const peoplePage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, api, session } = c.var;
  const said = peopleWords[language];
  const shared = operatorWords[language];
  const [network, ...lists] = await Promise.all([
    networkOf(c),
    ...roles.map(async (role) => (await api(listPeople, { query: { role } })).body.people),
  ]);
  const nameOf = new Map(network.institutions.map(({ institution, name }) => [institution, name[language]]));
  const typed = c.req.method === 'POST' ? c.var.fields : (c.var.kept ?? {});
  const field = (name: string) => ({ language, name, error: errorOf(errors, name), value: textOf(typed, name) });
  return page(c, {
    title: shared.people,
    failed: errors.length > 0,
    wide: true,
    form: 'give',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <Done c={c} said={said.roleDone} />
        <h1>{shared.people}</h1>
        <OperatorNavigation c={c} />
        <p class="lead">{said.peopleLead}</p>
        {roles.map((role, index) => {
          const people: readonly Holder[] = lists[index] ?? [];
          if (people.length === 0) return <p>{said.nobodyIs[role]}</p>;
          return (
            <Table
              caption={said.roles[role]}
              columns={[
                { head: said.person, rowHeader: true, cell: ({ name }: Holder) => name },
                { head: said.email, cell: ({ email }) => <span class="hash">{email}</span> },
                ...(role === 'buyer'
                  ? [
                      {
                        head: shared.institution,
                        cell: ({ institution = '' }: Holder) => nameOf.get(institution) ?? institution,
                      },
                    ]
                  : []),
                {
                  head: shared.change,
                  cell: ({ person, name, group }) =>
                    person === session?.person ? (
                      said.yourself
                    ) : (
                      <>
                        <Form c={c} action={`/network/people/${encodeURIComponent(person)}/${group}/take`}>
                          <button class="as-link" type="submit">
                            {said.take}
                            <span class="vh"> – {name}</span>
                          </button>
                        </Form>
                        <a href={`/${language}/network/people/${encodeURIComponent(person)}/sessions`}>
                          {shared.endSessions}
                          <span class="vh"> – {name}</span>
                        </a>
                      </>
                    ),
                },
              ]}
              rows={people}
            />
          );
        })}
        <h2>{said.give}</h2>
        <Form c={c} id="give">
          <input type="hidden" name="key" value={crypto.randomUUID()} />
          <TextField {...field('email')} label={said.email} hint={said.emailHint} type="email" autocomplete="off" />
          <TextField {...field('name')} label={said.person} hint={said.nameHint} optional autocomplete="off" />
          <Radios
            {...field('role')}
            label={said.role}
            options={roles.map((value) => ({ value, text: said.oneRole[value], hint: said.roleHint[value] }))}
          />
          <Select
            {...field('institution')}
            label={said.buysFor}
            hint={said.buysForHint}
            options={[...nameOf].map(([value, text]) => ({ value, text }))}
          />
          <Button>{said.give}</Button>
        </Form>
      </>
    ),
  });
};

const toPeople = (c: PageContext, done: string) => c.redirect(`/${c.var.language}/network/people?done=${done}`, 303);

export const give = async (c: PageContext) => {
  const { fields, language } = c.var;
  const said = peopleWords[language];
  const switched = await c.var.switchLanguage();
  if (switched) return switched;
  const email = textOf(fields, 'email');
  const role = roles.find((one) => one === textOf(fields, 'role'));
  const institution = textOf(fields, 'institution');
  if (!email) return peoplePage(c, [{ field: 'email', message: said.emailNeeded }]);
  if (!role) return peoplePage(c, [{ field: 'role', message: said.roleNeeded }]);
  if (role === 'buyer' && !institution) return peoplePage(c, [{ field: 'institution', message: said.buysForNeeded }]);
  try {
    const name = textOf(fields, 'name');
    const wanted = { email, ...(name && { name }) };
    const { body } = await c.var.api(giveRole, {
      body: role === 'buyer' ? { ...wanted, role, institution } : { ...wanted, role },
      idempotencyKey: textOf(fields, 'key'),
    });
    return toPeople(c, body.invited ? 'invited' : 'given');
  } catch (error) {
    if (!(error instanceof ApiRefusal) || !error.problem.errors?.length) throw error;
    return peoplePage(c, error.problem.errors);
  }
};

export const take = async (c: PageContext) => {
  await c.var.api(takeRole, {
    params: { person: c.req.param('person') ?? '', group: c.req.param('group') ?? '' },
  });
  return toPeople(c, 'taken');
};
