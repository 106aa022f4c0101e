import * as z from 'zod';
import { supplierId } from '../identifiers.ts';
import { slug } from '../primitives.ts';

/** A list is read page by page: at most 100 at a time, `standard` unless asked otherwise, from where the last page ended. */
export const pageOf = (standard: number) => ({
  limit: z.coerce.number().int().min(1).max(100).default(standard),
  cursor: z.string().max(1000).optional(),
});

/** What is about one supplier: `/v1/suppliers/{supplier}…`. */
export const ofSupplier = z.strictObject({ supplier: supplierId });
/** What is about one institution: `/v1/institutions/{institution}…`. */
export const inInstitution = z.strictObject({ institution: slug });
