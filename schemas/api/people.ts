import * as z from 'zod';
import { personId } from '../identifiers.ts';
import { group } from '../network-records.ts';
import { slug } from '../primitives.ts';
import { shownAsWritten } from '../shown-as-written.ts';
import { operation } from './contract.ts';

export const staffRoles = ['verifier', 'operator', 'buyer'] as const;

const holder = z.strictObject({
  person: personId,
  name: z.string(),
  email: z.string(),
  role: z.enum(staffRoles),
  /** For buyers: whom they buy for. */
  institution: slug.optional(),
  group,
});

export const listPeople = operation({
  name: 'listPeople',
  method: 'GET',
  path: '/v1/people',
  action: 'people.read',
  summary: { fr: 'Lister qui a quel rôle dans le réseau', en: 'List who has which role in the network' },
  query: z.strictObject({ role: z.enum(staffRoles) }),
  answer: z.strictObject({ people: z.array(holder) }),
});

export const listVerifiers = operation({
  name: 'listVerifiers',
  method: 'GET',
  path: '/v1/verifiers',
  action: 'verifier.list',
  summary: { fr: 'Lire les noms des personnes qui vérifient', en: 'Read the names of the verifiers' },
  answer: z.strictObject({ verifiers: z.array(holder.pick({ person: true, name: true })) }),
});

const wanted = {
  email: z.email().max(254),
  /** What somebody new is called. */
  name: shownAsWritten(100).optional(),
};

export const giveRole = operation({
  name: 'giveRole',
  method: 'POST',
  path: '/v1/people/roles',
  action: 'people.manage',
  summary: {
    fr: 'Donner un rôle; il vaut dès le prochain jeton d’accès de la personne. Une nouvelle personne est invitée par courriel',
    en: 'Give a role; it counts from the person’s next token. Somebody new is invited by e-mail',
  },
  body: z.discriminatedUnion('role', [
    z.strictObject({ ...wanted, role: z.enum(['verifier', 'operator']) }),
    z.strictObject({ ...wanted, role: z.literal('buyer'), institution: slug }),
  ]),
  answer: z.strictObject({ ...holder.shape, person: personId.optional(), invited: z.boolean() }),
  status: 202,
  idempotencyKey: 'required',
});

/** Nobody takes a role from themselves: so there is always an operator left, and a role is never lost by a slip. */
export const takeRole = operation({
  name: 'takeRole',
  method: 'DELETE',
  path: '/v1/people/{person}/roles/{group}',
  action: 'people.manage',
  summary: { fr: 'Retirer un rôle à une autre personne', en: 'Remove a role from another person' },
  params: z.strictObject({ person: personId, group }),
  status: 202,
});

export const peopleOperations = [listPeople, listVerifiers, giveRole, takeRole] as const;
