import { ApiRefusal } from '#schemas/api/client.ts';
import type { PageContext } from '../context.ts';
import { ButtonLink, SendAgain } from '../parts/form.tsx';
import type { Fields } from '../parts/read-form.ts';
import { say } from '../words/say.ts';
import { page } from './layout.tsx';

const words = say({
  en: {
    notFound: 'Page not found',
    notFoundText: 'This page does not exist, or it is not within your reach. Nothing you entered was lost.',
    trouble: 'Something did not work on our side',
    troubleText: 'What you saved is kept. Wait a moment and try again.',
    refused: 'This cannot be done now',
    tooLarge: 'This file is too large to send without JavaScript',
    tooLargeText:
      'It was not stored. Go back, then allow scripts on the page, or choose a smaller file. What you saved is kept.',
    home: 'Go to the home page',
    busy: 'Please wait a moment',
    busyText: (seconds: number) => `That was a lot at once. You can go on in ${seconds} s.`,
    busyKept: 'What you typed is kept. Open the page again and it is there.',
    busyKeptHere: 'What you typed is kept on this page. Wait, then send it again.',
    onward: 'Go on',
    again: 'Send it again',
  },
  fr: {
    notFound: 'Page introuvable',
    notFoundText:
      'Cette page n’existe pas, ou elle est hors de votre portée. Rien de ce que vous avez saisi n’est perdu.',
    trouble: 'Quelque chose n’a pas fonctionné de notre côté',
    troubleText: 'Ce que vous avez enregistré est conservé. Attendez un instant et recommencez.',
    refused: 'Impossible pour le moment',
    tooLarge: 'Ce fichier est trop gros pour être envoyé sans JavaScript',
    tooLargeText:
      'Il n’a pas été conservé. Revenez en arrière, puis autorisez les scripts sur la page ou choisissez un fichier plus petit. Ce que vous avez enregistré est conservé.',
    home: 'Aller à la page d’accueil',
    busy: 'Un instant, s’il vous plaît',
    busyText: (seconds) => `C’était beaucoup à la fois. Vous pourrez continuer dans ${seconds} s.`,
    busyKept: 'Ce que vous avez saisi est conservé. Rouvrez la page et vous le retrouverez.',
    busyKeptHere: 'Ce que vous avez saisi est conservé dans cette page. Attendez, puis renvoyez-le.',
    onward: 'Continuer',
    again: 'Renvoyer',
  },
});

/** Pages outside `/fr` and `/en` have no language of their own. */
const withLanguage = (c: PageContext): void => {
  const said = /^\/(fr|en)\b/.exec(new URL(c.req.url).pathname)?.[1] ?? c.req.header('accept-language') ?? '';
  if (!c.var.language) c.set('language', /^\s*fr/i.test(said) ? 'fr' : 'en');
  if (!c.var.path) c.set('path', '/');
};

const simple = (c: PageContext, status: 404 | 409 | 413 | 500, title: string, text: string) => {
  const said = words[c.var.language];
  c.status(status);
  return page(c, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a href={`/${c.var.language}/`}>{said.home}</a>
        </p>
      </>
    ),
  });
};

export const notFoundPage = (c: PageContext) => {
  withLanguage(c);
  return simple(c, 404, words[c.var.language].notFound, words[c.var.language].notFoundText);
};

/** More than the way here carries. */
export const tooLargePage = (c: PageContext) => {
  withLanguage(c);
  const said = words[c.var.language];
  return simple(c, 413, said.tooLarge, said.tooLargeText);
};

/** A refusal of the API in its own words; anything else is ours, and says only that nothing was lost. */
export const troublePage = (c: PageContext, error: Error) => {
  withLanguage(c);
  const said = words[c.var.language];
  if (error instanceof ApiRefusal && error.problem.status < 500)
    return simple(c, 409, said.refused, error.problem.detail ?? error.problem.title);
  return simple(c, 500, said.trouble, said.troubleText);
};

/**
 * Somebody, or their whole office, asked too often. `typed` is what a form of this request sent: empty where it is kept
 * in the browser, and otherwise sent again from here.
 */
export const busyPage = (c: PageContext, seconds: number, typed?: Fields) => {
  withLanguage(c);
  const said = words[c.var.language];
  const here = typed !== undefined && Object.keys(typed).length > 0;
  c.status(429);
  c.header('retry-after', String(seconds));
  return page(c, {
    title: said.busy,
    children: (
      <>
        <h1>{said.busy}</h1>
        <p class="lead">{said.busyText(seconds)}</p>
        {typed && <p>{here ? said.busyKeptHere : said.busyKept}</p>}
        {here ? (
          <SendAgain fields={typed} text={said.again} />
        ) : (
          <ButtonLink href={new URL(c.req.url).pathname}>{said.onward}</ButtonLink>
        )}
      </>
    ),
  });
};
