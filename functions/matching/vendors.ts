import { BatchGetCommand, type BatchGetCommandOutput, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { KeyDestroyed, type Sealer } from '#platform/sealed.ts';
import { facts } from '#schemas/facts.ts';
import { registryKey, type VendorRecord, vendorRecord } from '#schemas/records.ts';
import { type OpenVendor, openVendor } from './judge.ts';

export type Vendors = {
  /** Opens what is sealed; a vendor whose key was destroyed comes without facts. */
  open: (record: VendorRecord) => Promise<OpenVendor>;
  /** The vendors as they are now; one that the registry does not know is left out. */
  read: (ids: readonly string[]) => Promise<OpenVendor[]>;
};

export const vendorsIn = (db: DynamoDBDocumentClient, table: string, sealer: Sealer): Vendors => {
  const open = async (record: VendorRecord): Promise<OpenVendor> => {
    try {
      return openVendor(record, facts.parse(await sealer.open(record.vendor, record.sealed)));
    } catch (error) {
      if (error instanceof KeyDestroyed) return openVendor(record, undefined);
      throw error;
    }
  };
  return {
    open,
    read: async (ids) => {
      const found: VendorRecord[] = [];
      for (let i = 0; i < ids.length; i += 100) {
        let request: BatchGetCommandOutput['UnprocessedKeys'] = {
          [table]: { Keys: ids.slice(i, i + 100).map(registryKey.current), ConsistentRead: true },
        };
        while (request?.[table]?.Keys?.length) {
          const answer: BatchGetCommandOutput = await db.send(new BatchGetCommand({ RequestItems: request }));
          for (const item of answer.Responses?.[table] ?? []) found.push(vendorRecord.parse(item));
          request = answer.UnprocessedKeys;
        }
      }
      return Promise.all(found.map(open));
    },
  };
};
