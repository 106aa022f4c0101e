import * as z from 'zod';
import { isoDate } from '#schemas/primitives.ts';
import { vendorRecord } from '#schemas/records.ts';
import { vendorStatus } from '#schemas/vendor.ts';

/** A vendor as the registry keeps it for itself. */
export const storedVendor = vendorRecord.extend({
  /** The round of the submission that was approved. */
  round: z.int().min(1),
  /** The last days of the certification and of what it rests on. */
  ends: z.array(isoDate),
  /** For each of them, the fewest days ahead at which the supplier was told. */
  noticed: z.record(isoDate, z.int().min(1)),
  /** What the supplier withdrew by closing its account: restored if that is undone. */
  withdrawn: z.object({ status: vendorStatus, statusReason: z.string().optional() }).optional(),
});
export type StoredVendor = z.infer<typeof storedVendor>;
