import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { kindOf, partsOf } from '#schemas/records/key.ts';
import { bookkeeping, type Fate, type Kind, type Reference, type Table } from '#schemas/records/record.ts';
import { commit, type Item, type Write } from '../tables.ts';
import { parseRecord, readPartition } from './store.ts';

export type ErasureDependencies = {
  db: DynamoDBDocumentClient;
  /** What the deployment calls the tables that are walked. */
  names: Partial<Record<Table, string>>;
  kinds: readonly Kind[];
};

const keyOf = ({ pk, sk }: Item): Item => ({ pk, sk });

/** What is to be set and removed of a record so that it says nothing of anybody; also what its schema does not know. */
const strippedOf = (kind: Kind, item: Item): { set: Item; remove: string[] } => {
  const set: Item = {};
  const remove: string[] = [];
  const fates = kind.atErasure as Readonly<Record<string, Fate<unknown>>>;
  for (const [field, value] of Object.entries(item)) {
    if ((bookkeeping as readonly string[]).includes(field)) continue;
    const fate = fates[field];
    if (fate === undefined || fate === 'gone') remove.push(field);
    else if (typeof fate === 'object') {
      const next = typeof fate.becomes === 'function' ? fate.becomes(value as object) : fate.becomes;
      if (JSON.stringify(next) !== JSON.stringify(value)) set[field] = next;
    }
  }
  return { set, remove };
};

/** The write that erases one record as its kind says; undefined where nothing of it has to go, or nothing any more. */
export const erasureWrite = (table: string, kind: Kind, item: Item): Write | undefined => {
  if (kind.atErasure === 'keep') return undefined;
  const Key = keyOf(item);
  if (kind.atErasure === 'delete') return { Delete: { TableName: table, Key } };
  const { set, remove } = strippedOf(kind, item);
  const fields = Object.keys(set);
  if (fields.length + remove.length === 0) return undefined;
  return {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: [
        ...(fields.length > 0 ? [`SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}`] : []),
        ...(remove.length > 0 ? [`REMOVE ${remove.map((field) => `#${field}`).join(', ')}`] : []),
      ].join(' '),
      // Nothing is made of a record that is gone.
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries([...fields, ...remove].map((field) => [`#${field}`, field])),
      ...(fields.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(fields.map((field) => [`:${field}`, set[field]])),
      }),
    },
  };
};

const itemsAt = async (
  { db, names }: ErasureDependencies,
  { table, pk, sk }: Reference,
): Promise<{ name: string; items: Item[] }> => {
  const name = names[table];
  if (name === undefined) throw new TypeError(`no table ${table}`);
  if (sk === undefined) return { name, items: await readPartition(db, name, pk) };
  const { Item } = await db.send(new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }));
  return { name, items: Item ? [Item] : [] };
};

/** A record that is of no kind, or not as its kind says: nobody has said what becomes of it. */
export class UnknownRecords extends Error {
  override name = 'UnknownRecords';
  constructor(keys: readonly string[]) {
    super(`nobody says what becomes of ${keys.join(', ')}`);
  }
}

/**
 * Does to a partition, and to all that its records lead to, what each kind says becomes of it at erasure. What a record
 * leads to goes before it, so that a crash in between leaves the way to it; a repeat finds the same to do, or less.
 * @throws UnknownRecords after everything known was done
 */
export const eraseRecords = async (deps: ErasureDependencies, start: Reference): Promise<void> => {
  const unknown: string[] = [];
  const seen = new Set<string>();
  const erase = async (reference: Reference): Promise<void> => {
    const place = JSON.stringify([reference.table, reference.pk, reference.sk]);
    if (seen.has(place)) return;
    seen.add(place);
    const { name, items } = await itemsAt(deps, reference);
    const kinds = deps.kinds.filter(({ table }) => table === reference.table);
    for (const item of items) {
      const kind = kindOf(kinds, item);
      if (!kind) {
        unknown.push(`${item.pk} ${item.sk}`);
        continue;
      }
      for (const next of kind.leadsTo?.(parseRecord(kind, item), partsOf(kind, item)) ?? []) await erase(next);
      const write = erasureWrite(name, kind, item);
      if (write) await commit(deps.db, [write]);
    }
  };
  await erase(start);
  if (unknown.length > 0) throw new UnknownRecords(unknown);
};
