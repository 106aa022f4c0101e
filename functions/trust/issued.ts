import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256Hex } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { type CredentialRecord, credentialKey, issuedRecord } from '#schemas/credential.ts';
import { registryKey, type VendorRecord, vendorRecord } from '#schemas/records.ts';

type Tables = { db: DynamoDBDocumentClient; casework: string; registry: string };

export const vendorOf = ({ db, registry }: Tables, supplier: string): Promise<VendorRecord | undefined> =>
  readRecord(db, registry, registryKey.current(supplier), vendorRecord);

/** What a certificate would say of the firm now. */
export const sayingOf = ({ identity, certifiedOn, expiresOn }: VendorRecord): string =>
  sha256Hex(JSON.stringify([identity.legalName, certifiedOn, expiresOn]));

/** The certificate that was issued already and still says what is on record. */
export const issuedTo = async (
  { db, casework }: Tables,
  vendor: VendorRecord,
): Promise<CredentialRecord | undefined> => {
  const issued = await readRecord(db, casework, credentialKey.issued(vendor.vendor), issuedRecord);
  return issued?.says === sayingOf(vendor) ? issued : undefined;
};

/**
 * The certificate of a firm whose certification is in force.
 * @throws Problem `not-found`
 */
export const certificateInForce = async (tables: Tables, supplier: string) => {
  const vendor = await vendorOf(tables, supplier);
  const record = vendor?.status === 'active' ? await issuedTo(tables, vendor) : undefined;
  if (!vendor || !record) throw new Problem('not-found');
  return { vendor, record };
};
