import * as z from 'zod';
import { documentId, personId, submissionId, supplierId } from './identifiers.ts';
import { instant, language, slug } from './primitives.ts';
import { sealedBox } from './records.ts';

export const observationId = z.templateLiteral(['obs_', z.string().regex(/^[0-9a-z]{26}$/)]);

/**
 * The decisions that are made without a person, and that a supplier can therefore have a person look at: an institution's
 * verdict, the end of a certification on its last day, a submission that lapsed, a file that screening refused.
 */
export const automatedDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verdict'), institution: slug }),
  z.strictObject({ kind: z.literal('expiry') }),
  z.strictObject({ kind: z.literal('lapse'), submission: submissionId }),
  z.strictObject({ kind: z.literal('screening'), submission: submissionId, document: documentId }),
]);
export type AutomatedDecision = z.infer<typeof automatedDecision>;

/** `stands`: a person came to the same conclusion. `changed`: a person saw to it that it is decided anew. */
export const observationOutcomes = ['stands', 'changed'] as const;

/** What the decision was, and by which criteria, when it was observed upon: codes, so that it can be read without the key. */
export const decidedBy = z.strictObject({ outcome: z.string(), criteria: z.array(z.string()).max(300) });

/**
 * What a supplier says to an automated decision, and a person's answer: Québec's Act respecting Access, s. 65.2 (and its
 * private sector counterpart, P-39.1, s. 12.1). Both texts rest sealed under the supplier's key.
 */
export const observationRecord = z.object({
  observation: observationId,
  supplier: supplierId,
  supplierName: z.string(),
  about: automatedDecision,
  decided: decidedBy,
  language,
  state: z.enum(['open', 'answered']),
  madeAt: instant,
  madeBy: personId,
  said: sealedBox,
  outcome: z.enum(observationOutcomes).optional(),
  answeredAt: instant.optional(),
  answeredBy: personId.optional(),
  answer: sealedBox.optional(),
});
export type ObservationRecord = z.infer<typeof observationRecord>;
/** The purpose that both texts are sealed for. */
export const observationText = 'observation';

/** Key in the `casework` table. */
export const observationKey = (supplier: string, id: string) => ({
  pk: `SUPPLIER#${supplier}`,
  sk: `OBSERVATION#${id}`,
});
/** Path of the queue index: those that wait for a person, oldest first. */
export const observationPath = 'OBSERVATIONS';
