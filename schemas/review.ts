import * as z from 'zod';
import { documentId, personId, submissionId, supplierId } from './identifiers.ts';
import { type Bilingual, instant, isoDate } from './primitives.ts';
import { sealedBox } from './records.ts';
import { submissionKind } from './submission.ts';

export const lineId = z
  .string()
  .regex(/^[a-z]+(?::[a-z][a-z0-9-]*)?$/)
  .max(80);

export const findingOutcomes = ['met', 'not-met', 'more-information'] as const;
export const findingOutcome = z.enum(findingOutcomes);

/** Why a line is not met or needs more, and what would answer it, in the words that the supplier reads. */
export const findingReasons = {
  'document-missing': {
    fr: 'Aucun document ne montre cette affirmation : joignez-en un.',
    en: 'No document shows this claim: add one.',
  },
  'document-unreadable': {
    fr: 'Le document est illisible ou incomplet : envoyez-en une copie lisible, toutes les pages comprises.',
    en: 'The document cannot be read or is incomplete: send a legible copy with all its pages.',
  },
  'document-expired': {
    fr: 'Le document n’est plus en vigueur : envoyez la version actuelle.',
    en: 'The document is no longer in force: send the current version.',
  },
  'names-differ': {
    fr: 'Le nom sur le document diffère de celui de la demande : corrigez l’un ou expliquez la différence.',
    en: 'The name on the document differs from the one in the form: correct either, or explain the difference.',
  },
  'shares-not-shown': {
    fr: 'Le document ne montre pas ces parts : envoyez le registre ou la convention à jour.',
    en: 'The document does not show these shares: send the current register or agreement.',
  },
  'membership-not-shown': {
    fr: 'Le document ne montre pas l’appartenance au groupe : une carte, un certificat ou une lettre l’établirait.',
    en: 'The document does not show membership in the group: a card, a certificate or a letter would.',
  },
  'certificate-not-found': {
    fr: 'L’organisme n’a pas confirmé ce certificat : joignez sa confirmation ou retirez la certification.',
    en: 'The certifying body has not confirmed this certificate: add its confirmation, or remove the certification.',
  },
  'attestation-incomplete': {
    fr: 'L’attestation n’est pas signée ou datée : signez-la et datez-la.',
    en: 'The attestation is not signed or dated: sign and date it.',
  },
  other: { fr: 'Lisez la note de la personne qui vérifie.', en: 'Read the verifier’s note.' },
} as const satisfies Record<string, Bilingual>;
export const findingReason = z.enum(Object.keys(findingReasons) as [keyof typeof findingReasons]);

/** A verifier's finding on one line. The note is written in the supplier's language: the supplier will read it. */
export const findingInput = z
  .strictObject({
    outcome: findingOutcome,
    reason: findingReason.optional(),
    note: z.string().trim().min(1).max(2000).optional(),
    /** The last day on which the evidence holds, as the verifier read it. */
    until: isoDate.optional(),
  })
  .refine((finding) => finding.outcome === 'met' || finding.reason !== undefined || finding.note !== undefined, {
    path: ['reason'],
    params: { code: 'reason-needed' },
  });
export const finding = z.object({
  ...findingInput.shape,
  by: personId,
  at: instant,
  /** Digest of the claim that was looked at: a claim that changes is looked at again. */
  claim: z.string(),
});
export type Finding = z.infer<typeof finding>;

