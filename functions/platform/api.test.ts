import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operation } from '#schemas/api/contract.ts';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { api, route } from './api.ts';
import { type Caller, nobody } from './caller.ts';
import { Problem } from './problem.ts';

const note = z.strictObject({ text: z.string().min(1).max(20) });
const write = operation({
  name: 'writeNote',
  method: 'POST',
  path: '/v1/notes/{note}',
  action: 'submission.edit',
  summary: { fr: 'Écrire', en: 'Write' },
  params: z.strictObject({ note: z.string().regex(/^n\d+$/) }),
  body: note,
  answer: z.object({ text: z.string(), count: z.int() }),
  idempotencyKey: 'required',
});
const reveal = operation({ ...write, name: 'revealNote', path: '/v1/notes/{note}/secret', idempotencyKey: 'once' });
const change = operation({ ...write, name: 'changeNote', method: 'PUT', idempotencyKey: 'optional', ifMatch: true });

let database: TestDatabase;
let calls = 0;
/** The owner is one no more. */
let left = false;
let call: (
  key: string,
  more?: { body?: unknown; text?: string; headers?: Record<string, string>; note?: string; caller?: Caller },
) => Promise<APIGatewayProxyStructuredResultV2>;

const owner: Caller = { id: 'p-1', roles: ['anyone', 'person'], scopes: [] };
const stranger: Caller = { id: 'p-2', roles: ['anyone', 'person'], scopes: [] };

beforeAll(async () => {
  database = await startTestDatabase();
  const table = await database.table('notes');
  const relationOf = async (caller: Caller) =>
    ({ relation: caller.id === owner.id && !left ? 'owner' : 'none', record: {} }) as const;
  const callers = new Map<string | undefined, Caller>([
    ['owner', owner],
    ['stranger', stranger],
  ]);
  const handler = api(
    [
      route(write, {
        subject: ({ caller }) => relationOf(caller),
        handle: async ({ params, body }) => {
          calls += 1;
          if (body.text === 'boom') throw new TypeError('a fault of ours');
          return {
            // `secret` is not in the contract.
            body: { text: body.text, count: calls, secret: 'kept' } as { text: string; count: number },
            writes: [
              {
                Put: {
                  TableName: table,
                  Item: { pk: params.note, sk: 'NOTE', text: body.text },
                  ConditionExpression: 'attribute_not_exists(pk)',
                },
                orElse: new Problem('already-exists'),
              },
            ],
          };
        },
      }),
      route(reveal, {
        subject: ({ caller }) => relationOf(caller),
        handle: async ({ body }) => {
          calls += 1;
          return { body: { text: body.text, count: calls } };
        },
      }),
      route(change, {
        subject: ({ caller }) => relationOf(caller),
        handle: async ({ body, ifMatch }) => ({ body: { text: body.text, count: ifMatch }, revision: ifMatch + 1 }),
      }),
    ],
    {
      db: database.db,
      clock: () => new Date('2026-11-22T12:00:00Z'),
      idempotencyTable: table,
      auditTable: await database.table('audit'),
      callerOf: async (who) => callers.get(who) ?? nobody,
    },
  );
  call = (key, { body, text, headers = {}, note: id = 'n1', caller = owner } = {}) => {
    const authorization = caller === owner ? 'owner' : caller === stranger ? 'stranger' : undefined;
    const event: APIGatewayProxyEventV2 = {
      version: '2.0',
      routeKey: key,
      rawPath: key.split(' ')[1]?.replace('{note}', id) ?? '',
      rawQueryString: '',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }), ...headers },
      pathParameters: { note: id },
      isBase64Encoded: false,
      requestContext: {} as APIGatewayProxyEventV2['requestContext'],
      ...((body !== undefined || text !== undefined) && { body: text ?? JSON.stringify(body) }),
    };
    return handler(event, {} as Context);
  };
}, 30_000);
afterAll(() => database.stop());

const post = 'POST /v1/notes/{note}';
const stored = async (id: string) =>
  (await database.db.send(new GetCommand({ TableName: 'notes', Key: { pk: id, sk: 'NOTE' } }))).Item;
const problemOf = (result: APIGatewayProxyStructuredResultV2) => JSON.parse(result.body ?? '{}');

