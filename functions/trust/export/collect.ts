import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { KeyDestroyed, type Sealer, sealed } from '#platform/sealed.ts';
import type { Item } from '#platform/tables.ts';
import { caseworkKey, type DocumentRecord, documentRecord, registryKey } from '#schemas/records.ts';

export type CollectDependencies = {
  db: DynamoDBDocumentClient;
  seals: Sealer;
  casework: string;
  registry: string;
};

const allOf = async ({ db }: CollectDependencies, table: string, pk: string): Promise<Item[]> => {
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

/** Opens every seal in a record, wherever it stands; what was sealed under a key that was destroyed is gone. */
const opened = async (seals: Sealer, supplier: string, value: unknown): Promise<unknown> => {
  const box = sealed.safeParse(value);
  if (box.success)
    return seals.open(supplier, box.data).catch((error: unknown) => {
      if (error instanceof KeyDestroyed) return null;
      throw error;
    });
  if (Array.isArray(value)) return Promise.all(value.map((one) => opened(seals, supplier, one)));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(async ([name, one]) => [name, await opened(seals, supplier, one)]);
  return Object.fromEntries(await Promise.all(entries));
};

/** How records are kept is nobody's data. An invitation's hash and a waiting task's token open something: they stay. So does which verifier holds what. */
const inward = /^(?:pk|sk|\w+Pk|\w+Sk|expiresAt|\w*[tT]oken)$/;
const kept = ({ sk }: Item) => !/^(?:(?:INVITATION|EXPORT|COMMAND|WAIT|CONFLICT|USED)#|CASE$|QUEUE$)/.test(String(sk));
const plain = (item: Item): Item => Object.fromEntries(Object.entries(item).filter(([name]) => !inward.test(name)));

/** Everything that is held about a supplier, opened, by what it is about; and the files that belong to it. */
export const collect = async (deps: CollectDependencies, supplier: string) => {
  const open = (items: Item[]) =>
    Promise.all(
      items.filter(kept).map(async (item) => ({
        record: String(item.sk),
        ...((await opened(deps.seals, supplier, plain(item))) as Item),
      })),
    );
  const account = await allOf(deps, deps.casework, caseworkKey.supplier(supplier).pk);
  const submissions = account.flatMap(({ sk }) =>
    String(sk).startsWith('SUBMISSION#') ? [String(sk).slice('SUBMISSION#'.length)] : [],
  );
  const documents: DocumentRecord[] = [];
  const bySubmission: Record<string, unknown> = {};
  for (const submission of submissions) {
    const items = await allOf(deps, deps.casework, caseworkKey.submission(submission).pk);
    documents.push(
      ...items.filter(({ sk }) => String(sk).startsWith('DOCUMENT#')).map((item) => documentRecord.parse(item)),
    );
    bySubmission[submission] = await open(items);
  }
  return {
    data: {
      supplier,
      account: await open(account),
      submissions: bySubmission,
      vendor: await open(await allOf(deps, deps.registry, registryKey.current(supplier).pk)),
    },
    documents: documents.filter(({ state }) => state === 'accepted'),
  };
};
