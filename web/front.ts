import { Hono } from 'hono';
import type { Language } from '#schemas/primitives.ts';
import type { Env, Site } from './context.ts';
import { assetAt } from './layout/assets.ts';
import { type SignInDependencies, signInPages } from './sign-in.ts';

/** What stands before the pages, in one function for all of them. */
export type Front = {
  /** Addresses without a language. */
  atRoot: Site;
  /** Addresses under each language. */
  localized: Site;
};

const preferred = (header: string | undefined): Language => (/^\s*fr|,\s*fr/i.test(header ?? '') ? 'fr' : 'en');

/** The style sheet and scripts, the choice of a language, and the way in and out. */
export const front = (deps: SignInDependencies): Front => {
  const { localized, finish } = signInPages(deps);
  const atRoot = new Hono<Env>({ strict: false });
  atRoot.get('/assets/:file', (c) => {
    const asset = assetAt(new URL(c.req.url).pathname);
    if (!asset) return c.notFound();
    const { plain, brotli } = asset.read();
    const accepted = /\bbr\b/.test(c.req.header('accept-encoding') ?? '') ? brotli : undefined;
    c.header('content-type', asset.type);
    c.header('cache-control', 'public, max-age=31536000, immutable');
    c.header('vary', 'Accept-Encoding');
    if (accepted) c.header('content-encoding', 'br');
    return c.body(Uint8Array.from(accepted ?? plain));
  });
  atRoot.get('/', (c) => c.redirect(`/${preferred(c.req.header('accept-language'))}/`));
  atRoot.get('/sign-in/callback', finish);
  // Papers and messages to several people do not know their reader's language.
  for (const path of ['/certificates/:id', '/cases/:id'])
    atRoot.get(path, (c) => c.redirect(`/${preferred(c.req.header('accept-language'))}${new URL(c.req.url).pathname}`));
  return { atRoot, localized };
};
