import * as z from 'zod';
import { supplierId } from '../identifiers.ts';
import { slug } from '../primitives.ts';

/** What is about one supplier: `/v1/suppliers/{supplier}…`. */
export const ofSupplier = z.strictObject({ supplier: supplierId });
/** What is about one institution: `/v1/institutions/{institution}…`. */
export const inInstitution = z.strictObject({ institution: slug });
