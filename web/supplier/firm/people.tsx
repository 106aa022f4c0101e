import * as z from 'zod/mini';
import { portalPath } from '#schemas/addresses.ts';
import { ApiRefusal } from '#schemas/api/client.ts';
import {
  acceptInvitation,
  changeMember,
  inviteMember,
  listMembers,
  removeMember,
  withdrawInvitation,
} from '#schemas/api/trust.ts';
import { memberRoles } from '#schemas/records.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { notFoundPage } from '../../layout/trouble.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../../parts/errors.tsx';
import { Radios, TextField } from '../../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../../parts/form.tsx';
import { textOf } from '../../parts/read-form.ts';
import { Banner, SummaryList } from '../../parts/show.tsx';
import type { Cookies } from '../../session.ts';
import { formats } from '../../words/say.ts';
import { firmOf, openFirm, type Role } from './firm.ts';
import { firmWords } from './words.ts';

const roleIn = (text: string): Role | undefined => memberRoles.find((one) => one === text);

const roleOptions = (c: PageContext) => {
  const said = firmWords[c.var.language];
  return memberRoles.map((value) => ({ value, text: said.role[value], hint: said.may[value] }));
};

const membersOf = async (c: PageContext) => (await c.var.api(listMembers, { params: { supplier: firmOf(c) } })).body;
type Member = Awaited<ReturnType<typeof membersOf>>['members'][number];

const calledIn = (c: PageContext, { person, name, opener }: Member): string => {
  const said = firmWords[c.var.language];
  const own = person === c.var.session?.person;
  const called = name ?? (own ? c.var.session?.name : opener ? said.opener : said.somebody);
  return own ? `${called} (${said.you})` : (called ?? said.somebody);
};

const doneIn = (c: PageContext): string | undefined => {
  const said = firmWords[c.var.language];
  const done: Record<string, string> = { removed: said.removed, changed: said.changed, withdrawn: said.withdrawn };
  return done[c.req.query('done') ?? ''];
};

/** Who acts for the firm, and who is invited to. */
export const peoplePage = async (c: PageContext) => {
  const { language } = c.var;
  const said = firmWords[language];
  const [firm, { members, invitations }] = await Promise.all([openFirm(c), membersOf(c)]);
  if (!firm) return notFoundPage(c);
  const home = `/supplier/${firm.supplier}`;
  const isOwner = firm.role === 'owner';
  const done = doneIn(c);
  return page(c, {
    title: said.people,
    back: home,
    children: (
      <>
        {done && <Banner c={c} kind="success" title={done} />}
        <h1 class="govuk-heading-l">{said.people}</h1>
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
            <h2 class="govuk-heading-m">{said.invitations}</h2>
            <ul class="govuk-list govuk-list--spaced">
              {invitations.map(({ invitation, name, role, until }) => (
                <li>
                  <strong>{name ?? said.somebody}</strong>
                  <br />
                  {said.invitedUntil(said.role[role], formats(language).day(until))}
                  {isOwner && (
                    <Form c={c} action={`${home}/invitations/${invitation}/withdraw`}>
                      <button class="link-button" type="submit">
                        {said.withdrawInvitation}
                        <span class="govuk-visually-hidden"> – {name}</span>
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
          <p class="govuk-body">{said.onlyOwners}</p>
        )}
      </>
    ),
  });
};

/** One member: another role, or none any more. */
export const memberPage = async (c: PageContext) => {
  const { language } = c.var;
  const said = firmWords[language];
  const { members } = await membersOf(c);
  const member = members.find(({ person }) => person === c.req.param('person'));
  if (!member) return notFoundPage(c);
  const home = `/supplier/${firmOf(c)}/people`;
  const kept = c.var.kept && roleIn(textOf(c.var.kept, 'role'));
  const called = calledIn(c, member);
  return page(c, {
    title: called,
    back: home,
    form: 'member',
    children: (
      <>
        <h1 class="govuk-heading-l">{called}</h1>
        <Form c={c} id="member">
          <Radios
            language={language}
            name="role"
            label={said.what}
            value={kept ?? member.role}
            options={roleOptions(c)}
          />
          <Button>{said.save}</Button>
        </Form>
        <h2 class="govuk-heading-m">{said.remove}</h2>
        <p class="govuk-body">{said.removeText}</p>
        <Form c={c} action={`${home}/${encodeURIComponent(member.person)}/remove`}>
          <Button kind="warning" about={called}>
            {said.remove}
          </Button>
        </Form>
      </>
    ),
  });
};

const backTo = (c: PageContext, done: string) =>
  c.redirect(`/${c.var.language}/supplier/${firmOf(c)}/people?done=${done}`, 303);

/** Gone already, by the other click or tab: that is what was wanted. */
const unlessGone = async (act: Promise<unknown>): Promise<void> => {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof ApiRefusal && error.problem.status === 404)) throw error;
  }
};

export const saveMember = async (c: PageContext) => {
  const switched = await c.var.switchLanguage(memberPage, c);
  if (switched) return switched;
  const role = roleIn(textOf(c.var.fields, 'role'));
  const params = { supplier: firmOf(c), person: c.req.param('person') ?? '' };
  if (role) await c.var.api(changeMember, { params, body: { role } });
  return backTo(c, 'changed');
};

export const dismissMember = async (c: PageContext) => {
  const person = c.req.param('person') ?? '';
  await unlessGone(c.var.api(removeMember, { params: { supplier: firmOf(c), person } }));
  if (person === c.var.session?.person) return c.redirect(`/${c.var.language}/supplier`, 303);
  return backTo(c, 'removed');
};

