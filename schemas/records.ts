import * as z from 'zod';
import { document } from './evidence.ts';
import { personId, supplierId } from './identifiers.ts';
import { submission } from './submission.ts';
import { vendor } from './vendor.ts';

/** Keys of the `casework` table, said once; the layout is drawn in `docs/architecture.md`. */
export const caseworkKey = {
  supplier: (supplier: string) => ({ pk: `SUPPLIER#${supplier}`, sk: 'SUPPLIER' }),
  member: (supplier: string, person: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `MEMBER#${person}` }),
  submission: (submission: string) => ({ pk: `SUBMISSION#${submission}`, sk: 'SUBMISSION' }),
  document: (submission: string, document: string) => ({ pk: `SUBMISSION#${submission}`, sk: `DOCUMENT#${document}` }),
  case: (submission: string) => ({ pk: `SUBMISSION#${submission}`, sk: 'CASE' }),
} as const;

export const memberRoles = ['owner', 'editor', 'reader'] as const;
export const memberRecord = z.object({ supplier: supplierId, person: personId, role: z.enum(memberRoles) });
export type MemberRecord = z.infer<typeof memberRecord>;

/** A submission as it rests: its answers sealed under the supplier's key. */
export const sealedBox = z.object({ purpose: z.string(), nonce: z.string(), text: z.string() });
export const submissionRecord = z.object({ ...submission.shape, answers: sealedBox.optional() });
export type SubmissionRecord = z.infer<typeof submissionRecord>;

export const documentRecord = z.object({
  ...document.shape,
  /** Pages that have been made viewable; absent until rendering is done. */
  viewable: z.int().min(0).optional(),
});
export type DocumentRecord = z.infer<typeof documentRecord>;

/** What another room needs to know of a case to say how a verifier stands to it. */
export const caseHolding = z.object({
  holder: personId.optional(),
  /** The hold ends at this instant unless it is renewed. */
  heldUntil: z.iso.datetime().optional(),
  conflicts: z.array(personId).default([]),
});

/** Keys of the `registry` table. */
export const registryKey = {
  current: (vendor: string) => ({ pk: `VENDOR#${vendor}`, sk: 'CURRENT' }),
  version: (vendor: string, version: number) => ({
    pk: `VENDOR#${vendor}`,
    sk: `VERSION#${String(version).padStart(6, '0')}`,
  }),
} as const;

/**
 * Index `expiry`: every active vendor, and no other, by the last day of its certification. Spread over shards, so that it
 * can be walked in parallel.
 */
export const vendorShards = 8;
export const vendorShard = (shard: number): string => `ACTIVE#${shard}`;
export const expiryIndex = (vendor: string, expiresOn: string) => ({
  // The end of an id is chance: an even spread.
  expiryPk: vendorShard(vendor.charCodeAt(vendor.length - 1) % vendorShards),
  expirySk: `${expiresOn}#${vendor}`,
});

/** A vendor as it rests and as its stream tells it: everything but the facts, which are sealed under the supplier's key. */
export const vendorRecord = z.object({ ...vendor.omit({ facts: true }).shape, sealed: sealedBox });
export type VendorRecord = z.infer<typeof vendorRecord>;
/** The purpose that the facts are sealed for. */
export const vendorFacts = 'vendor-facts';
