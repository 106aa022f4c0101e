import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation, changeMember, inviteMember, listMembers, removeMember } from '#schemas/api/members.ts';
import { caseworkKey, type MemberRecord } from '#schemas/records.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { callerSaid, clientsOf, fetchFrom } from '#test/support/http.ts';
import { meanwhile } from '#test/support/meanwhile.ts';
import { refused } from '#test/support/refusal.ts';
import { openSeals } from '../testing.ts';
import { memberRoutes } from './members.ts';

const supplier = `sup_${'a'.repeat(26)}` as const;
let database: TestDatabase;
let at = new Date('2026-11-22T12:00:00Z');
let as: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  database = await startTestDatabase();
  const [casework, audit] = [await database.table('casework'), await database.table('audit')];
  const { db } = database;
  const put = (Item: Record<string, unknown>) => db.send(new PutCommand({ TableName: casework, Item }));
  const createdAt = at.toISOString();
  await put({
    ...caseworkKey.supplier(supplier),
    ...{ supplier, name: 'Atelier', language: 'fr', createdAt, createdBy: 'ada' },
  });
  await put({ ...caseworkKey.member(supplier, 'ada'), supplier, person: 'ada', role: 'owner' });
  const base = { db, clock: () => at, idempotencyTable: casework, auditTable: audit, callerOf: callerSaid };
  as = clientsOf(fetchFrom(memberRoutes({ db, casework, seals: openSeals }), base));
}, 30_000);
afterAll(() => database.stop());

const params = { supplier };
const invite = (who: string, role: MemberRecord['role'], name?: string) =>
  as(who)(inviteMember, { params, body: { role, name } }).then(({ body }) => body);
const accept = (who: string, code: string) => as(who)(acceptInvitation, { body: { code } });
const seenBy = (who: string) => as(who)(listMembers, { params }).then(({ body }) => body);
const change = (who: string, person: string, role: MemberRecord['role']) =>
  as(who)(changeMember, { params: { supplier, person }, body: { role } });
const remove = (who: string, person: string) => as(who)(removeMember, { params: { supplier, person } });
const rolesOf = async () => Object.fromEntries((await seenBy('ada')).members.map(({ person, role }) => [person, role]));

describe('members of a supplier', () => {
  it('come in by an invitation that serves once and in time', async () => {
    const { code } = await invite('ada', 'editor');
    expect((await accept('bo', code)).body).toEqual({ supplier, role: 'editor' });
    expect(await refused(accept('eve', code))).toBe(404);
    const late = await invite('ada', 'owner');
    at = new Date(at.getTime() + 8 * 86_400_000);
    expect(await refused(accept('eve', late.code))).toBe(404);
    expect((await seenBy('bo')).members).toEqual([
      { person: 'ada', role: 'owner', opener: true },
      { person: 'bo', role: 'editor', opener: false },
    ]);
  });

  it('come in one by one: of two who accept one invitation at the same time, one is a stranger', async () => {
    const { code } = await invite('ada', 'reader');
    meanwhile(database.db, () => accept('first', code));
    expect(await refused(accept('second', code))).toBe(404);
    expect(await refused(seenBy('second'))).toBe(404);
    expect(await refused(accept('first', (await invite('ada', 'owner')).code))).toBe(409);
    await remove('ada', 'first');
  });

  it('are invited once under one key, and the code is told once and kept nowhere', async () => {
    const once = () => as('ada')(inviteMember, { params, body: { role: 'reader' }, idempotencyKey: 'one-form' });
    const { invitation, code } = (await once()).body;
    expect(await refused(once())).toBe(409);
    const waiting = (await seenBy('ada')).invitations.filter((one) => one.role === 'reader');
    expect(waiting.map((one) => one.invitation)).toEqual([invitation]);
    const { Items } = await database.db.send(new ScanCommand({ TableName: 'casework' }));
    expect(JSON.stringify(Items)).not.toContain(code);
  });

  it('are called what those who invited them call them, sealed at rest', async () => {
    const { code, invitation } = await invite('ada', 'reader', 'Zoé Tremblay');
    expect((await seenBy('ada')).invitations).toContainEqual(
      expect.objectContaining({ invitation, name: 'Zoé Tremblay' }),
    );
    await accept('zoe', code);
    expect((await seenBy('ada')).members).toContainEqual({
      ...{ person: 'zoe', role: 'reader', opener: false, name: 'Zoé Tremblay' },
    });
    await remove('ada', 'zoe');
  });

  it('do what their role allows and strangers do not even learn of them', async () => {
    expect(await refused(invite('bo', 'owner'))).toBe(403);
    expect(await refused(remove('bo', 'ada'))).toBe(403);
    expect(await refused(seenBy('eve'))).toBe(404);
    expect(await refused(remove('eve', 'ada'))).toBe(404);
  });

  it('never lose their last owner, even when two leave at once', async () => {
    expect(await refused(remove('ada', 'ada'))).toBe(409);
    expect(await refused(change('ada', 'ada', 'reader'))).toBe(409);
    expect((await change('ada', 'bo', 'owner')).status).toBe(200);
    meanwhile(database.db, () => change('bo', 'bo', 'reader'));
    expect(await refused(remove('ada', 'ada'))).toBe(409);
    expect(await rolesOf()).toMatchObject({ ada: 'owner', bo: 'reader' });
  });

  it('keep the role that one owner gave them while another was changing it', async () => {
    await change('ada', 'bo', 'owner');
    await accept('cy', (await invite('ada', 'reader')).code);
    for (const late of [() => change('bo', 'cy', 'reader'), () => remove('bo', 'cy')]) {
      await change('ada', 'cy', 'editor');
      meanwhile(database.db, () => change('ada', 'cy', 'owner'));
      expect(await refused(late())).toBe(412);
      expect(await rolesOf()).toMatchObject({ cy: 'owner' });
    }
    await remove('ada', 'cy');
    await change('ada', 'bo', 'editor');
  });

  it('who were removed are strangers', async () => {
    const { code } = await invite('ada', 'reader');
    await accept('cy', code);
    expect((await as('cy')(listMembers, { params })).status).toBe(200);
    expect((await remove('ada', 'cy')).status).toBe(204);
    expect(await refused(seenBy('cy'))).toBe(404);
  });
});
