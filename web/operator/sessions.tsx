import { listPeople, staffRoles } from '#schemas/api/people.ts';
import { endSessions } from '#schemas/api/sessions.ts';
import type { PageContext } from '../context.ts';
import { page } from '../layout/layout.tsx';
import { Button, ButtonLink, Form } from '../parts/form.tsx';
import { say } from '../words/say.ts';

const words = say({
  en: {
    title: (name: string) => `End all sessions of ${name}?`,
    text: 'For somebody who has left, lost a device, or whose sign-in may be in other hands. Whatever is open on any device is refused within half a minute, and the person signs in again.',
    kept: 'Roles stay as they are: remove them as well if the person has left. What was saved stays saved.',
    audited: 'The audit log notes that you did it.',
    own: 'This is you: you sign in again as well.',
    yes: 'End all sessions',
    no: 'No, go back',
  },
  fr: {
    title: (name) => `Mettre fin à toutes les sessions : ${name} ?`,
    text: 'Pour une personne qui est partie, qui a perdu un appareil ou dont l’accès est peut-être en d’autres mains. Tout ce qui est ouvert, sur quelque appareil que ce soit, est refusé en une demi-minute au plus, et la personne doit se reconnecter.',
    kept: 'Les rôles restent tels quels : retirez-les aussi à une personne qui est partie. Ce qui a été enregistré le reste.',
    audited: 'Le journal d’audit note que vous l’avez fait.',
    own: 'C’est vous : vous devrez aussi vous reconnecter.',
    yes: 'Mettre fin aux sessions',
    no: 'Non, revenir en arrière',
  },
});

const personOf = (c: PageContext): string => c.req.param('person') ?? '';

/** What somebody with a role is called; anybody else has no name here. */
const nameOf = async (c: PageContext, person: string): Promise<string> => {
  const lists = await Promise.all(
    staffRoles.map(async (role) => (await c.var.api(listPeople, { query: { role } })).body.people),
  );
  return lists.flat().find((one) => one.person === person)?.name ?? person;
};

/** Asks before it signs somebody out everywhere. */
export const endSessionsPage = async (c: PageContext) => {
  const { language, session } = c.var;
  const said = words[language];
  const person = personOf(c);
  const title = said.title(await nameOf(c, person));
  return page(c, {
    title,
    back: '/network/people',
    children: (
      <>
        <h1>{title}</h1>
        <p>{said.text}</p>
        <p>{said.kept}</p>
        <p>
          {said.audited} {person === session?.person && <strong>{said.own}</strong>}
        </p>
        <Form c={c} id="end">
          <div class="actions">
            <Button kind="warning">{said.yes}</Button>
            <ButtonLink href={`/${language}/network/people`} kind="secondary">
              {said.no}
            </ButtonLink>
          </div>
        </Form>
      </>
    ),
  });
};

export const end = async (c: PageContext) => {
  await c.var.api(endSessions, { params: { person: personOf(c) } });
  return c.redirect(`/${c.var.language}/network/people?done=ended`, 303);
};
