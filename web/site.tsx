import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ApiRefusal, apiClient } from '#schemas/api/client.ts';
import type { Language } from '#schemas/primitives.ts';
import { compressed } from './compress.ts';
import type { Env, PageContext, Site } from './context.ts';
import { assetAt } from './layout/assets.ts';
import { notFoundPage, troublePage } from './layout/trouble.tsx';
import { publicPages } from './public/pages.tsx';
import { absoluteMilliseconds, type Cookies, idleMilliseconds, type Session } from './session.ts';
import { type Provider, sessionFrom, sessionSchema, signInPages } from './sign-in.ts';

export type SiteDependencies = {
  /** The public API. */
  apiUrl: string;
  /** Origin of this site, `https://…`. */
  origin: string;
  /** Origins of the stores that browsers post files to and fetch page images from. */
  storeOrigins: readonly string[];
  provider: Provider;
  cookies: Cookies;
  now: () => number;
};

const securityHeaders = ({ origin, storeOrigins }: SiteDependencies): Record<string, string> => {
  const stores = storeOrigins.join(' ');
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      `img-src 'self' ${stores}`,
      `connect-src 'self' ${stores}`,
      `form-action 'self' ${stores}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
};

const preferred = (header: string | undefined): Language => (/^\s*fr|,\s*fr/i.test(header ?? '') ? 'fr' : 'en');

/** The signed-in person, their access token renewed where it ran out; undefined when they must sign in again. */
const currentSession = async (c: PageContext, deps: SiteDependencies): Promise<Session | undefined> => {
  const found = await deps.cookies.read(c, 'session', sessionSchema);
  const now = deps.now();
  if (!found || now - found.seenAt > idleMilliseconds || now - found.startedAt > absoluteMilliseconds) return undefined;
  let current: Session = { ...found, seenAt: now };
  if (found.accessUntil - now < 60_000) {
    if (!found.refreshToken) return undefined;
    try {
      current = sessionFrom(await deps.provider.refresh(found.refreshToken), now, found);
    } catch {
      return undefined;
    }
  }
  // Written again once a minute, not with every page.
  if (current.accessToken !== found.accessToken || now - found.seenAt > 60_000)
    await deps.cookies.write(c, 'session', current, absoluteMilliseconds / 1000);
  return current;
};

/** The portal: a client of the public API, which works without scripts and owns no data. */
export const site = (deps: SiteDependencies): Site => {
  const app = new Hono<Env>();
  const headers = securityHeaders(deps);
  const signIn = signInPages(deps);

  app.use(compressed);
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  app.get('/assets/:file', (c) => {
    const asset = assetAt(new URL(c.req.url).pathname);
    if (!asset) return c.notFound();
    const brotli = asset.brotli && /\bbr\b/.test(c.req.header('accept-encoding') ?? '') ? asset.brotli : undefined;
    c.header('content-type', asset.type);
    c.header('cache-control', 'public, max-age=31536000, immutable');
    c.header('vary', 'Accept-Encoding');
    if (brotli) c.header('content-encoding', 'br');
    return c.body(Uint8Array.from(brotli ?? asset.plain));
  });
  app.get('/', (c) => c.redirect(`/${preferred(c.req.header('accept-language'))}/`));
  app.get('/sign-in/callback', signIn.finish);

  app.use('/:language{fr|en}/*', bodyLimit({ maxSize: 256 * 1024 }), async (c, next) => {
    const language = c.req.param('language') === 'fr' ? 'fr' : 'en';
    const session = await currentSession(c, deps);
    c.set('language', language);
    c.set('path', new URL(c.req.url).pathname.slice(3) || '/');
    c.set('session', session);
    c.set('api', apiClient({ baseUrl: deps.apiUrl, language, ...(session && { token: session.accessToken }) }));
    if (c.req.method === 'POST' && session) {
      const form = await c.req.parseBody();
      // Another site cannot know the token, so it cannot make somebody's browser act for them.
      if (form['form-token'] !== session.formToken) return c.redirect(`/${language}${c.var.path}`, 303);
    }
    c.header('content-language', language);
    return next();
  });
  app.route('/:language{fr|en}', signIn.localized);
  app.route('/:language{fr|en}', publicPages());

  app.notFound((c) => notFoundPage(c));
  app.onError((error, c) => {
    if (error instanceof ApiRefusal && error.problem.status === 401)
      return c.redirect(`/${c.var.language}/sign-in?return=${encodeURIComponent(c.var.path)}`, 303);
    if (error instanceof ApiRefusal && error.problem.status === 404) return notFoundPage(c);
    return troublePage(c, error);
  });
  return app;
};
