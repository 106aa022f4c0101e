import { type Door, openDoor } from '#platform/door.ts';
import { visitorHeader } from '#platform/visitor.ts';
import { cookies } from '#web/session.ts';
import type { SiteDependencies } from '#web/site.tsx';
import { directoriesOf, readEnvironment } from './env.ts';
import { sealUnder } from './seal.ts';
import { refreshAt } from './tokens.ts';

/** Counted at the portal's own door: what nobody in particular asks for. */
const portalDoor = (door: Door): SiteDependencies['door'] => ({
  wait: (what, address) => door.wait(what, address, door.limits[what]),
  vouch: async (address): Promise<Record<string, string>> => {
    // Without it, the API counts for the portal's own address: for a while, better than no page.
    const vouched = await door.visitors.vouch(address, new Date()).catch(() => undefined);
    return vouched ? { [visitorHeader]: vouched } : {};
  },
});

const refreshIn = (env: ReturnType<typeof readEnvironment>): SiteDependencies['refresh'] => {
  const { suppliers, staff } = directoriesOf(env);
  const at = {
    suppliers: refreshAt(suppliers.issuer, suppliers.client),
    staff: refreshAt(staff.issuer, staff.client),
  };
  return (refreshToken, directory) => at[directory](refreshToken);
};

/** What all functions of the portal have: they are one site, each with its part of the pages. */
export const createDependencies = (env = readEnvironment()): SiteDependencies => ({
  apiUrl: env.API_URL,
  origin: env.PORTAL_ORIGIN,
  storeOrigins: env.STORE_ORIGINS.split(' ').filter(Boolean),
  refresh: refreshIn(env),
  cookies: cookies(sealUnder(env.COOKIE_KEY), env.PORTAL_ORIGIN.startsWith('https:')),
  now: Date.now,
  door: portalDoor(
    openDoor(env, (cause) => {
      process.stderr.write(`${JSON.stringify({ level: 'WARN', message: 'limits-not-counted', cause })}\n`);
    }),
  ),
});
