import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  BatchWriteCommand,
  type BatchWriteCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Item } from './tables.ts';

/** DynamoDB's limits of one call. */
const [keysPerRead, itemsPerWrite] = [100, 25];

const inParts = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/**
 * The records of these keys as they are now, in no order; a key without a record is left out.
 * @param attributes what is wanted of each, by name; the whole of it otherwise
 */
export const readMany = async (
  db: DynamoDBDocumentClient,
  table: string,
  keys: readonly Item[],
  attributes?: readonly string[],
): Promise<Item[]> => {
  // Some names are words of DynamoDB's own.
  const wanted = attributes && {
    ProjectionExpression: attributes.map((_, n) => `#a${n}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name, n) => [`#a${n}`, name])),
  };
  const readPart = async (part: Item[]): Promise<Item[]> => {
    const found: Item[] = [];
    let request: BatchGetCommandOutput['UnprocessedKeys'] = {
      [table]: { Keys: part, ConsistentRead: true, ...wanted },
    };
    while (request?.[table]?.Keys?.length) {
      const answer: BatchGetCommandOutput = await db.send(new BatchGetCommand({ RequestItems: request }));
      found.push(...(answer.Responses?.[table] ?? []));
      request = answer.UnprocessedKeys;
    }
    return found;
  };
  return (await Promise.all(inParts(keys, keysPerRead).map(readPart))).flat();
};

type Requests = NonNullable<BatchWriteCommandOutput['UnprocessedItems']>[string];

const writeMany = async (db: DynamoDBDocumentClient, table: string, requests: Requests): Promise<void> => {
  for (const part of inParts(requests, itemsPerWrite)) {
    let request: BatchWriteCommandOutput['UnprocessedItems'] = { [table]: part };
    while (request?.[table]?.length) {
      const answer: BatchWriteCommandOutput = await db.send(new BatchWriteCommand({ RequestItems: request }));
      request = answer.UnprocessedItems;
    }
  }
};

/** Puts records whatever was there, part by part: a crash leaves some of them, and a repeat puts them all. */
export const putMany = (db: DynamoDBDocumentClient, table: string, items: readonly Item[]): Promise<void> =>
  writeMany(
    db,
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  );
