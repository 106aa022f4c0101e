import * as z from 'zod';
import { isoDate } from '#schemas/primitives.ts';
import { vendorRecord } from '#schemas/records.ts';

/** A vendor as the registry keeps it for itself: with the round it was decided in, and the days on which something ends. */
export const storedVendor = vendorRecord.extend({ round: z.int().min(1), ends: z.array(isoDate) });
export type StoredVendor = z.infer<typeof storedVendor>;
