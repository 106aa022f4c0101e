import * as z from 'zod';
import { facts } from './facts.ts';
import { commodityCode, sha256, submissionId, supplierId } from './identifiers.ts';
import { instant, isoDate, language } from './primitives.ts';
import { consent, identity, placeAnswer } from './submission.ts';

/** `withdrawn`: the supplier closed its account. */
export const vendorStatuses = ['active', 'suspended', 'revoked', 'expired', 'withdrawn'] as const;
export const vendorStatus = z.enum(vendorStatuses);
export type VendorStatus = z.infer<typeof vendorStatus>;

/**
 * A supplier that the network has certified, as one numbered version of what is known. Only the registry writes it.
 * `facts` rest sealed under the supplier's own key: see `functions/platform/sealed.ts`.
 */
export const vendor = z.strictObject({
  vendor: supplierId,
  version: z.int().min(1),
  status: vendorStatus,
  /** Why the status is what it is, when it is not active. */
  statusReason: z.string().max(2000).optional(),
  identity,
  language,
  commodities: z.array(commodityCode),
  places: z.array(placeAnswer),
  facts,
  consents: z.array(consent),
  certifiedOn: isoDate,
  /** The last day of the certification itself. */
  expiresOn: isoDate,
  /** The supplier was told that something they rest on ends on this day, so many days ahead. */
  notice: z.strictObject({ endsOn: isoDate, days: z.int().min(1) }).optional(),
  /** The submission this version comes from, and the hashes of the evidence that it was decided on. */
  submission: submissionId,
  evidence: z.array(sha256),
  recordedAt: instant,
});
export type Vendor = z.infer<typeof vendor>;
