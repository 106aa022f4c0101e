import * as z from 'zod';
import { personId, supplierId } from './identifiers.ts';
import { instant, isoDate } from './primitives.ts';

/**
 * `asked`: nothing is shared any more and nothing new begins; members still read and export. `cancelled`: undone in time.
 * `erasing`, `erased`: the retention is over; the supplier's key is destroyed first, then what was not sealed goes.
 */
export const closingStates = ['asked', 'cancelled', 'erasing', 'erased'] as const;

/** That a supplier closes its account, and by when what follows. */
export const closingRecord = z.object({
  supplier: supplierId,
  state: z.enum(closingStates),
  /** Nobody any more once it is erased. */
  askedBy: personId.optional(),
  askedAt: instant,
  /** Until then an owner can undo it. */
  cancelUntil: instant,
  /** The first day on which the retention is over and erasure happens. */
  eraseOn: isoDate,
  cancelledAt: instant.optional(),
  erasedAt: instant.optional(),
  /** Files that object lock still holds go on this day. */
  filesUntil: isoDate.optional(),
  /** Counts every change: an account can be closed again after it was undone. */
  revision: z.int().min(1),
});
export type ClosingRecord = z.infer<typeof closingRecord>;

/** Key in the `casework` table. */
export const closingKey = (supplier: string) => ({ pk: `SUPPLIER#${supplier}`, sk: 'CLOSING' });
/** Path of the queue index under which closings wait for the day on which something is to be erased. */
export const closingPath = 'CLOSING';

/** What a write must hold where a closed account allows it no more. */
export const notClosing = (table: string, supplier: string) => ({
  ConditionCheck: {
    TableName: table,
    Key: closingKey(supplier),
    ConditionExpression: 'attribute_not_exists(pk) OR #state = :cancelled',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':cancelled': 'cancelled' },
  },
});
