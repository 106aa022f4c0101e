import * as z from 'zod';
import { document } from '../evidence.ts';
import { sha256, submissionId, supplierId } from '../identifiers.ts';
import { instant, isoDate, language } from '../primitives.ts';
import { memberRoles } from '../records.ts';
import { requestedItem } from '../review.ts';
import { shownAsWritten } from '../shown-as-written.ts';
import { draftAnswers, sections, submission, submissionKind, submissionState } from '../submission.ts';
import { operation } from './contract.ts';
import { ofSupplier } from './parts.ts';

const ofSubmission = z.strictObject({ submission: submissionId });

const supplierView = z.strictObject({
  supplier: supplierId,
  name: z.string(),
  language,
  role: z.enum(memberRoles),
});

const fieldProblem = z.strictObject({ field: z.string(), code: z.string(), message: z.string() });

/** What the supplier keeps as proof: what was received, when, and the hash of every file. */
export const receipt = z.strictObject({
  submission: submissionId,
  round: z.int().min(1),
  receivedAt: instant,
  /** SHA-256 of the answers as canonical JSON. */
  answers: sha256,
  documents: z.array(document.pick({ document: true, fileName: true, bytes: true, sha256: true, evidenceType: true })),
});
export type Receipt = z.infer<typeof receipt>;

const submissionView = z.strictObject({
  ...submission.omit({ createdBy: true }).shape,
  answers: draftAnswers,
  /** What would be refused at submission, in the sections that have been filled in. */
  problems: z.array(fieldProblem),
  /** Sections still to be filled in. */
  missing: z.array(z.enum(sections as [string, ...string[]])),
  timeline: z.array(
    z.strictObject({
      at: instant,
      event: z.string(),
      state: submissionState,
      round: z.int(),
      by: z.enum(['supplier', 'verifier', 'network']),
      words: z.string(),
    }),
  ),
  receipts: z.array(receipt),
  /** While information is requested: exactly what is missing, and until when it can be answered. */
  request: z
    .strictObject({
      items: z.array(z.strictObject({ ...requestedItem.shape, words: z.string().optional() })),
      answerBy: instant,
    })
    .optional(),
  /** Why it was rejected, line by line; while it can be appealed, until when. */
  reasons: z
    .strictObject({
      lines: z.array(z.strictObject({ ...requestedItem.shape, words: z.string().optional() })),
      summary: z.string().optional(),
      appealBy: isoDate.optional(),
    })
    .optional(),
  /** While it is under review: the day by which it is due, and the day the queue's real pace foretells. */
  expected: z.strictObject({ dueOn: isoDate, forecastOn: isoDate }).optional(),
});

export const createSupplier = operation({
  name: 'createSupplier',
  method: 'POST',
  path: '/v1/suppliers',
  action: 'supplier.create',
  summary: { fr: 'Ouvrir le compte d’un fournisseur', en: 'Open a supplier’s account' },
  body: z.strictObject({ name: shownAsWritten(200), language }),
  answer: supplierView,
  status: 201,
  idempotencyKey: 'required',
  responseHeaders: ['Location'],
});

export const listSuppliers = operation({
  name: 'listSuppliers',
  method: 'GET',
  path: '/v1/suppliers',
  action: 'supplier.list',
  summary: { fr: 'Lister les fournisseurs pour lesquels vous agissez', en: 'List the suppliers that you act for' },
  answer: z.strictObject({ suppliers: z.array(supplierView) }),
});

export const readSupplier = operation({
  name: 'readSupplier',
  method: 'GET',
  path: '/v1/suppliers/{supplier}',
  action: 'supplier.read',
  summary: { fr: 'Lire un fournisseur et ses demandes', en: 'Read a supplier and its submissions' },
  params: ofSupplier,
  answer: z.strictObject({
    supplier: supplierId,
    name: z.string(),
    language,
    submissions: z.array(
      submission.pick({ submission: true, kind: true, state: true, createdAt: true, submittedAt: true }),
    ),
  }),
});

export const createSubmission = operation({
  name: 'createSubmission',
  method: 'POST',
  path: '/v1/suppliers/{supplier}/submissions',
  action: 'submission.create',
  summary: {
    fr: 'Commencer une demande, ou un renouvellement prérempli',
    en: 'Start a submission, or a prefilled renewal',
  },
  params: ofSupplier,
  body: z.strictObject({ kind: submissionKind, language: language.optional() }),
  answer: submissionView,
  status: 201,
  idempotencyKey: 'required',
  responseHeaders: ['ETag', 'Location'],
  refusals: ['submission-open'],
});

export const readSubmission = operation({
  name: 'readSubmission',
  method: 'GET',
  path: '/v1/submissions/{submission}',
  action: 'submission.read',
  summary: { fr: 'Lire une demande et où elle en est', en: 'Read a submission and where it stands' },
  params: ofSubmission,
  answer: submissionView,
  responseHeaders: ['ETag'],
});

export const saveAnswers = operation({
  name: 'saveAnswers',
  method: 'PATCH',
  path: '/v1/submissions/{submission}/answers',
  action: 'submission.edit',
  summary: {
    fr: 'Enregistrer des réponses telles quelles (JSON Merge Patch, par section)',
    en: 'Save answers as they are (JSON Merge Patch, by section)',
  },
  params: ofSubmission,
  body: draftAnswers,
  answer: submissionView,
  ifMatch: true,
  responseHeaders: ['ETag'],
});

export const submitSubmission = operation({
  name: 'submitSubmission',
  method: 'POST',
  path: '/v1/submissions/{submission}/submit',
  action: 'submission.submit',
  summary: { fr: 'Envoyer la demande et recevoir un accusé de réception', en: 'Submit, and receive a receipt' },
  params: ofSubmission,
  answer: receipt,
  status: 201,
  idempotencyKey: 'required',
});

export const answerRequest = operation({
  name: 'answerRequest',
  method: 'POST',
  path: '/v1/submissions/{submission}/answer',
  action: 'submission.answer',
  summary: { fr: 'Répondre à une demande de renseignements', en: 'Answer a request for information' },
  params: ofSubmission,
  answer: receipt,
  status: 201,
  idempotencyKey: 'required',
});

export const withdrawSubmission = operation({
  name: 'withdrawSubmission',
  method: 'POST',
  path: '/v1/submissions/{submission}/withdraw',
  action: 'submission.withdraw',
  summary: { fr: 'Retirer la demande', en: 'Withdraw the submission' },
  params: ofSubmission,
  idempotencyKey: 'required',
});

export const appealDecision = operation({
  name: 'appealDecision',
  method: 'POST',
  path: '/v1/submissions/{submission}/appeal',
  action: 'submission.appeal',
  summary: { fr: 'Porter un refus en appel, une fois', en: 'Appeal a rejection, once' },
  params: ofSubmission,
  body: z.strictObject({ grounds: z.string().trim().min(1).max(5000) }),
  answer: receipt,
  status: 201,
  idempotencyKey: 'required',
  refusals: ['submission-open'],
});

export const intakeOperations = [
  createSupplier,
  listSuppliers,
  readSupplier,
  createSubmission,
  readSubmission,
  saveAnswers,
  submitSubmission,
  answerRequest,
  withdrawSubmission,
  appealDecision,
] as const;
