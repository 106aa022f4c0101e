import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { ApiRefusal } from '#schemas/api/client.ts';
import { endSessions } from '#schemas/api/sessions.ts';
import { accountPage } from './account.tsx';
import type { Env } from './context.ts';
import { signedOutPage } from './layout/ended.tsx';
import { textOf } from './parts/read-form.ts';
import { type Cookies, directories, type Session, session, sessionCookieSeconds } from './session.ts';

export type Directory = Session['directory'];

/** What ties an answer of the provider to the browser, and to the question, that began. */
export type Remembered = { verifier: string; state: string; nonce: string };

/** What the relying party does with the provider; `openid-client` behind it. */
export type Provider = {
  /** Where to send the person, and what must be remembered until they return. */
  begin: (redirect: string, language: string) => Promise<{ address: string; remember: Remembered }>;
  finish: (current: URL, remember: Remembered) => Promise<Tokens>;
  /** Makes a refresh token worthless. */
  revoke: (refreshToken: string) => Promise<void>;
  /** Where to send the person so that the provider forgets them too. */
  signOutAddress: (returnTo: string) => Promise<string>;
};
export type Tokens = {
  accessToken: string;
  refreshToken?: string | undefined;
  expiresInSeconds: number;
  claims: { sub: string; name?: string | undefined; groups: readonly string[] };
};

const pending = z.object({
  directory: z.enum(directories),
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  returnTo: z.string(),
});

const roleOf = (group: string): Session['roles'][number] | undefined =>
  group === 'verifier' || group === 'operator' ? group : group.startsWith('institution.') ? 'buyer' : undefined;

/** Only an address of this site: a link cannot send a person elsewhere after they signed in. */
const safeReturn = (text: string | undefined): string => (text && /^\/(?![/\\])[\w\-/?=&%.]*$/.test(text) ? text : '/');

/** `known` is the session before, where its tokens were renewed. */
export const sessionFrom = (
  { accessToken, refreshToken, expiresInSeconds, claims: { sub, name, groups } }: Tokens,
  now: number,
  known: Pick<Session, 'formToken' | 'directory'> & Partial<Session>,
): Session => {
  const institution = groups.find((group) => group.startsWith('institution.'))?.slice('institution.'.length);
  const renewable = refreshToken ?? known.refreshToken;
  return {
    person: sub,
    name: name ?? known.name ?? sub,
    roles: groups.map(roleOf).filter((role) => role !== undefined),
    ...(institution && { institution }),
    directory: known.directory,
    accessToken,
    ...(renewable && { refreshToken: renewable }),
    accessUntil: now + expiresInSeconds * 1000,
    startedAt: known.startedAt ?? now,
    seenAt: now,
    formToken: known.formToken,
  };
};

/** Where somebody begins who was not on the way to a particular page. */
const homeOf = ({ roles }: Session): string => {
  if (roles.includes('verifier')) return '/cases';
  if (roles.includes('operator')) return '/network';
  return roles.includes('buyer') ? '/vendors' : '/supplier';
};

const endedAlready = (error: unknown): void => {
  if (!(error instanceof ApiRefusal && error.problem.status === 401)) throw error;
};

/** Pages that only staff has. */
const ofStaff = /^\/(cases|network|vendors)(\/|$|\?)/;

export type SignInDependencies = {
  providers: Readonly<Record<Directory, Provider>>;
  cookies: Cookies;
  /** Origin of this site, `https://…`. */
  origin: string;
  now: () => number;
};

export const signInPages = (deps: SignInDependencies) => {
  const { providers, cookies, origin, now } = deps;
  const callback = `${origin}/sign-in/callback`;
  const localized = new Hono<Env>();

  localized.get('/sign-in', async (c) => {
    const wanted = safeReturn(c.req.query('return'));
    const directory = c.req.query('as') === 'staff' || ofStaff.test(wanted) ? 'staff' : 'suppliers';
    const { address, remember } = await providers[directory].begin(callback, c.var.language);
    await cookies.write(c, 'sign-in', { ...remember, directory, returnTo: `/${c.var.language}${wanted}` }, 600);
    return c.redirect(address);
  });
  localized.get('/account', (c) =>
    c.var.session ? accountPage(c, c.var.session) : c.redirect(`/${c.var.language}/sign-in?return=/account`),
  );
  localized.post('/sign-out', async (c) => {
    const { session, api, fields } = c.var;
    if (session && textOf(fields, 'everywhere'))
      await api(endSessions, { params: { person: session.person } }).catch(endedAlready);
    // One that is not revoked ends by itself within hours; signing out does not wait for it.
    const provider = providers[session?.directory ?? 'suppliers'];
    if (session?.refreshToken) await provider.revoke(session.refreshToken).catch(() => undefined);
    cookies.clear(c, 'session');
    c.header('clear-site-data', '"cache", "storage"');
    // Not a redirect: browsers follow the answer to a form only to where forms may be sent.
    return signedOutPage(c, await provider.signOutAddress(`${origin}/${c.var.language}/`));
  });

  const finish = async (c: Context) => {
    const remembered = await cookies.read(c, 'sign-in', pending);
    cookies.clear(c, 'sign-in');
    // A callback that nobody here began: an old tab, or a link made by somebody else.
    if (!remembered) return c.redirect('/');
    const current = new URL(`${callback}${new URL(c.req.url).search}`);
    const tokens = await providers[remembered.directory].finish(current, remembered);
    const made = sessionFrom(tokens, now(), {
      formToken: await cookies.formToken(tokens.claims.sub),
      directory: remembered.directory,
    });
    // Kept longer than it is good for: it still says whose page an ended session was.
    if (!(await cookies.write(c, 'session', made, sessionCookieSeconds))) throw new Error('session-too-large');
    const home = /^\/(fr|en)\/$/.test(remembered.returnTo);
    return c.redirect(home ? `${remembered.returnTo.slice(0, 3)}${homeOf(made)}` : remembered.returnTo, 303);
  };
  return { localized, finish };
};

export { session as sessionSchema };
