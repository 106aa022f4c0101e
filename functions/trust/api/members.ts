import { randomBytes } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { route } from '#platform/api.ts';
import { sha256Hex } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import {
  acceptInvitation,
  changeMember,
  inviteMember,
  listMembers,
  removeMember,
  withdrawInvitation,
} from '#schemas/api/members.ts';
import { type InvitationRecord, invitationDays, invitationRecord, memberName, trustKey } from '#schemas/consent.ts';
import { caseworkKey, type MemberRecord, memberPath, memberRecord } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';
import { ofNobody, ofSupplier } from './standing.ts';

const lastOwner = new Problem('wrong-state', {
  detail: {
    fr: 'Le fournisseur doit garder au moins une personne propriétaire : nommez-en d’abord une autre.',
    en: 'The supplier must keep at least one owner: name another one first.',
  },
});
const gone = new Problem('not-found');
const changed = new Problem('stale-version');

/** Who acts for a supplier: as owner, editor or reader. */
export const memberRoutes = (deps: Pick<Dependencies, 'db' | 'casework' | 'seals'>) => {
  const { db, casework: table } = deps;
  const subject = ofSupplier(deps);
  const listed = async (supplier: string, prefix: string) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': caseworkKey.supplier(supplier).pk, ':prefix': prefix },
        ConsistentRead: true,
      }),
    );
    return Items;
  };
  const members = async (supplier: string) =>
    (await listed(supplier, 'MEMBER#')).map((item) => memberRecord.parse(item));

  const nameIn = async (supplier: string, named: MemberRecord['named']): Promise<{ name?: string }> =>
    named ? { name: z.string().parse(await deps.seals.open(supplier, named)) } : {};

  /** Holds that somebody else stays owner: two owners who leave at once meet in this record. */
  const anotherOwner = async ({ supplier, person }: MemberRecord): Promise<Write> => {
    const other = (await members(supplier)).find((one) => one.role === 'owner' && one.person !== person);
    if (!other) throw lastOwner;
    return {
      ConditionCheck: {
        TableName: table,
        Key: caseworkKey.member(supplier, other.person),
        ConditionExpression: '#role = :owner',
        ExpressionAttributeNames: { '#role': 'role' },
        ExpressionAttributeValues: { ':owner': 'owner' },
      },
      orElse: lastOwner,
    };
  };
  const find = async (supplier: string, person: string): Promise<MemberRecord> => {
    const found = await readRecord(db, table, caseworkKey.member(supplier, person), memberRecord);
    if (!found) throw gone;
    return found;
  };
  const asBefore = (member: MemberRecord) => ({
    ConditionExpression: '#role = :before',
    ExpressionAttributeNames: { '#role': 'role' },
    ExpressionAttributeValues: { ':before': member.role },
  });
  const forget = (supplier: string, hash: string): Write[] => [
    {
      Delete: {
        TableName: table,
        Key: trustKey.invitation(hash),
        ConditionExpression: 'supplier = :supplier',
        ExpressionAttributeValues: { ':supplier': supplier },
      },
      orElse: gone,
    },
    { Delete: { TableName: table, Key: trustKey.invited(supplier, hash) } },
  ];

  return [
    route(listMembers, {
      subject,
      handle: async ({ params, record, at }) => {
        const invitations = (await listed(params.supplier, 'INVITATION#')).map((item) => invitationRecord.parse(item));
        const current = invitations.filter(({ until }) => until > at.toISOString());
        return {
          body: {
            members: await Promise.all(
              (await members(params.supplier)).map(async ({ person, role, named }) => ({
                ...{ person, role, opener: person === record.createdBy },
                ...(await nameIn(params.supplier, named)),
              })),
            ),
            invitations: await Promise.all(
              current.map(async ({ invitation, role, invitedAt, until, named }) => ({
                ...{ invitation, role, invitedAt, until },
                ...(await nameIn(params.supplier, named)),
              })),
            ),
          },
        };
      },
    }),
    route(inviteMember, {
      subject,
      handle: async ({ params: { supplier }, body: { role, name }, caller, at }) => {
        const code = `inv_${randomBytes(32).toString('base64url')}`;
        const until = new Date(at.getTime() + invitationDays * 86_400_000);
        const record: InvitationRecord = {
          invitation: sha256Hex(code),
          ...{ supplier, role, invitedBy: caller.id },
          ...{ invitedAt: at.toISOString(), until: until.toISOString() },
          ...(name && { named: await deps.seals.seal(supplier, memberName, name) }),
        };
        const item = { ...record, expiresAt: Math.floor(until.getTime() / 1000) };
        const { invitation, invitedAt } = record;
        return {
          body: { invitation, role, invitedAt, until: record.until, code, ...(name && { name }) },
          audit: { codes: { role } },
          writes: [
            { Put: { TableName: table, Item: { ...trustKey.invitation(invitation), ...item } } },
            { Put: { TableName: table, Item: { ...trustKey.invited(supplier, invitation), ...item } } },
          ],
        };
      },
    }),
    route(withdrawInvitation, {
      subject,
      handle: async ({ params: { supplier, invitation } }) => ({ writes: forget(supplier, invitation) }),
    }),
    route(acceptInvitation, {
      subject: ofNobody,
      handle: async ({ body, caller, at }) => {
        const hash = sha256Hex(body.code);
        const found = await readRecord(db, table, trustKey.invitation(hash), invitationRecord);
        if (!found || found.until <= at.toISOString()) throw gone;
        const { supplier, role, named } = found;
        return {
          body: { supplier, role },
          audit: { subjects: [supplier], codes: { role } },
          writes: [
            {
              Put: {
                TableName: table,
                Item: {
                  ...caseworkKey.member(supplier, caller.id),
                  ...{ supplier, person: caller.id, role, ...(named && { named }) },
                  ...memberPath(caller.id, supplier),
                },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
              orElse: new Problem('already-exists'),
            },
            ...forget(supplier, hash),
          ],
        };
      },
    }),
    route(changeMember, {
      subject,
      handle: async ({ params: { supplier, person }, body: { role, before: seen } }) => {
        const member = await find(supplier, person);
        if (member.role === role) return { body: { person, role } };
        if (seen && seen !== member.role) throw changed;
        const guard = member.role === 'owner' ? [await anotherOwner(member)] : [];
        const before = asBefore(member);
        return {
          body: { person, role },
          audit: { codes: { role, before: member.role } },
          writes: [
            {
              Update: {
                TableName: table,
                Key: caseworkKey.member(supplier, person),
                UpdateExpression: 'SET #role = :role',
                ...before,
                ExpressionAttributeValues: { ...before.ExpressionAttributeValues, ':role': role },
              },
              orElse: changed,
            },
            ...guard,
          ],
        };
      },
    }),
    route(removeMember, {
      subject,
      handle: async ({ params: { supplier, person } }) => {
        const member = await find(supplier, person);
        const guard = member.role === 'owner' ? [await anotherOwner(member)] : [];
        return {
          audit: { codes: { before: member.role } },
          writes: [
            {
              Delete: { TableName: table, Key: caseworkKey.member(supplier, person), ...asBefore(member) },
              orElse: changed,
            },
            ...guard,
          ],
        };
      },
    }),
  ];
};
