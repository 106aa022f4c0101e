import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { openFactsOf } from '#schemas/fact-classes.ts';
import type { Facts } from '#schemas/facts.ts';
import { registryKey, type VendorRecord, vendorFacts } from '#schemas/records.ts';
import type { TestNetwork } from './network.ts';

/** Writes a version of a vendor as the registry does: the version for good, and the vendor as it now is. */
export const recordVendor = async (
  { db, tables, seals }: Pick<TestNetwork, 'db' | 'tables' | 'seals'>,
  record: VendorRecord,
  facts: Facts,
): Promise<void> => {
  const item = { ...record, open: openFactsOf(facts), sealed: await seals.seal(record.vendor, vendorFacts, facts) };
  await db.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Put: {
            TableName: tables.Registry!,
            Item: { ...registryKey.version(record.vendor, record.version), ...item },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        { Put: { TableName: tables.Registry!, Item: { ...registryKey.current(record.vendor), ...item } } },
      ],
    }),
  );
};
