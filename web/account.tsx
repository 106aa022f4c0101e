import type { PageContext } from './context.ts';
import { page } from './layout/layout.tsx';
import { Button, Form } from './parts/form.tsx';
import { absoluteMilliseconds, idleMilliseconds, type Session } from './session.ts';
import { formats, say } from './words/say.ts';

const words = say({
  en: {
    title: 'Your session',
    who: (name: string) => `You are signed in as ${name}.`,
    idle: (minutes: number) => `After ${minutes} minutes without a page being opened or sent, you sign in again.`,
    until: (moment: string) => `In any case you sign in again after ${moment}.`,
    kept: 'What you had typed until then is kept in your browser, and is there when you come back.',
    out: 'Sign out',
    everywhere: 'Sign out everywhere',
    everywhereText:
      'A phone you lost, a computer you forgot: this ends every session of yours, on this device and on all others, within half a minute.',
  },
  fr: {
    title: 'Votre session',
    who: (name) => `Votre session est ouverte au nom de ${name}.`,
    idle: (minutes) => `Après ${minutes} minutes sans qu’une page soit ouverte ou envoyée, il faut vous reconnecter.`,
    until: (moment) => `Dans tous les cas, il faut vous reconnecter après le ${moment}.`,
    kept: 'Ce que vous aviez saisi jusque-là est conservé dans votre navigateur et vous attend à votre retour.',
    out: 'Se déconnecter',
    everywhere: 'Se déconnecter partout',
    everywhereText:
      'Un téléphone perdu, un ordinateur oublié : ceci met fin à toutes vos sessions, sur cet appareil et tous les autres, en une demi-minute au plus.',
  },
});

/** How long this session lasts, and the two ways out of it. */
export const accountPage = (c: PageContext, session: Session) => {
  const { language } = c.var;
  const said = words[language];
  const { moment } = formats(language);
  return page(c, {
    title: said.title,
    children: (
      <>
        <h1>{said.title}</h1>
        <p>{said.who(session.name)}</p>
        <p>
          {said.idle(idleMilliseconds / 60_000)}{' '}
          {said.until(moment(new Date(session.startedAt + absoluteMilliseconds)))} {said.kept}
        </p>
        <Form c={c} action="/sign-out">
          <Button>{said.out}</Button>
        </Form>
        <h2>{said.everywhere}</h2>
        <p>{said.everywhereText}</p>
        <Form c={c} action="/sign-out">
          <Button kind="warning" name="everywhere" value="yes">
            {said.everywhere}
          </Button>
        </Form>
      </>
    ),
  });
};
