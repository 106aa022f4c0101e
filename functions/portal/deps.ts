import { cookies } from '#web/session.ts';
import type { SiteDependencies } from '#web/site.tsx';
import { readEnvironment } from './env.ts';
import { sealUnder } from './seal.ts';
import { refreshAt } from './tokens.ts';

/** What all functions of the portal have: they are one site, each with its part of the pages. */
export const createDependencies = (env = readEnvironment()): SiteDependencies => ({
  apiUrl: env.API_URL,
  origin: env.PORTAL_ORIGIN,
  storeOrigins: env.STORE_ORIGINS.split(' ').filter(Boolean),
  refresh: refreshAt(env.OIDC_ISSUER, env.PORTAL_CLIENT),
  cookies: cookies(sealUnder(env.COOKIE_KEY), env.PORTAL_ORIGIN.startsWith('https:')),
  now: Date.now,
});
