import { cookies } from '#web/session.ts';
import type { SiteDependencies } from '#web/site.tsx';
import type { readEnvironment } from './env.ts';
import { oidcProvider } from './provider.ts';
import { sealUnder } from './seal.ts';

export const createDependencies = (env: ReturnType<typeof readEnvironment>): SiteDependencies => ({
  apiUrl: env.API_URL,
  origin: env.PORTAL_ORIGIN,
  storeOrigins: env.STORE_ORIGINS.split(' ').filter(Boolean),
  provider: oidcProvider({ issuer: env.OIDC_ISSUER, client: env.PORTAL_CLIENT, origin: env.PORTAL_ORIGIN }),
  cookies: cookies(sealUnder(env.COOKIE_KEY), env.PORTAL_ORIGIN.startsWith('https:')),
  now: Date.now,
});
