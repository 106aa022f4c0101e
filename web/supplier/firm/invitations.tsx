import * as z from 'zod/mini';
import { portalPath } from '#schemas/addresses.ts';
import { ApiRefusal, ifThere } from '#schemas/api/client.ts';
import { acceptInvitation, inviteMember, withdrawInvitation } from '#schemas/api/members.ts';
import { memberRoles } from '#schemas/records.ts';
import type { PageContext } from '../../context.ts';
import { page } from '../../layout/layout.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../../parts/errors.tsx';
import { Radios, TextField } from '../../parts/fields.tsx';
import { Button, ButtonLink, Form } from '../../parts/form.tsx';
import { OnceKey, onceKeyOf } from '../../parts/once-key.tsx';
import { textOf } from '../../parts/read-form.ts';
import { SummaryList } from '../../parts/show.tsx';
import { errorsIn, isRefusal } from '../../refusal.ts';
import type { Cookies } from '../../session.ts';
import { formats } from '../../words/say.ts';
import { firmOf, openFirm } from './firm.ts';
import { backToPeople, roleIn, roleOptions } from './people.tsx';
import { peopleWords } from './people-words.ts';

export const invitePage = async (c: PageContext, errors: readonly FieldError[] = []) => {
  const { language, fields, kept } = c.var;
  const said = peopleWords[language];
  const typed = kept ?? fields;
  const field = (name: string) => ({ language, name, value: textOf(typed, name), error: errorOf(errors, name) });
  c.status(errors.length > 0 ? 422 : 200);
  return page(c, {
    title: said.inviteTitle,
    failed: errors.length > 0,
    back: `/supplier/${firmOf(c)}/people`,
    form: 'invite',
    scripts: ['once'],
    children: (
      <>
        <ErrorSummary language={language} errors={errors} />
        <h1>{said.inviteTitle}</h1>
        <Form c={c} id="invite" once>
          <OnceKey typed={typed} />
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
const invitation = z.object({ ...invited.shape, role: z.enum(memberRoles), until: z.string(), key: z.string() });
/** The page with the link can be looked at again for so long; after that nobody can read the link here. */
const linkSeconds = 900;

export const invite = (cookies: Cookies) => async (c: PageContext) => {
  const switched = await c.var.switchLanguage(invitePage, c);
  if (switched) return switched;
  const { fields, language, api } = c.var;
  const said = peopleWords[language];
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
  const key = onceKeyOf(fields, role, name);
  const keep = (made: z.infer<typeof invitation>) => cookies.write(c, 'invited', made, linkSeconds);
  try {
    const { body } = await api(inviteMember, { params: { supplier }, body: { role, name }, idempotencyKey: key });
    await keep({ supplier, name, email, role, code: body.code, until: body.until, key });
  } catch (error) {
    if (!isRefusal(error, 'already-exists')) return invitePage(c, errorsIn(error, 'name'));
    // The first click made it. Its link is shown again only where that click left it, in this very browser.
    const made = await cookies.read(c, 'invited', invitation);
    if (made?.key !== key) return c.redirect(`/${language}/supplier/${supplier}/people?made=twice`, 303);
    if (made.email !== email) await keep({ ...made, email });
  }
  return c.redirect(`/${language}/supplier/${supplier}/people/invited`, 303);
};

/** The link, which the inviting person sends from their own mailbox: the network writes to nobody who did not ask for it. */
export const invitedPage = (cookies: Cookies) => async (c: PageContext) => {
  const { language } = c.var;
  const said = peopleWords[language];
  const [firm, made] = await Promise.all([openFirm(c), cookies.read(c, 'invited', invitation)]);
  const home = `/supplier/${firmOf(c)}/people`;
  if (!firm || made?.supplier !== firm.supplier) return c.redirect(`/${language}${home}`, 303);
  const link = `${c.var.origin}${portalPath.invitation(firm.language, made.code)}`;
  const mail = peopleWords[firm.language];
  const address = `mailto:${encodeURIComponent(made.email)}?subject=${encodeURIComponent(mail.mailSubject(firm.name))}&body=${encodeURIComponent(mail.mailText(firm.name, link))}`;
  return page(c, {
    title: said.invited(made.name),
    back: home,
    children: (
      <>
        <h1>{said.invited(made.name)}</h1>
        <p>{said.invitedText}</p>
        <SummaryList
          c={c}
          rows={[
            { key: said.role_, value: said.role[made.role] },
            { key: said.until, value: formats(language).moment(made.until) },
            { key: said.link, value: <code class="hash">{link}</code> },
          ]}
        />
        <div class="row">
          <ButtonLink href={address}>{said.write}</ButtonLink>
          <a href={`/${language}${home}`}>{said.backToPeople}</a>
        </div>
      </>
    ),
  });
};

/** Where an invitation's link leads: opening it changes nothing, the button does. */
export const invitationPage = (c: PageContext) => {
  const { language, session } = c.var;
  const said = peopleWords[language];
  return page(c, {
    title: said.acceptTitle,
    children: (
      <>
        <h1>{said.acceptTitle}</h1>
        <p>{said.acceptText}</p>
        <p>{said.signedInAs(session?.name ?? '')}</p>
        <Form c={c}>
          <Button>{said.accept}</Button>
        </Form>
      </>
    ),
  });
};

export const accept = async (c: PageContext) => {
  const { language, api } = c.var;
  const said = peopleWords[language];
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
          <h1>{title}</h1>
          {!already && <p>{said.goneText}</p>}
        </>
      ),
    });
  }
};

export const takeBackInvitation = async (c: PageContext) => {
  const params = { supplier: firmOf(c), invitation: c.req.param('invitation') ?? '' };
  // Or it is gone already, by the other click or tab.
  await ifThere(c.var.api(withdrawInvitation, { params }));
  return backToPeople(c, 'withdrawn');
};
