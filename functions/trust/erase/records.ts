import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { removeMany } from '#platform/many.ts';
import type { Item } from '#platform/tables.ts';
import { trustKey } from '#schemas/consent.ts';
import { caseworkKey } from '#schemas/records.ts';

type Where = { db: DynamoDBDocumentClient; casework: string };
type Key = { pk: string; sk: string };

/** What stands where a name stood, in both languages. */
const erased = 'Effacé · Erased';
const allOf = async ({ db, casework }: Where, pk: string): Promise<Item[]> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: db },
    {
      TableName: casework,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
};

/** Sets and removes attributes of a record that is there; of one that is gone, nothing is made. */
const strip = async (
  { db, casework }: Where,
  { pk, sk }: Item,
  { set = {}, gone = [] }: { set?: Item; gone?: readonly string[] },
): Promise<void> => {
  const names = [...Object.keys(set), ...gone];
  const sets = Object.keys(set).map((name) => `#${name} = :${name}`);
  await db.send(
    new UpdateCommand({
      TableName: casework,
      Key: { pk, sk },
      UpdateExpression: [
        ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
        ...(gone.length > 0 ? [`REMOVE ${gone.map((name) => `#${name}`).join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ...(sets.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(Object.entries(set).map(([name, one]) => [`:${name}`, one])),
      }),
    }),
  );
};

const starts =
  (...prefixes: readonly string[]) =>
  ({ sk }: Item): boolean =>
    prefixes.some((prefix) => String(sk).startsWith(prefix));
const keyOf = ({ pk, sk }: Item): Key => ({ pk: String(pk), sk: String(sk) });
/** A file's name is chosen by people; its kind, size and hash are the proof. */
const unnamed = (documents: unknown): unknown[] =>
  Array.isArray(documents) ? documents.map((one: Item) => ({ ...one, fileName: erased })) : [];

/** What a submission's records keep: what was submitted by which hashes, how it moved, what was decided, and when. */
const stripSubmission = async (where: Where, supplier: string, submission: string): Promise<void> => {
  const items = await allOf(where, caseworkKey.submission(submission).pk);
  const documents = items.filter(starts('DOCUMENT#'));
  await removeMany(
    where.db,
    where.casework,
    documents.flatMap(({ sha256 }) => (sha256 ? [caseworkKey.used('HASH', String(sha256), supplier)] : [])),
  );
  for (const item of documents)
    await strip(where, item, { set: { fileName: erased, findings: [] }, gone: ['structure', 'malware'] });
  for (const item of items.filter(starts('RECEIPT#')))
    await strip(where, item, { set: { documents: unnamed(item.documents) } });
  for (const item of items.filter(starts('HISTORY#'))) await strip(where, item, { gone: ['person'] });
  for (const item of items)
    if (item.sk === 'SUBMISSION')
      await strip(where, item, { set: { createdBy: erased }, gone: ['answers', 'submitted'] });
    else if (item.sk === 'CASE')
      await strip(where, item, {
        set: { supplierName: erased, conflicts: [], readers: [], automatic: [] },
        gone: ['holder', 'heldUntil'],
      });
    else if (item.sk === 'QUEUE')
      await strip(where, item, {
        set: { supplierName: erased, readers: [], conflicts: [] },
        gone: ['holder', 'heldUntil', 'personPk', 'personSk'],
      });
  await removeMany(where.db, where.casework, items.filter(starts('NOTICE#', 'WAIT#')).map(keyOf));
};

/**
 * Takes everything about people out of what intake, review and this room keep of a supplier that was not sealed under its
 * key: names, numbers, who acted and who may act. A repeat finds the same to do, or less.
 */
export const stripRecords = async (where: Where, supplier: string): Promise<void> => {
  const account = await allOf(where, caseworkKey.supplier(supplier).pk);
  for (const { submission } of account.filter(starts('SUBMISSION#')))
    await stripSubmission(where, supplier, String(submission));
  // What a record leads to goes before it, so that a crash in between leaves the way to it.
  await removeMany(where.db, where.casework, [
    ...account.filter(starts('USED#')).map(({ used }) => ({ pk: String(used), sk: supplier })),
    ...account.filter(starts('INVITATION#')).map(({ invitation }) => trustKey.invitation(String(invitation))),
  ]);
  await removeMany(
    where.db,
    where.casework,
    account
      .filter(starts('USED#', 'INVITATION#', 'MEMBER#', 'CONFLICT#', 'NOTICE#', 'EXPORT#', 'CONSENTS', 'CERTIFICATE'))
      .map(keyOf),
  );
  for (const item of account.filter(starts('OBSERVATION#')))
    await strip(where, item, {
      set: { supplierName: erased, madeBy: erased },
      gone: ['answeredBy', 'queuePk', 'queueSk'],
    });
  const head = account.find(({ sk }) => sk === 'SUPPLIER');
  if (head) await strip(where, head, { set: { name: erased, createdBy: erased } });
};
