import * as z from 'zod';
import { invitationRecord } from '../consent.ts';
import { personId, sha256, supplierId } from '../identifiers.ts';
import { memberRoles } from '../records.ts';
import { shownAsWritten } from '../shown-as-written.ts';
import { operation } from './contract.ts';
import { ofSupplier } from './parts.ts';

const memberSaid = z.strictObject({ person: personId, role: z.enum(memberRoles) });
/** What the people of the firm call this person; only they read it. */
const calledName = shownAsWritten(100);
const invitationSaid = z.strictObject({
  ...invitationRecord.pick({ invitation: true, role: true, invitedAt: true, until: true }).shape,
  name: calledName.optional(),
});

export const listMembers = operation({
  name: 'listMembers',
  method: 'GET',
  path: '/v1/suppliers/{supplier}/members',
  action: 'member.read',
  summary: { fr: 'Lister qui agit pour le fournisseur', en: 'List who acts for the supplier' },
  params: ofSupplier,
  answer: z.strictObject({
    members: z.array(
      z.strictObject({
        ...memberSaid.shape,
        name: calledName.optional(),
        /** Opened the account. */
        opener: z.boolean(),
      }),
    ),
    invitations: z.array(invitationSaid),
  }),
});

/**
 * The code is shown in this one answer and never again: a repeat under the same key makes nothing, and is not told it
 * again.
 */
export const inviteMember = operation({
  name: 'inviteMember',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/invitations',
  action: 'member.manage',
  summary: {
    fr: 'Inviter une personne; le code à lui transmettre n’est montré qu’ici',
    en: 'Invite a person; the code to pass on to them is shown here only',
  },
  params: ofSupplier,
  body: z.strictObject({ role: z.enum(memberRoles), name: calledName.optional() }),
  answer: z.strictObject({ ...invitationSaid.shape, code: z.string() }),
  status: 201,
  idempotencyKey: 'once',
});

export const withdrawInvitation = operation({
  name: 'withdrawInvitation',
  method: 'DELETE',
  path: '/v1/suppliers/{supplier}/invitations/{invitation}',
  action: 'member.manage',
  summary: { fr: 'Retirer une invitation', en: 'Withdraw an invitation' },
  params: z.strictObject({ supplier: supplierId, invitation: sha256 }),
});

export const acceptInvitation = operation({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/v1/invitations/accept',
  action: 'member.accept',
  summary: { fr: 'Accepter une invitation', en: 'Accept an invitation' },
  body: z.strictObject({ code: z.string().regex(/^inv_[\w-]{43}$/) }),
  answer: z.strictObject({ supplier: supplierId, role: z.enum(memberRoles) }),
});

const oneMember = z.strictObject({ supplier: supplierId, person: personId });
export const changeMember = operation({
  name: 'changeMember',
  method: 'PUT',
  path: '/v1/suppliers/{supplier}/members/{person}',
  action: 'member.manage',
  summary: { fr: 'Changer le rôle d’une personne', en: 'Change a person’s role' },
  params: oneMember,
  body: z.strictObject({
    role: z.enum(memberRoles),
    /** The role that the caller saw: refused where it is another by now. */
    before: z.enum(memberRoles).optional(),
  }),
  answer: memberSaid,
});

export const removeMember = operation({
  name: 'removeMember',
  method: 'DELETE',
  path: '/v1/suppliers/{supplier}/members/{person}',
  action: 'member.manage',
  summary: { fr: 'Retirer une personne', en: 'Remove a person' },
  params: oneMember,
});

export const memberOperations = [
  listMembers,
  inviteMember,
  withdrawInvitation,
  acceptInvitation,
  changeMember,
  removeMember,
] as const;
