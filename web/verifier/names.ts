import { listVerifiers } from '#schemas/api/people.ts';
import type { PageContext } from '../context.ts';

/** The same for all who may ask; a name that changed is seen within minutes. */
const freshMilliseconds = 5 * 60_000;
let latest: { at: number; names: Promise<ReadonlyMap<string, string>> } | undefined;

/** What the verifiers are called, by their ids. */
export const verifierNames = (c: PageContext): Promise<ReadonlyMap<string, string>> => {
  if (latest && Date.now() - latest.at < freshMilliseconds) return latest.names;
  const names = c.var
    .api(listVerifiers, {})
    .then(({ body }) => new Map(body.verifiers.map(({ person, name }) => [person, name])));
  latest = { at: Date.now(), names };
  names.catch(() => {
    latest = undefined;
  });
  return names;
};
