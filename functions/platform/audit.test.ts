import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operation } from '#schemas/api/contract.ts';
import { auditCode, auditEntry } from '#schemas/audit.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { api, route } from './api.ts';
import { auditWrite, notACode } from './audit.ts';
import { Problem } from './problem.ts';

const params = z.strictObject({ submission: z.string() });
const summary = { fr: 'Essai', en: 'Trial' };
const path = '/v1/submissions/{submission}';
const read = operation({ name: 'readIt', method: 'GET', path, action: 'submission.read', summary, params });
const view = operation({ ...read, name: 'viewIt', path: `${path}/page`, audited: true });
const change = operation({
  ...read,
  name: 'changeIt',
  method: 'PUT',
  action: 'submission.edit',
  body: z.object({ name: z.string() }),
});

let database: TestDatabase;
let call: (key: string, submission: string) => Promise<number | undefined>;
const entries = async () => {
  const { Items = [] } = await database.db.send(new ScanCommand({ TableName: 'audit' }));
  return Items.map((item) => auditEntry.strip().parse(item));
};

beforeAll(async () => {
  database = await startTestDatabase();
  await database.table('casework');
  await database.table('audit');
  const subject = async () => ({ relation: 'owner' as const, record: { supplier: 'sup_1', name: 'Ada Tremblay' } });
  const item = (submission: string) => ({
    Put: {
      TableName: 'casework',
      Item: { pk: submission, sk: 'IT' },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
    orElse: new Problem('already-exists'),
  });
  const handler = api(
    [
      route(read, { subject, handle: async () => ({}) }),
      route(view, { subject, handle: async () => ({}) }),
      route(change, {
        subject,
        handle: async ({ params }) => ({ writes: [item(params.submission)], audit: { codes: { revision: 2 } } }),
      }),
    ],
    {
      db: database.db,
      clock: () => new Date('2026-11-22T12:00:00Z'),
      idempotencyTable: 'casework',
      auditTable: 'audit',
      callerOf: async () => ({ id: 'p-1', roles: ['anyone', 'person'], scopes: [] }),
    },
  );
  call = async (key, submission) => {
    const event = {
      routeKey: key,
      rawPath: key,
      rawQueryString: '',
      headers: { 'content-type': 'application/json', authorization: 'x' },
      pathParameters: { submission },
      body: '{"name":"Ada Tremblay"}',
      isBase64Encoded: false,
    } as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
    return (await handler(event, {} as Context)).statusCode;
  };
}, 30_000);
afterAll(() => database.stop());

describe('the audit entry of a request', () => {
  it('is written for a change and for a view that the contract names, and for no other read', async () => {
    expect(await call(`GET ${path}`, 'sub_1')).toBe(204);
    expect(await entries()).toEqual([]);
    expect(await call(`PUT ${path}`, 'sub_1')).toBe(204);
    expect(await call(`GET ${path}/page`, 'sub_1')).toBe(204);
    expect((await entries()).map(({ operation }) => operation).sort()).toEqual(['changeIt', 'viewIt']);
  });

  it('names who, what and whose, and nothing that was typed', async () => {
    const [entry] = (await entries()).filter(({ operation }) => operation === 'changeIt');
    expect(entry).toMatchObject({
      actor: { kind: 'person', id: 'p-1' },
      action: 'submission.edit',
      subjects: ['sup_1', 'sub_1'],
      codes: { relation: 'owner', revision: 2 },
    });
    expect(JSON.stringify(await entries())).not.toContain('Tremblay');
  });

  it('is not there when what it records did not happen', async () => {
    const before = (await entries()).length;
    expect(await call(`PUT ${path}`, 'sub_1')).toBe(409);
    expect((await entries()).length).toBe(before);
  });
});

describe('an entry', () => {
  const any = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.emailAddress(),
    fc.constantFrom('owner', 'sup_1'),
  );
  const value = fc.oneof(any, fc.double(), fc.integer(), fc.array(any, { maxLength: 30 }));
  const entry = fc.record({
    id: fc.constant('aud_1'),
    at: fc.constant('2026-11-22T12:00:00.000Z'),
    actor: fc.record({ kind: fc.constant('person' as const), id: any }),
    action: any,
    operation: any,
    subjects: fc.array(any, { maxLength: 12 }),
    codes: fc.dictionary(any, value),
  });

  it('is never refused, whatever is given to be recorded, and holds codes only', () => {
    fc.assert(
      fc.property(entry, (given) => {
        const { Item } = auditWrite('audit', given).Put!;
        const { actor, action, operation: name, subjects, codes } = auditEntry.strip().parse(Item);
        const texts = [action, name, ...subjects, ...Object.keys(codes), ...Object.values(codes).flat()];
        for (const text of texts) if (typeof text === 'string') expect(text).toMatch(/^[\w.:@#/-]+$/);
        // Two actors are never one.
        expect(actor.id === '').toBe(given.actor.id === '');
        const isNumber = (one: unknown) => typeof one === 'number' && Number.isSafeInteger(one);
        for (const [key, one] of Object.entries(given.codes))
          if (auditCode.safeParse(key).success && (isNumber(one) || auditCode.safeParse(one).success))
            expect(codes[key]).toBe(one);
      }),
    );
  });

  it('records a list as a list, and says where a value could not be recorded', () => {
    const { Item } = auditWrite('audit', {
      ...{ id: 'aud_1', at: '2026-11-22T12:00:00.000Z', actor: { kind: 'person', id: 'p-1' }, subjects: ['city'] },
      ...{ action: 'endpoint.manage', operation: 'makeClient' },
      codes: { scopes: ['feed.read', 'feed.replay'], joined: 'feed.read feed.replay', part: 0.5 },
    }).Put!;
    expect(Item?.codes).toEqual({ scopes: ['feed.read', 'feed.replay'], joined: notACode, part: notACode });
  });
});
