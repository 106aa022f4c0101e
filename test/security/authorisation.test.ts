import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { api, route } from '#platform/api.ts';
import { type Caller, nobody } from '#platform/caller.ts';
import { documentClient } from '#platform/tables.ts';
import type { Operation } from '#schemas/api/contract.ts';
import { operations } from '#schemas/api/operations.ts';
import { type Relation, type Role, relations, roles } from '#schemas/authorisation.ts';
import { authorisationDocument, file } from '../../scripts/authorisation.ts';

/** The printed table, read back: what people are told is what is tested. */
const printed = new Map(
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, action]) => /^`[a-z-]+\.[a-z-]+`$/.test(action ?? ''))
    .map(([, action = '', ...cells]) => [
      action.slice(1, -1),
      new Map(
        roles.map((role, i) => [
          role,
          cells[i] === 'always'
            ? new Set<string>(relations)
            : new Set((cells[i] ?? '').split(', ').map((one) => (one === 'no tie' ? 'none' : one))),
        ]),
      ),
    ]),
);

/** Everything that a token with this role also is. */
const held: Record<Role, readonly Role[]> = {
  anyone: ['anyone'],
  person: ['anyone', 'person'],
  verifier: ['anyone', 'person', 'verifier'],
  buyer: ['anyone', 'person', 'buyer'],
  system: ['anyone', 'system'],
  operator: ['anyone', 'person', 'operator'],
};

const everyScope = ['passerelle/feed.read', 'passerelle/feed.replay'];

const ask = async (
  operation: Operation,
  role: Role,
  relation: Relation,
  exists: boolean,
  scopes = everyScope,
): Promise<number> => {
  const caller: Caller = role === 'anyone' ? nobody : { id: 'p-1', roles: held[role], scopes };
  const { params: _, query: __, body: ___, answer: ____, ifMatch: _____, idempotencyKey: ______, ...bare } = operation;
  const handler = api(
    [
      route(
        { ...bare, audited: false, status: 202 },
        {
          subject: async () => (exists ? { relation, record: undefined } : undefined),
          handle: async () => ({}),
        },
      ),
    ],
    {
      // Never reached: nothing is written.
      db: documentClient(),
      clock: () => new Date('2026-11-22T12:00:00Z'),
      idempotencyTable: 'none',
      auditTable: 'none',
      callerOf: async () => caller,
    },
  );
  const event = {
    routeKey: `${operation.method} ${operation.path}`,
    rawPath: operation.path,
    headers: {},
    isBase64Encoded: false,
  } as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
  return (await handler(event, {} as Context)).statusCode ?? 0;
};

const expected = (operation: Operation, role: Role, relation: Relation): number => {
  const cells = printed.get(operation.action);
  if (held[role].some((one) => cells?.get(one)?.has(relation))) return 202;
  if (role === 'anyone') return 401;
  const knows = relation !== 'none' && relation !== 'conflict';
  return knows || !operation.path.includes('{') ? 403 : 404;
};

describe('the authorisation table', () => {
  it('is printed as it is obeyed', () => {
    expect(readFileSync(file, 'utf8')).toBe(authorisationDocument());
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))(
    'decides on %s for every role and every relation',
    async (_, operation) => {
      expect(printed.has(operation.action)).toBe(true);
      for (const role of roles)
        for (const relation of relations)
          expect([role, relation, await ask(operation, role, relation, true)]).toEqual([
            role,
            relation,
            expected(operation, role, relation),
          ]);
    },
  );

  it('lets an institution’s system do only what its token was made for', async () => {
    const bySystems = operations.filter(({ action }) => printed.get(action)?.get('system')?.has('own'));
    const narrow = bySystems.filter(({ action }) => printed.get(action)?.get('system')?.size === 1);
    for (const operation of narrow)
      expect([operation.name, await ask(operation, 'system', 'own', true, [])]).toEqual([operation.name, 403]);
    expect(narrow.length).toBeGreaterThan(0);
  });

  it('makes no difference, to who may not know, between a record of others and one that does not exist', async () => {
    for (const operation of operations.filter(({ path }) => path.includes('{')))
      for (const role of roles) {
        const others = await ask(operation, role, 'none', true);
        if (others >= 400)
          expect([operation.name, role, await ask(operation, role, 'none', false)]).toEqual([
            operation.name,
            role,
            others,
          ]);
      }
  });
});
