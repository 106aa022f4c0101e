import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiRefusal, apiClient } from '#schemas/api/client.ts';
import { compressed } from './compress.ts';
import type { Env, PageContext, Site, Variables } from './context.ts';
import type { Front } from './front.ts';
import { inlineStyles } from './layout/assets.ts';
import { endedPage } from './layout/ended.tsx';
import { busyPage, notFoundPage, tooLargePage, troublePage } from './layout/trouble.tsx';
import { type Fields, textOf } from './parts/read-form.ts';
import { securityHeaders } from './security-headers.ts';
import { absoluteMilliseconds, type Cookies, idleMilliseconds, type Session, sessionCookieSeconds } from './session.ts';
import { sessionFrom, sessionSchema, type Tokens } from './sign-in.ts';
import { withSoundKeys } from './sound-keys.ts';
import { forgetTyped, keepTyped, keptFor, typedIn } from './unsaved.ts';
import { languages } from './words/say.ts';

type Given = { given: Variables };

/** What Lambda passes on at most, in bytes: a file that is sent through the portal, where no script can send it past it. */
const largestBody = 4.4 * 1024 * 1024;

/** How often one address may ask, and how the API learns for whom the portal asks. */
export type PortalDoor = {
  /** Seconds until this address may ask again; 0 where it may now. */
  wait: (what: 'page' | 'signIn', address: string) => Promise<number>;
  /** Headers that tell the API which visitor it is, without the address. */
  vouch: (address: string) => Promise<Record<string, string>>;
};

export type SiteDependencies = {
  /** The public API. */
  apiUrl: string;
  /** Origin of this site, `https://…`. */
  origin: string;
  /** Origins of the stores that browsers post files to and fetch page images from. */
  storeOrigins: readonly string[];
  /** New tokens for a refresh token. */
  refresh: (refreshToken: string, directory: Session['directory']) => Promise<Tokens>;
  cookies: Cookies;
  now: () => number;
  door: PortalDoor;
};

/** The signed-in person, their access token renewed where it ran out; `ended` is who it was that must sign in again. */
const currentSession = async (
  c: PageContext,
  deps: SiteDependencies,
): Promise<{ session?: Session; ended?: Session }> => {
  const found = await deps.cookies.read(c, 'session', sessionSchema);
  if (!found) return {};
  const now = deps.now();
  if (now - found.seenAt > idleMilliseconds || now - found.startedAt > absoluteMilliseconds) return { ended: found };
  let session: Session = { ...found, seenAt: now };
  if (found.accessUntil - now < 60_000) {
    if (!found.refreshToken) return { ended: found };
    try {
      session = sessionFrom(await deps.refresh(found.refreshToken, found.directory), now, found);
    } catch {
      return { ended: found };
    }
  }
  // Written again once a minute, not with every page.
  if (session.accessToken !== found.accessToken || now - found.seenAt > 60_000)
    await deps.cookies.write(c, 'session', session, sessionCookieSeconds);
  return { session };
};

/** The address that the gateway saw; never one that a header claims. */
const addressOf = (c: PageContext): string =>
  (c.env as { requestContext?: { http?: { sourceIp?: string } } } | undefined)?.requestContext?.http?.sourceIp ??
  'unknown';

/** `fetch` that names the visitor for whom nobody signed in. */
const vouching =
  (door: PortalDoor, address: string): typeof fetch =>
  async (input, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(await door.vouch(address))) headers.set(name, value);
    return fetch(input, { ...init, headers });
  };

/** The form of this request, each name with all its values. */
const sentFields = async (c: PageContext): Promise<Fields> => {
  if (c.req.method !== 'POST') return {};
  const parsed = await c.req.parseBody({ all: true });
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value,
    ]),
  );
};

/** The API takes this sign-in no longer: it was ended elsewhere. */
const endedByApi = async (c: PageContext, cookies: Cookies) => {
  const { session, path, fields, language } = c.var;
  cookies.clear(c, 'session');
  c.set('session', undefined);
  if (!session || c.req.method === 'GET')
    return c.redirect(`/${language}/sign-in?return=${encodeURIComponent(path)}`, 303);
  const inFull = await keepTyped(cookies, c, { person: session.person, path }, fields);
  return endedPage(c, inFull ? undefined : fields);
};

/** The API asks to wait: what was typed is kept until the page is shown again, or sent again from this very answer. */
const tooManyPage = async (c: PageContext, cookies: Cookies, { headers }: ApiRefusal) => {
  const { session, path, fields } = c.var;
  const seconds = Number(headers.get('retry-after')) || 60;
  if (c.req.method === 'GET') return busyPage(c, seconds);
  const kept = await keepTyped(cookies, c, { person: session?.person ?? '', path }, fields);
  return busyPage(c, seconds, kept ? {} : fields);
};

/** Pages by where they are, without the language; code that few ask for can be read when somebody does. */
export type Sections = Readonly<Record<string, Site | (() => Promise<Site>)>>;

