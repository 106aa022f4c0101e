import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { getRecord } from '#platform/records/store.ts';
import { currentVendor, type StoredVendor, storedVendor } from '#schemas/records/registry.ts';

/** The vendor as it is now, without its place in the index; undefined where the supplier was never certified. */
export const loadVendor = async (
  { db, registry }: { db: DynamoDBDocumentClient; registry: string },
  vendor: string,
): Promise<StoredVendor | undefined> => {
  const found = await getRecord(db, registry, currentVendor, { vendor });
  return found && storedVendor.parse(found);
};
