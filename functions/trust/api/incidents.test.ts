import { S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '#platform/api.ts';
import type { Operation } from '#schemas/api/contract.ts';
import { listIncidents, readIncident, recordIncident, updateIncident } from '#schemas/api/rights.ts';
import type { IncidentContent } from '#schemas/incident.ts';
import { standardPolicy } from '#schemas/policy.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { localSigner, openSeals } from '../testing.ts';
import type { Dependencies } from './deps.ts';
import { incidentRoutes } from './incidents.ts';

const lost: IncidentContent = {
  information: 'Names and shares of the owners of two firms',
  circumstances: 'A report was sent to the wrong institution.',
  occurred: { from: '2026-11-20', approximate: false },
  awareOn: '2026-11-22',
  persons: { number: 5, approximate: true },
  suppliers: [],
  risk: { serious: true, elements: 'Shares are sensitive; the recipient is bound by law.' },
  notices: [],
  measures: 'The recipient confirmed in writing that it deleted the report.',
  state: 'open',
};

let database: TestDatabase;
let n = 0;
let call: (
  operation: Operation,
  more?: { params?: Record<string, string>; body?: unknown; ifMatch?: number; who?: string; query?: object },
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
) => Promise<{ status: number | undefined; body: any }>;

beforeAll(async () => {
  database = await startTestDatabase();
  for (const name of ['casework', 'registry', 'network', 'audit']) await database.table(name);
  const { db } = database;
  const signer = localSigner();
  const deps: Dependencies = {
    db,
    clock: () => new Date('2026-11-22T12:00:00Z'),
    idempotencyTable: 'casework',
    auditTable: 'audit',
    callerOf: async (who) => ({
      id: who ?? '',
      roles: who === 'isabelle' ? ['anyone', 'person', 'operator'] : ['anyone', 'person'],
      scopes: [],
    }),
    casework: 'casework',
    registry: 'registry',
    network: 'network',
    log: { db, table: 'audit', signer, log: 'x' },
    signers: [signer],
    issuer: signer,
    s3: new S3Client({}),
    seals: openSeals,
    policy: standardPolicy,
    exports: 'exports',
    origin: 'https://example.org',
    door: 'door',
  };
  const handler = api(incidentRoutes(deps), deps);
  call = async (operation, { params = {}, body, ifMatch, who = 'isabelle', query = {} } = {}) => {
    const event = {
      routeKey: `${operation.method} ${operation.path}`,
      rawPath: operation.path,
      rawQueryString: '',
      headers: {
        authorization: who,
        'content-type': 'application/json',
        'idempotency-key': `k-${++n}`,
        ...(ifMatch && { 'if-match': `"${ifMatch}"` }),
      },
      pathParameters: params,
      queryStringParameters: query,
      isBase64Encoded: false,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    } as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
    const { statusCode, body: text } = await handler(event, {} as Context);
    return { status: statusCode, body: text ? JSON.parse(text) : undefined };
  };
}, 30_000);
afterAll(() => database.stop());

describe('the register of incidents', () => {
  it('keeps every version, newest first, at least five years from the day of awareness', async () => {
    const { body: recorded } = await call(recordIncident, { body: lost });
    expect(recorded).toMatchObject({ ...lost, version: 1, recordedBy: 'isabelle', keepUntil: '2031-11-22' });
    const params = { incident: recorded.incident };
    const told = [
      { to: 'commission', on: '2026-11-23', publicly: false },
      { to: 'persons', on: '2026-11-24', publicly: false },
    ];
    await call(updateIncident, { params, body: { ...lost, notices: told, state: 'closed' }, ifMatch: 1 });
    const { body } = await call(readIncident, { params });
    expect(body.versions.map(({ version, state }: { version: number; state: string }) => [version, state])).toEqual([
      [2, 'closed'],
      [1, 'open'],
    ]);
    const { body: list } = await call(listIncidents);
    expect(list.incidents).toMatchObject([{ incident: recorded.incident, version: 2 }]);
  });

  it('does not close a serious incident of which nobody was told', async () => {
    const refused = await call(recordIncident, { body: { ...lost, state: 'closed' } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ field: 'notices', code: 'notices-missing' }]);
  });

  it('loses nothing where two write at once: the second reads again', async () => {
    const { body } = await call(recordIncident, { body: lost });
    const params = { incident: body.incident };
    const both = await Promise.all(
      ['One', 'Two'].map((measures) => call(updateIncident, { params, body: { ...lost, measures }, ifMatch: 1 })),
    );
    expect(both.map(({ status }) => status === 200).filter(Boolean)).toHaveLength(1);
    expect((await call(readIncident, { params })).body.versions).toHaveLength(2);
  });

  it('is read page by page, and no made-up cursor leads anywhere', async () => {
    const [first] = (await call(listIncidents, { query: { limit: '1' } })).body.incidents;
    const { body } = await call(listIncidents, { query: { limit: '1' } });
    expect(body.next).toBe(first.incident);
    const second = await call(listIncidents, { query: { limit: '1', cursor: body.next } });
    expect(second.body.incidents[0].incident).not.toBe(first.incident);
    expect((await call(listIncidents, { query: { cursor: 'SUPPLIER#x' } })).status).toBe(400);
  });

  it('is there for operators only', async () => {
    expect((await call(listIncidents, { who: 'ada' })).status).toBe(403);
    expect((await call(recordIncident, { who: 'ada', body: lost })).status).toBe(403);
  });
});
