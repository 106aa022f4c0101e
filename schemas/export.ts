import * as z from 'zod';
import { personId, supplierId } from './identifiers.ts';
import { instant } from './primitives.ts';

export const exportId = z.templateLiteral(['exp_', z.string().regex(/^[0-9a-z]{26}$/)]);

/** A supplier asked for everything that the network holds about it; built by a consumer, kept for a week. */
export const exportRecord = z.object({
  export: exportId,
  supplier: supplierId,
  askedBy: personId,
  askedAt: instant,
  state: z.enum(['asked', 'ready']),
  readyAt: instant.optional(),
  bytes: z.int().min(0).optional(),
});
export type ExportRecord = z.infer<typeof exportRecord>;

/** Days after which an export is gone. */
export const exportDays = 7;
/** Key in the `casework` table. */
export const exportKey = (supplier: string, id: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `EXPORT#${id}` });
/** Where it lies in its bucket. */
export const exportPath = ({ supplier, export: id }: Pick<ExportRecord, 'supplier' | 'export'>): string =>
  `${supplier}/${id}.zip`;
