import { ifThere } from '#schemas/api/client.ts';
import { changeMember, listMembers, removeMember } from '#schemas/api/members.ts';
import { memberRoles } from '#schemas/records.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { ErrorSummary } from '../../parts/errors.tsx';
import { Radios } from '../../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../../parts/form.tsx';
import { type Fields, textOf } from '../../parts/read-form.ts';
import { Banner, SummaryList } from '../../parts/show.tsx';
import { isRefusal } from '../../refusal.ts';
import { Disputes, disputeErrors, Shown } from '../../three-way/conflicts.tsx';
import { meetTexts, textDisputes } from '../../three-way/texts.ts';
import { formats } from '../../words/say.ts';
import { firmOf, openFirm, type Role } from './firm.ts';
import { peopleWords } from './people-words.ts';
import { firmWords } from './words.ts';

export const roleIn = (text: string): Role | undefined => memberRoles.find((one) => one === text);

export const roleOptions = (c: PageContext) => {
  const said = peopleWords[c.var.language];
  return memberRoles.map((value) => ({ value, text: said.role[value], hint: said.may[value] }));
};

const membersOf = async (c: PageContext) => (await c.var.api(listMembers, { params: { supplier: firmOf(c) } })).body;
type Member = Awaited<ReturnType<typeof membersOf>>['members'][number];

const calledIn = (c: PageContext, { person, name, opener }: Member): string => {
  const said = peopleWords[c.var.language];
  const own = person === c.var.session?.person;
  const called = name ?? (own ? c.var.session?.name : opener ? said.opener : said.somebody);
  return own ? `${called} (${said.you})` : (called ?? said.somebody);
};

const doneIn = (c: PageContext): string | undefined => {
  const said = peopleWords[c.var.language];
  const done: Record<string, string> = { removed: said.removed, changed: said.changed, withdrawn: said.withdrawn };
  return done[c.req.query('done') ?? ''];
};

/** Who acts for the firm, and who is invited to. */
export const peoplePage = async (c: PageContext) => {
  const { language } = c.var;
  const said = peopleWords[language];
  const [firm, { members, invitations }] = await Promise.all([openFirm(c), membersOf(c)]);
  if (!firm) return notFoundPage(c);
  const home = `/supplier/${firm.supplier}`;
  const isOwner = firm.role === 'owner';
  const done = doneIn(c);
  return page(c, {
    title: firmWords[language].people,
    back: home,
    children: (
      <>
        {done && <Banner c={c} kind="success" title={done} />}
        {c.req.query('made') === 'twice' && (
          <Banner c={c}>
            <p>{said.twice}</p>
          </Banner>
        )}
        <h1>{firmWords[language].people}</h1>
        <SummaryList
          c={c}
          rows={members.map((one) => ({
            key: calledIn(c, one),
            value: (
              <>
                {said.role[one.role]}
                <br />
                <span class="quiet">{said.may[one.role]}</span>
              </>
            ),
            change: isOwner ? `${home}/people/${encodeURIComponent(one.person)}` : undefined,
          }))}
        />
        {invitations.length > 0 && (
          <section>
            <h2>{said.invitations}</h2>
            <ul class="plain spaced">
              {invitations.map(({ invitation, name, role, until }) => (
                <li>
                  <strong>{name ?? said.somebody}</strong>
                  <br />
                  {said.invitedUntil(said.role[role], formats(language).day(until))}
                  {isOwner && (
                    <Form c={c} action={`${home}/invitations/${invitation}/withdraw`}>
                      <button class="link-button" type="submit">
                        {said.withdrawInvitation}
                        <span class="vh"> – {name}</span>
                      </button>
                    </Form>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {isOwner ? (
          <ButtonLink href={`/${language}${home}/people/invite`}>{said.invite}</ButtonLink>
        ) : (
          <p>{firmWords[language].onlyOwners}</p>
        )}
      </>
    ),
  });
};

const roleTyped = (fields: Fields): { role: string } => ({ role: textOf(fields, 'role') });

/** One member: another role, or none any more. */
export const memberPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = peopleWords[language];
  const { members } = await membersOf(c);
  const member = members.find(({ person }) => person === c.req.param('person'));
  if (!member) return notFoundPage(c);
  const home = `/supplier/${firmOf(c)}/people`;
  const fields = c.req.method === 'POST' ? c.var.fields : c.var.kept;
  const { values, conflicts } = meetTexts(fields, roleTyped, { role: member.role });
  const disputes = textDisputes(conflicts, {
    role: { label: said.what, text: (role) => said.role[roleIn(role) ?? member.role] },
  });
  const errors = disputeErrors(disputes, language);
  if (disputes.length > 0) c.status(409);
  const called = calledIn(c, member);
  return page(c, {
    title: called,
    failed: errors.length > 0,
    back: home,
    form: 'member',
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{called}</h1>
        <Form c={c} id="member">
          <Shown value={{ role: member.role }} />
          <Disputes c={c} disputes={disputes} />
          <Radios language={language} name="role" label={said.what} value={values.role} options={roleOptions(c)} />
          <Button>{said.save}</Button>
        </Form>
        <h2>{said.remove}</h2>
        <p>{said.removeText}</p>
        <Form c={c} action={`${home}/${encodeURIComponent(member.person)}/remove`}>
          <Button kind="warning" about={called}>
            {said.remove}
          </Button>
        </Form>
      </>
    ),
  });
};

export const backToPeople = (c: PageContext, done: string) =>
  c.redirect(`/${c.var.language}/supplier/${firmOf(c)}/people?done=${done}`, 303);

export const saveMember = async (c: PageContext) => {
  const switched = await c.var.switchLanguage(memberPage, c);
  if (switched) return switched;
  const params = { supplier: firmOf(c), person: c.req.param('person') ?? '' };
  for (let attempt = 0; ; attempt++) {
    const member = (await membersOf(c)).members.find(({ person }) => person === params.person);
    if (!member) return notFoundPage(c);
    const { values, conflicts } = meetTexts(c.var.fields, roleTyped, { role: member.role });
    if (conflicts.length > 0) return memberPage(c);
    const role = roleIn(values.role);
    if (!role) return backToPeople(c, 'changed');
    try {
      await c.var.api(changeMember, { params, body: { role, before: member.role } });
      return backToPeople(c, 'changed');
    } catch (error) {
      if (!isRefusal(error, 'stale-version') || attempt === 4) throw error;
    }
  }
};

export const dismissMember = async (c: PageContext) => {
  const person = c.req.param('person') ?? '';
  // Or they are gone already, by the other click or tab.
  await ifThere(c.var.api(removeMember, { params: { supplier: firmOf(c), person } }));
  if (person === c.var.session?.person) return c.redirect(`/${c.var.language}/supplier`, 303);
  return backToPeople(c, 'removed');
};
