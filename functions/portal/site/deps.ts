import { cookies } from '#web/session.ts';
import type { Provider } from '#web/sign-in.ts';
import type { SiteDependencies } from '#web/site.tsx';
import type { readEnvironment } from './env.ts';
import { sealUnder } from './seal.ts';

/** The relying party is read when somebody signs in: most pages never need it. */
const onDemand = (options: { issuer: string; client: string; origin: string }): Provider => {
  let loaded: Promise<Provider> | undefined;
  const provider = () => {
    loaded ??= import('./provider.ts').then(({ oidcProvider }) => oidcProvider(options));
    return loaded;
  };
  return {
    begin: async (...given) => (await provider()).begin(...given),
    finish: async (...given) => (await provider()).finish(...given),
    refresh: async (...given) => (await provider()).refresh(...given),
    signOutAddress: async (...given) => (await provider()).signOutAddress(...given),
  };
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): SiteDependencies => ({
  apiUrl: env.API_URL,
  origin: env.PORTAL_ORIGIN,
  storeOrigins: env.STORE_ORIGINS.split(' ').filter(Boolean),
  provider: onDemand({ issuer: env.OIDC_ISSUER, client: env.PORTAL_CLIENT, origin: env.PORTAL_ORIGIN }),
  cookies: cookies(sealUnder(env.COOKIE_KEY), env.PORTAL_ORIGIN.startsWith('https:')),
  now: Date.now,
});