describe('a request', () => {
  it('is answered with what the contract names and nothing else', async () => {
    const result = await call(post, { body: { text: 'hello' }, headers: { 'idempotency-key': 'k1' } });
    expect(result.statusCode).toBe(200);
    expect(Object.keys(JSON.parse(result.body ?? ''))).toEqual(['text', 'count']);
    expect(await stored('n1')).toMatchObject({ text: 'hello' });
  });

  it('repeated with its key gets its first answer word for word, and is not run again', async () => {
    const before = calls;
    const again = await call(post, { body: { text: 'hello' }, headers: { 'idempotency-key': 'k1' } });
    expect(calls).toBe(before);
    expect(again.headers?.['idempotent-replay']).toBe('true');

    left = true;
    try {
      const later = await call(post, { body: { text: 'hello' }, headers: { 'idempotency-key': 'k1' } });
      expect([later.statusCode, later.body]).toEqual([again.statusCode, again.body]);
      const others = await Promise.all([
        call(post, { body: { text: 'hello' }, headers: { 'idempotency-key': 'k1' }, caller: stranger }),
        call(post, { body: { text: 'other' }, headers: { 'idempotency-key': 'k1' } }),
        call(post, { body: { text: 'hello' }, headers: { 'idempotency-key': 'k0' } }),
      ]);
      expect(others.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    } finally {
      left = false;
    }
    expect(JSON.parse(again.body ?? '').text).toBe('hello');
  });

  it('sent ten times at once with one key is done once and answered ten times alike', async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        call(post, { note: 'n2', body: { text: 'many' }, headers: { 'idempotency-key': 'k2' } }),
      ),
    );
    const done = results.filter(({ statusCode }) => statusCode === 200);
    expect(new Set(done.map(({ body }) => body)).size).toBe(1);
    expect(results.every(({ statusCode }) => statusCode === 200 || statusCode === 503)).toBe(true);
  });

  it('whose answer is told once is done once: a repeat is refused, and nothing of the answer is kept', async () => {
    const headers = { 'idempotency-key': 'once' };
    const ask = () => call('POST /v1/notes/{note}/secret', { body: { text: 'whisper' }, headers, note: 'n7' });
    const before = calls;
    const all = await Promise.all(Array.from({ length: 5 }, ask));
    expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409]);
    const again = await ask();
    expect([again.statusCode, problemOf(again).type]).toEqual([409, '/problems/already-exists']);
    expect(calls).toBeLessThanOrEqual(before + 5);
    const { Items = [] } = await database.db.send(new ScanCommand({ TableName: 'notes' }));
    expect(JSON.stringify(Items.filter(({ pk }) => String(pk).startsWith('IDEMPOTENCY#')))).not.toContain('whisper');
  });

  it('with a used key and another body is refused', async () => {
    const result = await call(post, { body: { text: 'other' }, headers: { 'idempotency-key': 'k1' } });
    expect([result.statusCode, problemOf(result).type]).toEqual([422, '/problems/idempotency-key-reused']);
  });

  it('whose condition does not hold is refused with the reason of that write, and leaves no key behind', async () => {
    const refused = await call(post, { body: { text: 'again' }, headers: { 'idempotency-key': 'k3' } });
    expect([refused.statusCode, problemOf(refused).type]).toEqual([409, '/problems/already-exists']);
    const later = await call(post, { note: 'n3', body: { text: 'again' }, headers: { 'idempotency-key': 'k3' } });
    expect(later.statusCode).toBe(200);
  });

  it.each([
    ['malformed JSON', { text: '{"text":' }, 400, 'malformed-json'],
    ['a wrong type', { body: { text: 7 } }, 422, 'invalid'],
    ['an unknown field', { body: { text: 'a', more: 1 } }, 422, 'invalid'],
    ['no key', { body: { text: 'a' }, headers: { 'idempotency-key': '' } }, 400, 'idempotency-key-required'],
    ['an id that cannot be', { note: '../x', body: { text: 'a' } }, 404, 'not-found'],
    ['no token', { caller: nobody, body: { text: 'a' } }, 401, 'unauthenticated'],
    ['a stranger, who does not learn that it exists', { caller: stranger, body: { text: 'a' } }, 404, 'not-found'],
  ])('with %s is refused in the caller’s language and changes nothing', async (_, more, status, code) => {
    const headers = { 'idempotency-key': 'kx', 'accept-language': 'fr-CA', ...(more as { headers?: object }).headers };
    const result = await call(post, { note: 'n9', ...more, headers });
    expect([result.statusCode, problemOf(result).type]).toEqual([status, `/problems/${code}`]);
    expect(result.headers?.['content-language']).toBe('fr');
    expect(await stored('n9')).toBeUndefined();
  });

  it('that meets a fault of ours says nothing of it', async () => {
    const result = await call(post, { note: 'n8', body: { text: 'boom' }, headers: { 'idempotency-key': 'k8' } });
    expect(result.statusCode).toBe(500);
    expect(result.body).not.toContain('fault');
  });

  it('that changes something names the version it starts from', async () => {
    const put = 'PUT /v1/notes/{note}';
    expect((await call(put, { body: { text: 'a' } })).statusCode).toBe(428);
    expect((await call(put, { body: { text: 'a' }, headers: { 'if-match': 'yesterday' } })).statusCode).toBe(412);
    const changed = await call(put, { body: { text: 'a' }, headers: { 'if-match': '"4"' } });
    expect([changed.statusCode, changed.headers?.etag]).toEqual([200, '"5"']);
  });
});
