import * as z from 'zod';
import { sha256, supplierId } from './identifiers.ts';
import { instant } from './primitives.ts';
import { memberRoles, sealedBox } from './records.ts';
import { consent } from './submission.ts';

type Consent = z.infer<typeof consent>;

/**
 * What a supplier lets institutions see beyond the verdict, as last said: in the form or here, whichever is later. The
 * registry makes it part of the vendor's next version, which is how matching and the institutions hear of it.
 */
export const consentsRecord = z.object({
  supplier: supplierId,
  consents: z.array(consent).max(200),
  revision: z.int().min(1),
  updatedAt: instant,
});
export type ConsentsRecord = z.infer<typeof consentsRecord>;

/**
 * The consents of a form, without those that were withdrawn elsewhere after they were given: an older page or form never
 * gives back what was taken away.
 */
export const stillGiven = (
  form: readonly Consent[],
  elsewhere: Pick<ConsentsRecord, 'consents' | 'updatedAt'> | undefined,
): Consent[] =>
  form.filter(
    ({ institution, grantedAt }) =>
      !elsewhere ||
      grantedAt > elsewhere.updatedAt ||
      elsewhere.consents.some((one) => one.institution === institution),
  );

/** An invitation to act for a supplier. The code itself rests nowhere: only its hash does. */
export const invitationRecord = z.object({
  invitation: sha256,
  supplier: supplierId,
  role: z.enum(memberRoles),
  invitedBy: z.string(),
  invitedAt: instant,
  until: instant,
  /** What the people of the firm call them. */
  named: sealedBox.optional(),
});
export type InvitationRecord = z.infer<typeof invitationRecord>;
export const invitationDays = 7;
/** The purpose that the name of a member or of somebody invited is sealed for. */
export const memberName = 'member-name';

/** Keys in the `casework` table. */
export const trustKey = {
  consents: (supplier: string) => ({ pk: `SUPPLIER#${supplier}`, sk: 'CONSENTS' }),
  invitation: (hash: string) => ({ pk: `INVITATION#${hash}`, sk: 'INVITATION' }),
  invited: (supplier: string, hash: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `INVITATION#${hash}` }),
} as const;
