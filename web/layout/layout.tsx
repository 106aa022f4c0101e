import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { PageContext } from '../context.ts';
import { DefaultButton } from '../parts/form.tsx';
import { assetAddress, inlineStyles } from './assets.ts';
import { frameWords } from './words.ts';

/** The mark: a footbridge with open arches and an ochre deck. */
const Bridge = () => (
  <svg viewBox="0 0 60 36" aria-hidden="true" focusable="false">
    <path d="M1 7q29-9 58 0" fill="none" stroke="#e9a15b" stroke-width="4" stroke-linecap="round" />
    <path
      d="M4 34V22a7.5 7.5 0 0 1 15 0v12M22.5 34V21a7.5 7.5 0 0 1 15 0v13M41 34V22a7.5 7.5 0 0 1 15 0v12M1 34.7h58"
      fill="none"
      stroke="currentColor"
      stroke-width="2.6"
    />
  </svg>
);

const staffRoles = ['verifier', 'buyer', 'operator'] as const;

/**
 * The first page of a visit carries the style sheet, so that it is painted after one round trip; the pages after it find it
 * in the browser's cache, where the first page had it put.
 */
const Styles = ({ c, desk }: { c: PageContext; desk: boolean }) => {
  const cameFromHere = URL.parse(c.req.header('referer') ?? '')?.origin === c.var.origin;
  const address = assetAddress('site.css');
  return (
    <>
      {cameFromHere || desk ? (
        <link rel="stylesheet" href={address} />
      ) : (
        <>
          <style>{raw(inlineStyles().text)}</style>
          <link rel="prefetch" href={address} as="style" />
        </>
      )}
      {desk && <link rel="stylesheet" href={assetAddress('desk.css')} />}
    </>
  );
};

const navigationFor = (c: PageContext): { path: string; text: string }[] => {
  const words = frameWords[c.var.language];
  const roles = c.var.session?.roles ?? [];
  return [
    ...(c.var.session && roles.length === 0 ? [{ path: '/supplier', text: words.mine }] : []),
    ...(roles.includes('verifier') ? [{ path: '/cases', text: words.queue }] : []),
    ...(roles.includes('buyer') ? [{ path: '/vendors', text: words.vendors }] : []),
    ...(roles.includes('operator') ? [{ path: '/network', text: words.network }] : []),
    { path: '/institutions', text: words.institutions },
    { path: '/alignment', text: words.alignment },
    { path: '/check', text: words.check },
    { path: '/help', text: words.help },
  ];
};

/**
 * The language switch. Beside a form of the page it submits that form (so that nothing typed is lost) and comes back in
 * the other language; elsewhere it is a link. It stands in the form's tree order before all that the page has, and would be
 * what Return presses: so the form's default button stands before it.
 */
const LanguageSwitch = ({ c, form }: { c: PageContext; form?: string | undefined }) => {
  const words = frameWords[c.var.language];
  const other = c.var.language === 'fr' ? 'en' : 'fr';
  if (form)
    return (
      <>
        <DefaultButton form={form} />
        <button
          type="submit"
          form={form}
          name="switch-language"
          value={other}
          lang={other}
          aria-label={words.otherLabel}
          formnovalidate
        >
          {words.other}
        </button>
      </>
    );
  return (
    <a
      href={`/${other}${c.var.path}${new URL(c.req.url).search}`}
      lang={other}
      hreflang={other}
      aria-label={words.otherLabel}
    >
      {words.other}
    </a>
  );
};

export type PageProps = {
  /** Without the name of the site, which is added. */
  title: string;
  /** The page shows errors: its title says so first. */
  failed?: boolean;
  /** Where the back link leads, without the language. */
  back?: string;
  /** The id of the page's form, which the language switch submits. */
  form?: string;
  /** Names of island scripts under `web/islands`. */
  scripts?: readonly string[];
  wide?: boolean;
  /** Goes there by itself at once. */
  refreshTo?: string;
  children?: Child;
};

/** A whole page: the frame around what a page has to say. */
export const page = (
  c: PageContext,
  { title, failed, back, form, scripts = [], wide, refreshTo, children }: PageProps,
) => {
  const { language, session, path } = c.var;
  const words = frameWords[language];
  const at = (address: string) => `/${language}${address}`;
  const desk = staffRoles.some((role) => session?.roles.includes(role));
  const body = (
    <html lang={`${language}-CA`} class={desk ? 'desk' : 'public'}>
      <head>
        <meta charset="utf-8" />
        <title>{`${failed ? words.error : ''}${title} – Passerelle`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#073b46" />
        <meta name="color-scheme" content="light dark" />
        {refreshTo && <meta http-equiv="refresh" content={`0; url=${refreshTo}`} />}
        <link rel="icon" href={assetAddress('icon.svg')} type="image/svg+xml" />
        <Styles c={c} desk={desk} />
        {scripts.map((name) => (
          <script type="module" src={assetAddress(`${name}.js`)} />
        ))}
      </head>
      <body>
        <a href="#main" class="skip">
          {words.skip}
        </a>
        <header class="top">
          <div class="wrap top-in">
            <a href={at('/')} class="brand" aria-label={words.home}>
              <Bridge />
              <span>Passerelle</span>
            </a>
            <button type="button" class="menu" popovertarget="navigation">
              {words.menu}
            </button>
            <nav class="nav" id="navigation" popover="auto" aria-label={words.navigation}>
              <ul>
                {navigationFor(c).map((item) => (
                  <li>
                    <a href={at(item.path)} aria-current={path.startsWith(item.path) ? 'page' : undefined}>
                      {item.text}
                    </a>
                  </li>
                ))}
                <li>
                  {session ? (
                    <form method="post" action={at('/sign-out')}>
                      <input type="hidden" name="form-token" value={session.formToken} />
                      <button type="submit" title={words.signedInAs(session.name)}>
                        {words.signOut}
                      </button>
                    </form>
                  ) : (
                    <a href={`${at('/sign-in')}?return=${encodeURIComponent(path)}`}>{words.signIn}</a>
                  )}
                </li>
              </ul>
            </nav>
            <LanguageSwitch c={c} form={form} />
          </div>
        </header>
        <div class="wrap">
          {back !== undefined && (
            <nav aria-label={words.back}>
              <a href={at(back)} class="back">
                {words.back}
              </a>
            </nav>
          )}
          <main id="main">
            {wide ? (
              children
            ) : (
              <div>
                <div class="measure">{children}</div>
              </div>
            )}
          </main>
        </div>
        <footer class="foot">
          <div class="wrap small">
            <ul>
              <li>
                <a href={at(session ? '/account' : '/sign-in?as=staff')}>{session ? words.account : words.staff}</a>
              </li>
              {(['privacy', 'accessibility', 'help'] as const).map((name) => (
                <li>
                  <a href={at(name === 'help' ? '/help' : `/help/${name}`)}>{words[name]}</a>
                </li>
              ))}
              <li>
                <a href={at('/certificates')}>{words.verify}</a>
              </li>
              <li>
                <a href="/v1/openapi.json">{words.api}</a>
              </li>
            </ul>
            <p class="small">
              {words.sample} {words.hosted}
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
  return c.html(html`${raw('<!doctype html>')}${body}`);
};
