import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { isOf, keyOf, prefixOf } from '#schemas/records/key.ts';
import { bookkeeping, type Fields, type KeyParts, type Kind, type PartsOf } from '#schemas/records/record.ts';
import type { Item } from '../tables.ts';

/** A record's own fields, parsed. @throws ZodError where what rests is not of the kind */
export const parseRecord = <K extends Kind>(kind: K, item: Item): Fields<K> => {
  const own = Object.fromEntries(
    Object.entries(item).filter(([name]) => !(bookkeeping as readonly string[]).includes(name)),
  );
  return kind.schema.parse(own);
};

/** One record as it is now, read consistently; undefined where there is none. */
export const getRecord = async <K extends Kind>(
  db: DynamoDBDocumentClient,
  table: string,
  kind: K,
  parts: KeyParts<K>,
): Promise<Fields<K> | undefined> => {
  const { Item } = await db.send(
    new GetCommand({ TableName: table, Key: keyOf(kind, parts as never), ConsistentRead: true }),
  );
  return Item && parseRecord(kind, Item);
};

type ListParts<K> = K extends Kind<string, infer _T, infer Pk, infer Sk> ? PartsOf<Pk> & Partial<PartsOf<Sk>> : never;

/** The records of a kind in one partition, by their sort keys; only those that begin with the parts given. */
export const listRecords = async <K extends Kind>(
  db: DynamoDBDocumentClient,
  table: string,
  kind: K,
  parts: ListParts<K>,
): Promise<Fields<K>[]> => {
  const { pk, prefix } = prefixOf(kind, parts as never);
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ConsistentRead: true,
    },
  );
  const found: Fields<K>[] = [];
  for await (const { Items = [] } of pages)
    found.push(...Items.filter((item) => isOf(kind, item)).map((item) => parseRecord(kind, item)));
  return found;
};

/** Everything in one partition, as it rests. */
export const readPartition = async (db: DynamoDBDocumentClient, table: string, pk: string): Promise<Item[]> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: db },
    {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
};
