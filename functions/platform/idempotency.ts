import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Operation } from '#schemas/api/contract.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import { derivedId, sha256Hex } from './ids.ts';
import { Problem } from './problem.ts';
import { ConditionFailed, type Write } from './tables.ts';

/** A key answers the same request with the same answer for this many seconds. */
export const idempotencySeconds = 24 * 3600;

type Call = { operation: Operation; caller: Caller; event: APIGatewayProxyEventV2; body: unknown };
type Deps = { db: DynamoDBDocumentClient; clock: Clock; idempotencyTable: string };
type Result = APIGatewayProxyStructuredResultV2;

const keyOf = ({ operation, event }: Call): string | undefined => {
  const key = event.headers['idempotency-key'];
  if (operation.idempotencyKey === undefined || (key === undefined && operation.idempotencyKey !== 'required'))
    return undefined;
  if (key === undefined || !/^[\x21-\x7e]{1,128}$/.test(key)) throw new Problem('idempotency-key-required');
  return key;
};

const recordOf = ({ caller, event, body }: Call, key: string) => ({
  pk: `IDEMPOTENCY#${derivedId(caller.id, key)}`,
  request: sha256Hex(JSON.stringify([event.routeKey, event.rawPath, event.rawQueryString, body])),
});

const toldOnce = new Problem('already-exists', {
  detail: {
    fr: 'C’est déjà fait sous cette clé; ce que contenait la réponse n’est donné qu’une fois.',
    en: 'This was already done under this key; what the answer held is given only once.',
  },
});

/**
 * What this caller was answered to the same request under the same key, word for word.
 * @throws Problem `idempotency-key-reused` when the key was given to another request, `already-exists` when the answer is
 *   told only once
 */
export const answeredBefore = async (deps: Deps, call: Call): Promise<Result | undefined> => {
  const key = keyOf(call);
  if (key === undefined) return undefined;
  const { pk, request } = recordOf(call, key);
  const { Item: found } = await deps.db.send(
    new GetCommand({ TableName: deps.idempotencyTable, Key: { pk, sk: 'RESULT' }, ConsistentRead: true }),
  );
  if (!found || found.expiresAt < deps.clock().getTime() / 1000) return undefined;
  if (found.request !== request) throw new Problem('idempotency-key-reused');
  if (call.operation.idempotencyKey === 'once') throw toldOnce;
  return { ...found.result, headers: { ...found.result.headers, 'idempotent-replay': 'true' } };
};

/**
 * Runs a request once per `Idempotency-Key` and caller. The key's record is part of the request's own transaction, so
 * there is no moment at which one exists without the other; a repeat gets the first answer, word for word.
 */
export const idempotently = async (
  deps: Deps,
  call: Call,
  run: (record: (result: Result) => Write[]) => Promise<Result>,
): Promise<Result> => {
  const key = keyOf(call);
  if (key === undefined) return run(() => []);
  const { pk, request } = recordOf(call, key);
  const before = await answeredBefore(deps, call);
  if (before) return before;
  try {
    return await run((result) => [
      {
        Put: {
          TableName: deps.idempotencyTable,
          Item: {
            pk,
            sk: 'RESULT',
            request,
            ...(call.operation.idempotencyKey !== 'once' && { result }),
            expiresAt: Math.floor(deps.clock().getTime() / 1000) + idempotencySeconds,
          },
          ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
          ExpressionAttributeValues: { ':now': Math.floor(deps.clock().getTime() / 1000) },
        },
      },
    ]);
  } catch (error) {
    // The same request at the same moment won: its answer is ours too, also where its writes made ours fail.
    const won =
      error instanceof ConditionFailed || error instanceof Problem ? await answeredBefore(deps, call) : undefined;
    if (won) return won;
    throw error instanceof ConditionFailed ? new Problem('busy') : error;
  }
};
