import * as z from 'zod';
import { sha256, supplierId } from './identifiers.ts';
import { instant, isoDate } from './primitives.ts';

/** 26 characters of chance: whoever was handed a certificate can look it up, nobody can guess one. */
export const credentialId = z.templateLiteral(['crd_', z.string().regex(/^[0-9a-z]{26}$/)]);

/** That a certificate was issued, and its place in the status list; what it says is read from the vendor. */
export const credentialRecord = z.object({
  credential: credentialId,
  supplier: supplierId,
  /** The vendor's version that it says. */
  version: z.int().min(1),
  /** Bit of the status list. */
  index: z.int().min(0),
  issuedAt: instant,
});
/** The same, by its supplier; `says`: SHA-256 of what it says of the firm, which tells whether it still does. */
export const issuedRecord = credentialRecord.extend({ says: sha256 });
export type CredentialRecord = z.infer<typeof credentialRecord>;

/** Bits of the list: the least that Bitstring Status List 1.0 asks for, so that one bit tells nothing of who asks. */
export const statusListBits = 131_072;

/** Keys in the `casework` table. */
export const credentialKey = {
  credential: (id: string) => ({ pk: `CREDENTIAL#${id}`, sk: 'CREDENTIAL' }),
  /** The one that says what is on record of a supplier, to be read again. */
  issued: (supplier: string) => ({ pk: `SUPPLIER#${supplier}`, sk: 'CERTIFICATE' }),
  bit: (index: number) => ({ pk: 'STATUSLIST#1', sk: String(index).padStart(6, '0') }),
} as const;

/** What a certificate says, to anyone who was handed it: W3C Verifiable Credentials 2.0. */
export const certificate = z.strictObject({
  '@context': z.array(z.string()),
  id: z.string(),
  type: z.array(z.string()),
  issuer: z.string(),
  validFrom: instant,
  validUntil: instant,
  credentialSubject: z.strictObject({
    id: z.string(),
    legalName: z.string(),
    certifiedOn: isoDate,
    expiresOn: isoDate,
  }),
  credentialStatus: z.strictObject({
    id: z.string(),
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.literal('revocation'),
    statusListIndex: z.string(),
    statusListCredential: z.string(),
  }),
});
export type Certificate = z.infer<typeof certificate>;
