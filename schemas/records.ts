import * as z from 'zod';
import { document } from './evidence.ts';
import { openFacts } from './fact-classes.ts';
import { personId, supplierId } from './identifiers.ts';
import { instant, language } from './primitives.ts';
import { submission, submissionState } from './submission.ts';
import { vendor } from './vendor.ts';

/** Keys of the `casework` table, said once; the layout is drawn in `docs/architecture.md`. */
export const caseworkKey = {
  supplier: (supplier: string) => ({ pk: `SUPPLIER#${supplier}`, sk: 'SUPPLIER' }),
  member: (supplier: string, person: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `MEMBER#${person}` }),
  submission: (submission: string) => ({ pk: `SUBMISSION#${submission}`, sk: 'SUBMISSION' }),
  document: (submission: string, document: string) => ({ pk: `SUBMISSION#${submission}`, sk: `DOCUMENT#${document}` }),
  /** How many files it has. */
  documents: (submission: string) => ({ pk: `SUBMISSION#${submission}`, sk: 'DOCUMENTS' }),
  case: (submission: string) => ({ pk: `SUBMISSION#${submission}`, sk: 'CASE' }),
  queue: (submission: string) => ({ pk: `SUBMISSION#${submission}`, sk: 'QUEUE' }),
  wait: (submission: string, wait: string) => ({ pk: `SUBMISSION#${submission}`, sk: `WAIT#${wait}` }),
  command: (submission: string, round: number, command: string) => ({
    pk: `SUBMISSION#${submission}`,
    sk: `COMMAND#${String(round).padStart(3, '0')}#${command}`,
  }),
  history: (submission: string, at: string, revision: number) => ({
    pk: `SUBMISSION#${submission}`,
    sk: `HISTORY#${at}#${String(revision).padStart(6, '0')}`,
  }),
  findings: (submission: string, at: string, revision: number) => ({
    pk: `SUBMISSION#${submission}`,
    sk: `FINDINGS#${at}#${String(revision).padStart(6, '0')}`,
  }),
  receipt: (submission: string, round: number) => ({
    pk: `SUBMISSION#${submission}`,
    sk: `RECEIPT#${String(round).padStart(3, '0')}`,
  }),
  notice: (submission: string, notice: string) => ({ pk: `SUBMISSION#${submission}`, sk: `NOTICE#${notice}` }),
  conflict: (supplier: string, person: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `CONFLICT#${person}` }),
  /** Notices about the certification or the account, where the one above is about a submission. */
  told: (supplier: string, notice: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `NOTICE#${notice}` }),
  listed: (supplier: string, submission: string) => ({
    pk: `SUPPLIER#${supplier}`,
    sk: `SUBMISSION#${submission}`,
  }),
  /** Which of them is open, and when one was approved last. */
  submissions: (supplier: string) => ({ pk: `SUPPLIER#${supplier}`, sk: 'SUBMISSIONS' }),
  /** Who already used this file (SHA-256) or number. */
  used: (what: 'HASH' | 'BN' | 'NEQ', value: string, supplier: string) => ({ pk: `${what}#${value}`, sk: supplier }),
  /** The same, listed by the supplier who gave it. */
  gave: (supplier: string, used: string) => ({ pk: `SUPPLIER#${supplier}`, sk: `USED#${used}` }),
} as const;

/**
 * Access paths of the queue index: what a verifier may decide, what waits for the supplier, what was decided on a day, and
 * what was withdrawn or lapsed on one.
 */
export const queuePath = {
  open: 'OPEN',
  waiting: 'WAITING',
  decided: (day: string) => `DECIDED#${day}`,
  ended: (day: string) => `ENDED#${day}`,
} as const;

/** Access path of the index `person`: the suppliers that somebody acts for. */
export const memberPath = (person: string, supplier: string) => ({
  personPk: `PERSON#${person}`,
  personSk: `SUPPLIER#${supplier}`,
});

/** Something sealed under the supplier’s key. */
export const sealedBox = z.object({ purpose: z.string(), nonce: z.string(), text: z.string() });

export const memberRoles = ['owner', 'editor', 'reader'] as const;
export const memberRecord = z.object({
  supplier: supplierId,
  person: personId,
  role: z.enum(memberRoles),
  /** What the people of the firm call them, as whoever invited them said. */
  named: sealedBox.optional(),
});
export type MemberRecord = z.infer<typeof memberRecord>;

/** A firm's account: nothing but what it is called and the language it is written to in. */
export const supplierRecord = z.object({
  supplier: supplierId,
  name: z.string().min(1).max(200),
  language,
  createdAt: instant,
  createdBy: personId,
});
export type SupplierRecord = z.infer<typeof supplierRecord>;

/** A submission as it rests: its answers sealed under the supplier's key. */
export const submissionRecord = z.object({
  ...submission.shape,
  answers: sealedBox.optional(),
  /** The answers as they were last submitted: what is reviewed, while `answers` may already be edited again. */
  submitted: sealedBox.optional(),
});

/** What holds over all submissions of a firm: one at most is open, and none comes back over a later one that was approved. */
export const openSubmissions = z.object({
  open: z.set(submission.shape.submission).max(1).optional(),
  /** When one was approved last. */
  approvedAt: instant.optional(),
});

/** The purpose that answers are sealed for. */
export const submissionAnswers = 'answers';
export type SubmissionRecord = z.infer<typeof submissionRecord>;

export const documentRecord = z.object({
  ...document.shape,
  /** Pages that have been made viewable; absent until rendering is done. */
  viewable: z.int().min(0).optional(),
  /** Those among them that cannot be drawn. */
  undrawn: z.array(z.int().min(1)).optional(),
  /** The submission that its file was sent with, where a renewal has taken it over: files are never copied. */
  filedUnder: document.shape.submission.optional(),
});
export type DocumentRecord = z.infer<typeof documentRecord>;

/** What happened to a submission, for its timeline. `by` is a role: the supplier is never told who. */
export const historyRecord = z.object({
  at: instant,
  event: z.string(),
  state: submissionState,
  round: z.int().min(0),
  by: z.enum(['supplier', 'verifier', 'network']),
  person: personId.optional(),
});
export type HistoryRecord = z.infer<typeof historyRecord>;

/** What another room needs to know of a case to say how a verifier stands to it. */
export const caseHolding = z.object({
  holder: personId.optional(),
  /** The hold ends at this instant unless it is renewed. */
  heldUntil: z.iso.datetime().optional(),
  conflicts: z.array(personId).default([]),
});

/** Keys of the `registry` table. */
export const registryKey = {
  current: (vendor: string) => ({ pk: `VENDOR#${vendor}`, sk: 'CURRENT' }),
  version: (vendor: string, version: number) => ({
    pk: `VENDOR#${vendor}`,
    sk: `VERSION#${String(version).padStart(6, '0')}`,
  }),
  /** A revocation proposed and not yet confirmed. */
  revocation: (vendor: string) => ({ pk: `VENDOR#${vendor}`, sk: 'REVOCATION' }),
} as const;

/** A vendor as it rests and as its stream tells it: everything but the facts, which are sealed under the supplier's key. */
export const vendorRecord = z.object({
  ...vendor.omit({ facts: true }).shape,
  /** Those of the facts that anybody can look up; absent from what was recorded before they were kept apart. */
  open: openFacts.optional(),
  sealed: sealedBox,
});
export type VendorRecord = z.infer<typeof vendorRecord>;
/** The purpose that the facts are sealed for. */
export const vendorFacts = 'vendor-facts';