/** What the automatic checks can say. They tell the verifier; they never decide. */
export const automaticCodes = {
  'duplicate-file': {
    fr: 'Ce fichier a déjà été remis par un autre fournisseur.',
    en: 'This file was already given by another supplier.',
  },
  'duplicate-number': {
    fr: 'Ce numéro d’entreprise ou NEQ figure déjà chez un autre fournisseur.',
    en: 'This Business Number or NEQ is already on record for another supplier.',
  },
  'certificate-expires-soon': {
    fr: 'Le certificat expire dans les 30 jours.',
    en: 'The certificate expires within 30 days.',
  },
  'certificate-expired': { fr: 'Le certificat est expiré.', en: 'The certificate has expired.' },
  'expiry-proposed': {
    fr: 'Une date d’expiration a été lue dans le document : confirmez-la.',
    en: 'An expiry date was read in the document: confirm it.',
  },
  'document-flagged': {
    fr: 'Le contrôle à la réception a signalé ce document.',
    en: 'Screening flagged this document.',
  },
  'only-declared': {
    fr: 'Seule l’attestation appuie cette affirmation.',
    en: 'Only the attestation supports this claim.',
  },
  'attestation-old': {
    fr: 'L’attestation a été signée il y a plus de 90 jours.',
    en: 'The attestation was signed more than 90 days ago.',
  },
  'shares-unknown': {
    fr: 'Une part de la propriété n’est attribuée à personne.',
    en: 'Part of the ownership is attributed to nobody.',
  },
  'owners-in-papers': {
    fr: 'L’entreprise dit n’avoir aucun propriétaire, et a remis un registre des parts.',
    en: 'The firm says that it has no owners, and sent a register of shares.',
  },
} as const satisfies Record<string, Bilingual>;
export const automaticFinding = z.object({
  code: z.enum(Object.keys(automaticCodes) as [keyof typeof automaticCodes]),
  line: lineId.optional(),
  document: documentId.optional(),
  /** The other supplier of a possible duplicate. */
  supplier: supplierId.optional(),
  on: isoDate.optional(),
  detail: z.string().max(300).optional(),
});
export type AutomaticFinding = z.infer<typeof automaticFinding>;

export const decision = z.enum(['approved', 'rejected']);
export type Decision = z.infer<typeof decision>;

/** One thing that is missing, and what would answer it. */
export const requestedItem = z.object({
  line: lineId,
  reason: findingReason.optional(),
  note: z.string().optional(),
});
export type RequestedItem = z.infer<typeof requestedItem>;

/** What the case says in people's words, sealed under the supplier's key. */
export const casework = z.object({
  findings: z.record(lineId, finding),
  /** Why the decision is what it is, beyond the lines. */
  summary: z.string().optional(),
  request: z.array(requestedItem).optional(),
  secondNote: z.string().optional(),
  grounds: z.string().optional(),
});
export type Casework = z.infer<typeof casework>;

/** What a verifier saved, once and for good: later findings stand beside it, never in its place. */
export const savedFindings = z.object({
  at: instant,
  /** The case's revision that it made. */
  revision: z.int().min(1),
  round: z.int().min(1),
  by: personId,
  /** The findings of that moment by their lines, sealed under the supplier's key. */
  findings: sealedBox,
});
export type SavedFindings = z.infer<typeof savedFindings>;
export const savedFindingsText = z.record(lineId, findingInput);
export const caseworkPurpose = 'casework';

/** The review of a submission as it rests: `SUBMISSION#… / CASE`. */
export const caseRecord = z.object({
  submission: submissionId,
  supplier: supplierId,
  supplierName: z.string(),
  kind: submissionKind,
  appeal: z.boolean(),
  round: z.int().min(1),
  openedAt: instant,
  /** The decision is due by this instant. */
  dueAt: instant,
  /** Told once: reminder before, escalation after. */
  remindedFor: instant.optional(),
  escalatedFor: instant.optional(),
  /** While information is requested: until when it can be answered. */
  answerBy: instant.optional(),
  holder: personId.optional(),
  heldUntil: instant.optional(),
  conflicts: z.array(personId),
  /** Who decided before, and so neither reads second nor hears the appeal. */
  readers: z.array(personId),
  automatic: z.array(automaticFinding),
  proposed: decision.optional(),
  work: sealedBox,
  revision: z.int().min(1),
});
export type CaseRecord = z.infer<typeof caseRecord>;

/** What the queue shows of a case: small, so that a page of it costs little. `SUBMISSION#… / QUEUE`. */
export const queueEntry = z.object({
  submission: submissionId,
  supplierName: z.string(),
  kind: submissionKind,
  needs: z.enum(['review', 'second-reading', 'appeal', 'answer']),
  openedAt: instant,
  dueAt: instant,
  holder: personId.optional(),
  heldUntil: instant.optional(),
  readers: z.array(personId),
  conflicts: z.array(personId),
  possibleDuplicate: z.boolean(),
});
export type QueueEntry = z.infer<typeof queueEntry>;

export const waits = ['screening', 'verifier', 'second-reader', 'answer'] as const;
export type Wait = (typeof waits)[number];
/** A task token that a review waits on. */
export const waitRecord = z.object({
  submission: submissionId,
  wait: z.enum(waits),
  /** The round with which the review that waits started. */
  started: z.int().min(1),
  token: z.string().min(1),
  since: instant,
});

export const commandRecord = z.object({
  submission: submissionId,
  round: z.int().min(0),
  command: z.string(),
  at: instant,
});
