import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  DynamoDBServiceException as ServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Problem } from './problem.ts';

export type Item = Record<string, unknown>;
type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * One conditional write, and what to tell the caller when its condition does not hold: where that depends on the record
 * that stood in the way, the write asks for it (`ReturnValuesOnConditionCheckFailure`).
 */
export type Write = TransactItem & { orElse?: Problem | ((found: Item) => Problem) };

/** The document client that every room uses. */
export const documentClient = (config: DynamoDBClientConfig = {}): DynamoDBDocumentClient => {
  const db = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5, ...config }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  // It copies each request and answer, field by field, for the SDK's own log, which nobody keeps.
  db.middlewareStack.remove('loggerMiddleware');
  return db;
};

/** Thrown by `commit` when a write without `orElse` met a failed condition; `index` tells which. */
export class ConditionFailed extends Error {
  override name = 'ConditionFailed';
  readonly index: number;
  constructor(index: number) {
    super(`condition of write ${index} does not hold`);
    this.index = index;
  }
}

/**
 * Whether a failed `commit` has certainly written nothing: its condition did not hold, or the request was refused. A
 * connection that broke, a service that failed and what was tried more than once tell nothing of what was written.
 */
export const wroteNothing = (error: unknown): boolean => {
  if (error instanceof Problem || error instanceof ConditionFailed) return true;
  if (error instanceof TransactionCanceledException) return true;
  if (!(error instanceof ServiceException)) return false;
  const first = (error.$metadata.attempts ?? 1) <= 1;
  return first && error.$fault === 'client' && error.name !== 'TransactionInProgressException';
};

/**
 * Writes all or nothing. A failed condition throws its write's problem, or `ConditionFailed`; a collision with another
 * transaction throws `busy`, which the caller may retry (nothing was written).
 */
export const commit = async (db: DynamoDBDocumentClient, writes: readonly Write[], token?: string): Promise<void> => {
  if (writes.length === 0) return;
  try {
    await db.send(
      new TransactWriteCommand({
        TransactItems: writes.map(({ orElse: _, ...write }) => write),
        ...(token && { ClientRequestToken: token.slice(0, 36) }),
      }),
    );
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const index = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
    if (index >= 0) {
      const orElse = writes[index]?.orElse ?? new ConditionFailed(index);
      throw typeof orElse === 'function' ? orElse(unmarshall(reasons[index]?.Item ?? {})) : orElse;
    }
    if (reasons.some((reason) => reason.Code === 'TransactionConflict')) throw new Problem('busy');
    throw error;
  }
};
