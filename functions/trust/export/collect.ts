import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { exported } from '#platform/records/export.ts';
import { parseRecord, readPartition } from '#platform/records/store.ts';
import { KeyDestroyed, type Sealer, sealed } from '#platform/sealed.ts';
import type { Item } from '#platform/tables.ts';
import { supplierAccount } from '#schemas/records/account.ts';
import { kindsOf } from '#schemas/records/index.ts';
import { isOf, referenceTo } from '#schemas/records/key.ts';
import type { Kind } from '#schemas/records/record.ts';
import { currentVendor } from '#schemas/records/registry.ts';
import { documentFile, submissionHead, submissionOfSupplier } from '#schemas/records/submission.ts';
import type { DocumentRecord } from '#schemas/records.ts';

export type CollectDependencies = {
  db: DynamoDBDocumentClient;
  seals: Sealer;
  casework: string;
  registry: string;
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

/** Everything that is held about a supplier, opened, by what it is about; and the files that belong to it. */
export const collect = async (deps: CollectDependencies, supplier: string) => {
  const open = (kinds: readonly Kind[], items: readonly Item[]) =>
    Promise.all(exported(kinds, items).map((one) => opened(deps.seals, supplier, one)));
  const casework = kindsOf('casework');
  const partition = (pk: string) => readPartition(deps.db, deps.casework, pk);
  const account = await partition(referenceTo(supplierAccount, { supplier }).pk);
  const documents: DocumentRecord[] = [];
  const submissions: Record<string, unknown> = {};
  for (const one of account.filter((item) => isOf(submissionOfSupplier, item))) {
    const { submission } = parseRecord(submissionOfSupplier, one);
    const items = await partition(referenceTo(submissionHead, { submission }).pk);
    documents.push(...items.filter((item) => isOf(documentFile, item)).map((item) => parseRecord(documentFile, item)));
    submissions[submission] = await open(casework, items);
  }
  const vendor = await readPartition(deps.db, deps.registry, referenceTo(currentVendor, { vendor: supplier }).pk);
  return {
    data: {
      supplier,
      account: await open(casework, account),
      submissions,
      vendor: await open(kindsOf('registry'), vendor),
    },
    documents: documents.filter(({ state }) => state === 'accepted'),
  };
};
