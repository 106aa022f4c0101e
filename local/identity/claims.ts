import type { Person } from './people.ts';

/** What Cognito adds to an access token. A system, which is nobody, has no groups. */
export const accessClaims = (person: Person | undefined) => ({
  token_use: 'access',
  version: 2,
  ...(person && { username: person.id, auth_time: Math.floor(Date.now() / 1000) }),
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
