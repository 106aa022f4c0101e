import type { PageContext } from '../context.ts';
import { ButtonLink, SendAgain } from '../parts/form.tsx';
import type { Fields } from '../parts/read-form.ts';
import { say } from '../words/say.ts';
import { page } from './layout.tsx';

const words = say({
  en: {
    title: 'You were signed out to protect your information',
    kept: 'What you typed on the last page is kept in this browser. Sign in, and it is there again.',
    keptHere:
      'What you typed on the last page is kept on this page. Sign in in a new tab, come back here, and send it again.',
    signIn: 'Sign in and continue',
    again: 'Send it again',
    signedOut: 'You are signed out',
    signedOutText: 'Everything that was saved is kept.',
    onward: 'Continue',
  },
  fr: {
    title: 'Votre session a pris fin, pour protéger vos renseignements',
    kept: 'Ce que vous avez saisi à la dernière page est conservé dans ce navigateur. Connectez-vous et vous le retrouverez.',
    keptHere:
      'Ce que vous avez saisi à la dernière page est conservé dans celle-ci. Connectez-vous dans un nouvel onglet, revenez ici et renvoyez-le.',
    signIn: 'Se connecter et continuer',
    again: 'Renvoyer',
    signedOut: 'Votre session est fermée',
    signedOutText: 'Tout ce qui a été enregistré est conservé.',
    onward: 'Continuer',
  },
});

/** The page that the form is on: the address that a button alone sends to cannot be opened. */
const pageOf = (c: PageContext): string => {
  const sentFrom = URL.parse(c.req.header('referer') ?? '');
  const ours = sentFrom?.origin === c.var.origin && /^\/(?:fr|en)\//.test(sentFrom.pathname);
  return ours ? sentFrom.pathname.slice(3) : c.var.path;
};

/**
 * The session ended while a page was being filled in. Nothing is lost: what was typed waits in a sealed cookie, or, where
 * it is too long for one, on this very page.
 */
export const endedPage = (c: PageContext, tooLong: Fields | undefined) => {
  const said = words[c.var.language];
  const signIn = `/${c.var.language}/sign-in?return=${encodeURIComponent(pageOf(c))}`;
  return page(c, {
    title: said.title,
    children: (
      <>
        <h1>{said.title}</h1>
        <p class="lead">{tooLong ? said.keptHere : said.kept}</p>
        {tooLong ? (
          <>
            <p>
              <a href={signIn} target="_blank" rel="noopener">
                {said.signIn}
              </a>
            </p>
            <SendAgain fields={tooLong} text={said.again} />
          </>
        ) : (
          <ButtonLink href={signIn}>{said.signIn}</ButtonLink>
        )}
      </>
    ),
  });
};

/** Goes on by itself to where the identity provider forgets the person too. */
export const signedOutPage = (c: PageContext, next: string) => {
  const said = words[c.var.language];
  c.set('session', undefined);
  return page(c, {
    title: said.signedOut,
    refreshTo: next,
    children: (
      <>
        <h1>{said.signedOut}</h1>
        <p>{said.signedOutText}</p>
        <ButtonLink href={next}>{said.onward}</ButtonLink>
      </>
    ),
  });
};
