import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { parseRecord } from '#platform/records/store.ts';
import type { Item } from '#platform/tables.ts';
import { kindsOf } from '#schemas/records/index.ts';
import { isOf } from '#schemas/records/key.ts';
import { bookkeeping, type Table } from '#schemas/records/record.ts';

/** What is wrong with a record as it rests; undefined where it is of exactly one kind and holds nothing that its kind does not know. */
const faultOf = (table: Table, item: Item): string | undefined => {
  const kinds = kindsOf(table).filter((kind) => isOf(kind, item));
  const place = `${table} ${item.pk} ${item.sk ?? ''}`;
  const [kind, ...others] = kinds;
  if (!kind || others.length > 0) return `${place} is of ${kinds.length} kinds`;
  try {
    const parsed = parseRecord(kind, item) as Item;
    const own = Object.fromEntries(
      Object.entries(item).filter(([field]) => !(bookkeeping as readonly string[]).includes(field)),
    );
    if (isDeepStrictEqual(parsed, own)) return undefined;
    const lost = Object.keys(own).filter((field) => !isDeepStrictEqual(own[field], parsed[field]));
    return `${place} holds what its kind does not know: ${lost.join(', ')}`;
  } catch (error) {
    return `${place} is not as its kind says: ${error instanceof Error ? error.message : error}`;
  }
};

/** Every record of these tables that is not of exactly one kind, whole. */
export const strayRecords = async (
  db: DynamoDBDocumentClient,
  names: Partial<Record<Table, string>>,
): Promise<string[]> => {
  const strays: string[] = [];
  for (const [table, name] of Object.entries(names) as [Table, string][])
    for await (const { Items = [] } of paginateScan({ client: db }, { TableName: name, ConsistentRead: true }))
      strays.push(...Items.map((item) => faultOf(table, item)).filter((fault) => fault !== undefined));
  return strays;
};
