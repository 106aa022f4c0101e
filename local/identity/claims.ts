import type { Person } from './people.ts';

/**
 * What Cognito adds to an access token. A system, which is nobody, has no groups.
 * @param signedIn when the person signed in, in seconds since 1970: a token that is renewed keeps it.
 */
export const accessClaims = (person: Person | undefined, signedIn = Math.floor(Date.now() / 1000)) => ({
  token_use: 'access',
  version: 2,
  ...(person && { username: person.id, auth_time: signedIn }),
  ...(person && person.groups.length > 0 && { 'cognito:groups': [...person.groups] }),
});

/** What an ID token says of a person, by the scopes that were granted. */
export const idClaims = (person: Person) => ({
  token_use: 'id',
  email: person.email,
  email_verified: true,
  name: person.name,
  'cognito:username': person.id,
  ...(person.locale && { locale: person.locale }),
  ...(person.groups.length > 0 && { 'cognito:groups': [...person.groups] }),
});
