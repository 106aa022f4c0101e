import type { CallerOf } from '#platform/caller.ts';
import { apiClient } from '#schemas/api/client.ts';
import { readEndpoint } from '#schemas/api/endpoint.ts';
import type { Role } from '#schemas/authorisation.ts';
import type { Language } from '#schemas/primitives.ts';
import { fetchFrom } from '#test/support/http.ts';
import { type Person, pagesOver } from '#test/support/pages.ts';
import { everyRoute } from '#test/support/rooms.ts';
import { startTrust } from '#test/support/trust.ts';
import { institutionPages } from '#web/institution/pages.tsx';
import { operatorPages } from '#web/operator/pages.tsx';
import { formPages } from '#web/supplier/form-pages.tsx';
import { verifierPages } from '#web/verifier/pages.tsx';

const callerOf: CallerOf = async (authorization = '') => {
  const {
    id,
    roles = [],
    institution,
  }: Person = JSON.parse(Buffer.from(authorization.slice(7), 'base64url').toString());
  return { id, roles: ['anyone', 'person', ...roles], scopes: [], ...(institution && { institution }) };
};

/** The staff's and suppliers' pages over every room of the API. */
export const startPages = async () => {
  const world = await startTrust();
  const { routes, deps } = everyRoute(world, callerOf);
  const fetch = fetchFrom(routes, deps);
  const clientOf = (person: Person, language: Language = 'en') =>
    apiClient({
      baseUrl: 'http://api.test',
      language,
      token: Buffer.from(JSON.stringify(person)).toString('base64url'),
      fetch,
    });
  const sealed = {
    read: async () => undefined,
    write: async () => false,
    clear: () => {},
    formToken: async () => 'token',
  };
  const pages = pagesOver(clientOf, {
    '/supplier': formPages({ cookies: sealed }),
    '/cases': verifierPages(),
    '/vendors': institutionPages(),
    '/network': operatorPages(),
  });
  const buyer: Person = { id: 'buyer', roles: ['buyer'], institution: 'ville' };
  const endpointOf = () => clientOf(buyer)(readEndpoint, { params: { institution: 'ville' } }).catch(() => undefined);
  return {
    ...world,
    as: (person: Person | string, roles: readonly Role[] = [], language?: Language) =>
      clientOf(typeof person === 'string' ? { id: person, roles: roles as Person['roles'] & {} } : person, language),
    visitorOf: pages.visitorOf,
    endpointRevision: async () => (await endpointOf())?.revision ?? 0,
    endpoint: async () => {
      const found = (await endpointOf())!.body;
      const { url, contact, signature, batch } = found;
      return { url, contact, signature, batch };
    },
    stop: async () => {
      pages.stop();
      await world.stop();
    },
  };
};
export type Pages = Awaited<ReturnType<typeof startPages>>;