/** The portal: a client of the public API, which works without scripts and owns no data. `front` stands before its pages. */
export const site = (deps: SiteDependencies, sections: Sections, front?: Front): Site => {
  const app = new Hono<Env>({ strict: false });
  const headers = securityHeaders({ ...deps, styleHash: inlineStyles().hash });

  /** The pages find the request's variables as all do. */
  const onDemand = (under: string, load: () => Promise<Site>) => {
    let whole: Promise<Site> | undefined;
    const build = async () => {
      const inner = new Hono<Env>({ strict: false });
      inner.use(async (c, next) => {
        for (const [name, value] of Object.entries((c.env as Given).given)) c.set(name as keyof Variables, value);
        await next();
      });
      const pages = await load();
      for (const language of languages) inner.route(`/${language}${under}`, pages);
      inner.notFound((c) => notFoundPage(c));
      inner.onError((error) => {
        throw error;
      });
      return inner;
    };
    const answer = async (c: PageContext) => {
      whole ??= build();
      return (await whole).fetch(c.req.raw, { given: c.var });
    };
    for (const language of languages) for (const path of [under, `${under}/*`]) app.all(`/${language}${path}`, answer);
  };

  app.use(compressed);
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  /** Nobody begins or finishes sign-ins by the dozen. */
  const signInDoor: MiddlewareHandler<Env> = async (c, next) => {
    const seconds = await deps.door.wait('signIn', addressOf(c));
    return seconds > 0 ? busyPage(c, seconds) : next();
  };
  app.use('/sign-in/*', signInDoor);
  for (const language of languages) app.use(`/${language}/sign-in`, signInDoor);
  if (front) app.route('/', front.atRoot);

  const prepared: MiddlewareHandler<Env> = async (c, next) => {
    const language = new URL(c.req.url).pathname.startsWith('/fr') ? 'fr' : 'en';
    const { session, ended } = await currentSession(c, deps);
    const address = addressOf(c);
    const path = new URL(c.req.url).pathname.slice(3) || '/';
    const fields = await sentFields(c);
    c.set('language', language);
    c.set('path', path);
    c.set('origin', deps.origin);
    c.set('session', session);
    c.set('fields', fields);
    const asked = session ? { token: session.accessToken } : { fetch: vouching(deps.door, address) };
    c.set('api', withSoundKeys(apiClient({ baseUrl: deps.apiUrl, language, ...asked })));
    c.set('switchLanguage', async (show, here = c) => {
      const wanted = textOf(fields, 'switch-language');
      if (wanted !== 'fr' && wanted !== 'en') return undefined;
      const kept = await keepTyped(deps.cookies, c, { person: session?.person ?? '', path }, fields);
      if (kept || !show) return c.redirect(`/${wanted}${path}`, 303);
      // Too long for a cookie: the page is shown at once, with what was typed in it.
      here.set('language', wanted);
      here.set('kept', typedIn(fields));
      here.header('content-language', wanted);
      return show(here);
    });
    c.header('content-language', language);
    // Who is signed in is counted by the API.
    const seconds = session ? 0 : await deps.door.wait('page', address);
    if (seconds > 0) return busyPage(c, seconds);
    if (c.req.method === 'GET') {
      const { searchParams } = new URL(c.req.url);
      const wanted = searchParams.get('switch-language');
      searchParams.delete('switch-language');
      // A question half asked comes along; it is not asked yet.
      searchParams.delete('show');
      if (wanted === 'fr' || wanted === 'en') return c.redirect(`/${wanted}${path}?${searchParams}`, 303);
      c.set('kept', await keptFor(deps.cookies, c, session?.person ?? '', path));
      return next();
    }
    // A question that anyone may ask: it changes nothing, so nobody need be known.
    if (path === '/certificates') {
      forgetTyped(deps.cookies, c);
      return next();
    }
    if (!session && path === '/sign-out') return next();
    if (!session) {
      // Kept for the person whose session it was; where that is not known any more, on the page itself.
      const inFull = ended && (await keepTyped(deps.cookies, c, { person: ended.person, path }, fields));
      return endedPage(c, inFull ? undefined : fields);
    }
    // Another site cannot know the token, so it cannot make somebody's browser act for them.
    if (textOf(fields, 'form-token') !== session.formToken) return c.redirect(`/${language}${path}`, 303);
    forgetTyped(deps.cookies, c);
    return next();
  };
  for (const language of languages) {
    app.use(`/${language}/*`, bodyLimit({ maxSize: largestBody, onError: (c) => tooLargePage(c) }), prepared);
    if (front) app.route(`/${language}`, front.localized);
  }
  for (const [under, pages] of Object.entries(sections))
    if (typeof pages === 'function') onDemand(under, pages);
    else for (const language of languages) app.route(`/${language}${under}`, pages);

  app.notFound((c) => notFoundPage(c));
  app.onError(async (error, c) => {
    if (error instanceof ApiRefusal && error.problem.status === 401) return endedByApi(c, deps.cookies);
    if (error instanceof ApiRefusal && error.problem.status === 404) return notFoundPage(c);
    if (error instanceof ApiRefusal && error.problem.status === 429) return tooManyPage(c, deps.cookies, error);
    return troublePage(c, error);
  });
  return app;
};
