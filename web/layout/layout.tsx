import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { PageContext } from '../context.ts';
import { DefaultButton } from '../parts/form.tsx';
import { assetAddress } from './assets.ts';
import { frameWords } from './words.ts';

const Bridge = () => (
  <svg viewBox="0 0 44 26" aria-hidden="true" focusable="false">
    <path d="M2 19 C12 3 32 3 42 19" fill="none" stroke="#e9a15b" stroke-width="3.5" stroke-linecap="round" />
    <path d="M0 19 H44 M10 19 V11 M16 19 V8.4 M22 19 V7.4 M28 19 V8.4 M34 19 V11" stroke="#fff" stroke-width="2" />
  </svg>
);

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
  const body = (
    <html lang={`${language}-CA`} class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${failed ? words.error : ''}${title} – Passerelle`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0b4f5c" />
        <meta name="color-scheme" content="light" />
        {refreshTo && <meta http-equiv="refresh" content={`0; url=${refreshTo}`} />}
        <link rel="icon" href={assetAddress('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetAddress('site.css')} />
        {scripts.map((name) => (
          <script type="module" src={assetAddress(`${name}.js`)} />
        ))}
      </head>
      <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">
          {words.skip}
        </a>
        <header class="frame-header">
          <div class="govuk-width-container frame-header__row">
            <a href={at('/')} class="frame-header__name" aria-label={words.home}>
              <Bridge />
              Passerelle
            </a>
            {session ? (
              <form method="post" action={at('/sign-out')} class="frame-header__language">
                <input type="hidden" name="form-token" value={session.formToken} />
                <button type="submit" title={words.signedInAs(session.name)}>
                  {words.signOut}
                </button>
              </form>
            ) : (
              <a href={`${at('/sign-in')}?return=${encodeURIComponent(path)}`}>{words.signIn}</a>
            )}
            <LanguageSwitch c={c} form={form} />
          </div>
        </header>
        <nav class="frame-nav" aria-label={words.navigation}>
          <ul class="govuk-width-container govuk-body-s">
            {navigationFor(c).map((item) => (
              <li>
                <a
                  class="govuk-link govuk-link--no-underline"
                  href={at(item.path)}
                  aria-current={path.startsWith(item.path) ? 'page' : undefined}
                >
                  {item.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="govuk-width-container">
          {back !== undefined && (
            <nav aria-label={words.back}>
              <a href={at(back)} class="govuk-back-link">
                {words.back}
              </a>
            </nav>
          )}
          <main class="govuk-main-wrapper" id="main">
            {wide ? (
              children
            ) : (
              <div class="govuk-grid-row">
                <div class="govuk-grid-column-two-thirds">{children}</div>
              </div>
            )}
          </main>
        </div>
        <footer class="frame-footer">
          <div class="govuk-width-container govuk-body-s">
            <ul>
              <li>
                <a class="govuk-link" href={at(session ? '/account' : '/sign-in?as=staff')}>
                  {session ? words.account : words.staff}
                </a>
              </li>
              {(['privacy', 'accessibility', 'help'] as const).map((name) => (
                <li>
                  <a class="govuk-link" href={at(name === 'help' ? '/help' : `/help/${name}`)}>
                    {words[name]}
                  </a>
                </li>
              ))}
              <li>
                <a class="govuk-link" href={at('/certificates')}>
                  {words.verify}
                </a>
              </li>
              <li>
                <a class="govuk-link" href="/v1/openapi.json">
                  {words.api}
                </a>
              </li>
            </ul>
            <p class="govuk-body-s">
              {words.sample} {words.hosted}
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
  return c.html(html`${raw('<!doctype html>')}${body}`);
};
