import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
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
      const found = await readMany(db, table, ids.map(registryKey.current));
      return Promise.all(found.map((item) => open(vendorRecord.parse(item))));
    },
  };
};