export const takeBackInvitation = async (c: PageContext) => {
  const params = { supplier: firmOf(c), invitation: c.req.param('invitation') ?? '' };
  await unlessGone(c.var.api(withdrawInvitation, { params }));
  return backTo(c, 'withdrawn');
};

export const invitePage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, fields, kept } = c.var;
  const said = firmWords[language];
  const typed = kept ?? fields;
  const field = (name: string) => ({ language, name, value: textOf(typed, name), error: errorOf(errors, name) });
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.inviteTitle,
    failed: errors.length > 0,
    back: `/supplier/${firmOf(c)}/people`,
    form: 'invite',
    scripts: ['autosave'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1 class="govuk-heading-l">{said.inviteTitle}</h1>
        <Form c={c} id="invite">
          <TextField {...field('name')} label={said.who} hint={said.whoHint} />
          <TextField {...field('email')} label={said.email} hint={said.emailHint} type="email" optional />
          <Radios {...field('role')} label={said.what} options={roleOptions(c)} />
          <Button>{said.makeInvitation}</Button>
        </Form>
      </>
    ),
  });
};

const invited = z.object({ supplier: z.string(), name: z.string(), email: z.string(), code: z.string() });
const invitation = z.object({ ...invited.shape, role: z.enum(memberRoles), until: z.string() });
/** The page with the link can be looked at again for so long; after that nobody can read the link here. */
const linkSeconds = 900;

export const invite = (cookies: Cookies) => async (c: PageContext) => {
  const switched = await c.var.switchLanguage(invitePage, c);
  if (switched) return switched;
  const { fields, language, api } = c.var;
  const said = firmWords[language];
  const supplier = firmOf(c);
  const name = textOf(fields, 'name').slice(0, 100);
  const email = textOf(fields, 'email');
  const role = roleIn(textOf(fields, 'role'));
  const errors = [
    ...(name ? [] : [{ field: 'name', message: said.noName }]),
    ...(!email || z.safeParse(z.email(), email).success ? [] : [{ field: 'email', message: said.noEmail }]),
    ...(role ? [] : [{ field: 'role', message: said.noRole }]),
  ];
  if (!role || errors.length > 0) return invitePage(c, errors);
  const { body } = await api(inviteMember, { params: { supplier }, body: { role, name } });
  const { code, until } = body;
  await cookies.write(c, 'invited', { supplier, name, email, role, code, until }, linkSeconds);
  return c.redirect(`/${language}/supplier/${supplier}/people/invited`, 303);
};

/** The link, which the inviting person sends from their own mailbox: the network writes to nobody who did not ask for it. */
export const invitedPage = (cookies: Cookies) => async (c: PageContext) => {
  const { language } = c.var;
  const said = firmWords[language];
  const [firm, made] = await Promise.all([openFirm(c), cookies.read(c, 'invited', invitation)]);
  const home = `/supplier/${firmOf(c)}/people`;
  if (!firm || made?.supplier !== firm.supplier) return c.redirect(`/${language}${home}`, 303);
  const link = `${c.var.origin}${portalPath.invitation(firm.language, made.code)}`;
  const mail = firmWords[firm.language];
  const address = `mailto:${encodeURIComponent(made.email)}?subject=${encodeURIComponent(mail.mailSubject(firm.name))}&body=${encodeURIComponent(mail.mailText(firm.name, link))}`;
  return page(c, {
    title: said.invited(made.name),
    back: home,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.invited(made.name)}</h1>
        <p class="govuk-body">{said.invitedText}</p>
        <SummaryList
          c={c}
          rows={[
            { key: said.role_, value: said.role[made.role] },
            { key: said.until, value: formats(language).moment(made.until) },
            { key: said.link, value: <code class="hash">{link}</code> },
          ]}
        />
        <div class="govuk-button-group">
          <ButtonLink href={address}>{said.write}</ButtonLink>
          <a class="govuk-link" href={`/${language}${home}`}>
            {said.backToPeople}
          </a>
        </div>
      </>
    ),
  });
};

/** Where an invitation's link leads: opening it changes nothing, the button does. */
export const invitationPage = (c: PageContext) => {
  const { language, session } = c.var;
  const said = firmWords[language];
  return page(c, {
    title: said.acceptTitle,
    children: (
      <>
        <h1 class="govuk-heading-l">{said.acceptTitle}</h1>
        <p class="govuk-body">{said.acceptText}</p>
        <p class="govuk-body">{said.signedInAs(session?.name ?? '')}</p>
        <Form c={c}>
          <Button>{said.accept}</Button>
        </Form>
      </>
    ),
  });
};

export const accept = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = firmWords[language];
  try {
    const { body } = await api(acceptInvitation, { body: { code: c.req.param('code') ?? '' } });
    return c.redirect(`/${language}/supplier/${body.supplier}?joined=1`, 303);
  } catch (error) {
    if (!(error instanceof ApiRefusal) || ![404, 409, 422].includes(error.problem.status)) throw error;
    const already = error.problem.status === 409;
    const title = already ? said.already : said.goneTitle;
    return page(c, {
      title,
      back: '/supplier',
      children: (
        <>
          <h1 class="govuk-heading-l">{title}</h1>
          {!already && <p class="govuk-body">{said.goneText}</p>}
        </>
      ),
    });
  }
};
