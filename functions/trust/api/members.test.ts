import { S3Client } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '#platform/api.ts';
import type { Operation } from '#schemas/api/contract.ts';
import * as trust from '#schemas/api/trust.ts';
import { standardPolicy } from '#schemas/policy.ts';
import { caseworkKey } from '#schemas/records.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { localSigner, openSeals } from '../testing.ts';
import type { Dependencies } from './deps.ts';
import { routes } from './routes.ts';

const supplier = `sup_${'a'.repeat(26)}`;
let database: TestDatabase;
let at = new Date('2026-11-22T12:00:00Z');
let call: (
  who: string,
  operation: Operation,
  params?: Record<string, string>,
  body?: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
) => Promise<{ status: number | undefined; body: any }>;

beforeAll(async () => {
  database = await startTestDatabase();
  for (const name of ['casework', 'registry', 'network', 'audit']) await database.table(name);
  const { db } = database;
  const signer = localSigner();
  const deps: Dependencies = {
    db,
    clock: () => at,
    idempotencyTable: 'casework',
    auditTable: 'audit',
    callerOf: async (who) => ({ id: who ?? '', roles: ['anyone', 'person'], scopes: [] }),
    casework: 'casework',
    registry: 'registry',
    network: 'network',
    log: { db, table: 'audit', signer, log: 'x' },
    signers: [signer],
    issuer: signer,
    s3: new S3Client({}),
    exports: 'exports',
    seals: openSeals,
    policy: standardPolicy,
    door: 'none',
    origin: 'https://example.org',
  };
  const put = (TableName: string, Item: Record<string, unknown>) => db.send(new PutCommand({ TableName, Item }));
  const createdAt = at.toISOString();
  await put('casework', {
    ...caseworkKey.supplier(supplier),
    ...{ supplier, name: 'Atelier', language: 'fr', createdAt, createdBy: 'ada' },
  });
  await put('casework', { ...caseworkKey.member(supplier, 'ada'), supplier, person: 'ada', role: 'owner' });
  const handler = api(routes(deps), deps);
  call = async (who, operation, params = {}, body) => {
    const event = {
      routeKey: `${operation.method} ${operation.path}`,
      rawPath: operation.path,
      rawQueryString: '',
      headers: { authorization: who, 'content-type': 'application/json' },
      pathParameters: params,
      isBase64Encoded: false,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    } as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
    const { statusCode, body: text } = await handler(event, {} as Context);
    return { status: statusCode, body: text ? JSON.parse(text) : undefined };
  };
}, 30_000);
afterAll(() => database.stop());

const invite = async (role: string) => (await call('ada', trust.inviteMember, { supplier }, { role })).body.code;
const accept = (who: string, code: string) => call(who, trust.acceptInvitation, {}, { code });
const membersSeenBy = async (who: string) => (await call(who, trust.listMembers, { supplier })).body.members;

describe('members of a supplier', () => {
  it('come in by an invitation that serves once and in time', async () => {
    const code = await invite('editor');
    expect((await accept('bo', code)).body).toEqual({ supplier, role: 'editor' });
    expect((await accept('eve', code)).status).toBe(404);
    const late = await invite('owner');
    at = new Date(at.getTime() + 8 * 86_400_000);
    expect((await accept('eve', late)).status).toBe(404);
    expect(await membersSeenBy('bo')).toEqual([
      { person: 'ada', role: 'owner', opener: true },
      { person: 'bo', role: 'editor', opener: false },
    ]);
  });

  it('are called what those who invited them call them, sealed at rest', async () => {
    const invited = (await call('ada', trust.inviteMember, { supplier }, { role: 'reader', name: 'Zoé Tremblay' }))
      .body;
    const waiting = (await call('ada', trust.listMembers, { supplier })).body.invitations;
    expect(waiting).toContainEqual(expect.objectContaining({ invitation: invited.invitation, name: 'Zoé Tremblay' }));
    await accept('zoe', invited.code);
    expect(await membersSeenBy('ada')).toContainEqual({
      ...{ person: 'zoe', role: 'reader', opener: false, name: 'Zoé Tremblay' },
    });
    await call('ada', trust.removeMember, { supplier, person: 'zoe' });
  });

  it('do what their role allows and strangers do not even learn of them', async () => {
    expect((await call('bo', trust.inviteMember, { supplier }, { role: 'owner' })).status).toBe(403);
    expect((await call('bo', trust.removeMember, { supplier, person: 'ada' })).status).toBe(403);
    expect((await call('eve', trust.listMembers, { supplier })).status).toBe(404);
    expect((await call('eve', trust.removeMember, { supplier, person: 'ada' })).status).toBe(404);
  });

  it('never lose their last owner, even when two leave at once', async () => {
    expect((await call('ada', trust.removeMember, { supplier, person: 'ada' })).status).toBe(409);
    expect((await call('ada', trust.changeMember, { supplier, person: 'ada' }, { role: 'reader' })).status).toBe(409);
    expect((await call('ada', trust.changeMember, { supplier, person: 'bo' }, { role: 'owner' })).status).toBe(200);
    await Promise.all([
      call('ada', trust.removeMember, { supplier, person: 'ada' }),
      call('bo', trust.changeMember, { supplier, person: 'bo' }, { role: 'reader' }),
    ]);
    const left = [...((await membersSeenBy('ada')) ?? []), ...((await membersSeenBy('bo')) ?? [])];
    expect(left.filter(({ role }: { role: string }) => role === 'owner').length).toBeGreaterThan(0);
  });

  it('who were removed are strangers', async () => {
    const keeper = ((await membersSeenBy('ada')) ?? (await membersSeenBy('bo'))).find(
      ({ role }: { role: string }) => role === 'owner',
    ).person;
    const code = (await call(keeper, trust.inviteMember, { supplier }, { role: 'reader' })).body.code;
    await accept('cy', code);
    expect((await call('cy', trust.listMembers, { supplier })).status).toBe(200);
    expect((await call(keeper, trust.removeMember, { supplier, person: 'cy' })).status).toBe(204);
    expect((await call('cy', trust.listMembers, { supplier })).status).toBe(404);
  });
});
