import * as z from 'zod';
import { lineKinds } from '../checklist.ts';
import { document, evidenceType } from '../evidence.ts';
import { personId, submissionId } from '../identifiers.ts';
import { instant, isoDate, language } from '../primitives.ts';
import { automaticFinding, decision, finding, findingInput, lineId, queueEntry, requestedItem } from '../review.ts';
import { answers, submission, submissionState } from '../submission.ts';
import { operation } from './contract.ts';
import { pageOf } from './parts.ts';
import { observationOperations } from './rights.ts';

const ofCase = z.strictObject({ submission: submissionId });

export const queueViews = ['unclaimed', 'mine', 'due-soon', 'overdue', 'waiting'] as const;

const queueItem = queueEntry.omit({ readers: true, conflicts: true });

/** The firm that gave the same file or number before, and its newest case. */
export const otherSupplier = z.strictObject({ name: z.string(), submission: submissionId });

const foundAutomatically = z.strictObject({
  ...automaticFinding.shape,
  words: z.string(),
  /** Only where the caller may read that case. */
  other: otherSupplier.optional(),
});

const checklistLine = z.strictObject({
  id: lineId,
  kind: z.enum(lineKinds),
  label: z.string(),
  subject: z.string().optional(),
  criteria: z.array(z.string()),
  evidenceTypes: z.array(evidenceType),
  evidenceRequired: z.boolean(),
  claim: z.unknown(),
  documents: z.array(document.shape.document),
  automatic: z.array(foundAutomatically),
  finding: finding.omit({ claim: true }).optional(),
});

/** Everything that a verifier needs to decide, in one answer. */
const caseView = z.strictObject({
  submission: submissionId,
  supplier: submission.shape.supplier,
  supplierName: z.string(),
  kind: submission.shape.kind,
  state: submissionState,
  round: z.int(),
  appeal: z.boolean(),
  /** The language in which notes are written: the supplier reads them. */
  noteLanguage: language,
  openedAt: instant,
  dueAt: instant,
  answerBy: instant.optional(),
  holder: personId.optional(),
  heldUntil: instant.optional(),
  /** Whether the caller may claim this case: neither in conflict nor one of its former readers. */
  mayClaim: z.boolean(),
  proposed: decision.optional(),
  answers,
  checklist: z.array(checklistLine),
  documents: z.array(document),
  /** What the automatic checks found that belongs to no line. */
  automatic: z.array(foundAutomatically),
  summary: z.string().optional(),
  secondNote: z.string().optional(),
  grounds: z.string().optional(),
  request: z.array(requestedItem).optional(),
  /** Every finding that a verifier ever saved, oldest first: who, when, on which line, what. */
  findings: z.array(
    z.strictObject({ ...findingInput.shape, line: lineId, at: instant, by: personId, round: z.int().min(1) }),
  ),
  history: z.array(
    z.strictObject({
      at: instant,
      event: z.string(),
      state: submissionState,
      round: z.int(),
      by: z.enum(['supplier', 'verifier', 'network']),
      person: personId.optional(),
    }),
  ),
});

const findings = z.record(lineId, findingInput).refine((all) => Object.keys(all).length <= 300, {
  params: { code: 'too-many-lines' },
});

export const listCases = operation({
  name: 'listCases',
  method: 'GET',
  path: '/v1/cases',
  action: 'case.list',
  summary: { fr: 'Lire la file des dossiers', en: 'Read the queue of cases' },
  query: z.strictObject({
    view: z.enum(queueViews).default('unclaimed'),
    ...pageOf(25),
  }),
  answer: z.strictObject({ cases: z.array(queueItem), next: z.string().optional() }),
});

export const readCase = operation({
  name: 'readCase',
  method: 'GET',
  path: '/v1/cases/{submission}',
  action: 'case.read',
  summary: { fr: 'Lire un dossier en entier', en: 'Read a whole case' },
  params: ofCase,
  answer: caseView,
  responseHeaders: ['ETag'],
});

const hold = z.strictObject({ holder: personId, heldUntil: instant });

export const claimCase = operation({
  name: 'claimCase',
  method: 'POST',
  path: '/v1/cases/{submission}/claim',
  action: 'case.claim',
  summary: { fr: 'Prendre un dossier en charge, ou prolonger', en: 'Claim a case, or hold it longer' },
  params: ofCase,
  answer: hold,
});

export const releaseCase = operation({
  name: 'releaseCase',
  method: 'POST',
  path: '/v1/cases/{submission}/release',
  action: 'case.release',
  summary: { fr: 'Rendre un dossier à la file', en: 'Give a case back to the queue' },
  params: ofCase,
});

export const declareConflict = operation({
  name: 'declareConflict',
  method: 'POST',
  path: '/v1/cases/{submission}/conflict',
  action: 'case.declare-conflict',
  summary: {
    fr: 'Déclarer un conflit d’intérêts avec le fournisseur, pour tous ses dossiers',
    en: 'Declare a conflict of interest with the supplier, for all its cases',
  },
  params: ofCase,
});

export const recordFindings = operation({
  name: 'recordFindings',
  method: 'PATCH',
  path: '/v1/cases/{submission}/findings',
  action: 'case.work',
  summary: { fr: 'Consigner des constats, ligne par ligne', en: 'Record findings, line by line' },
  params: ofCase,
  body: z.strictObject({ findings }),
  answer: caseView,
  ifMatch: true,
  responseHeaders: ['ETag'],
});

export const requestInformation = operation({
  name: 'requestInformation',
  method: 'POST',
  path: '/v1/cases/{submission}/request-information',
  action: 'case.work',
  summary: {
    fr: 'Demander au fournisseur exactement ce qui manque',
    en: 'Ask the supplier for exactly what is missing',
  },
  params: ofCase,
  body: z.strictObject({ findings: findings.optional() }),
  answer: z.strictObject({ items: z.array(requestedItem), answerBy: instant }),
  status: 201,
  ifMatch: 'optional',
  idempotencyKey: 'required',
});

export const decideCase = operation({
  name: 'decideCase',
  method: 'POST',
  path: '/v1/cases/{submission}/decision',
  action: 'case.work',
  summary: {
    fr: 'Approuver ou refuser; la politique peut demander une seconde lecture',
    en: 'Approve or reject; the policy may ask for a second reading',
  },
  params: ofCase,
  body: z.strictObject({
    decision,
    /** What the supplier reads beyond the lines, in their language. */
    summary: z.string().trim().min(1).max(2000).optional(),
    findings: findings.optional(),
  }),
  answer: z.strictObject({ state: submissionState, decidedOn: isoDate }),
  status: 201,
  ifMatch: 'optional',
  idempotencyKey: 'required',
});

export const readSecond = operation({
  name: 'readSecond',
  method: 'POST',
  path: '/v1/cases/{submission}/second-reading',
  action: 'case.work',
  summary: {
    fr: 'Confirmer la décision proposée, ou la renvoyer',
    en: 'Confirm the proposed decision, or return it',
  },
  params: ofCase,
  body: z.strictObject({ agrees: z.boolean(), note: z.string().trim().min(1).max(2000).optional() }),
  answer: z.strictObject({ state: submissionState }),
  status: 201,
  ifMatch: 'optional',
  idempotencyKey: 'required',
});

const count = z.int().min(0);
export const readServiceLevels = operation({
  name: 'readServiceLevels',
  method: 'GET',
  path: '/v1/service-levels',
  action: 'figures.read',
  summary: {
    fr: 'Lire les niveaux de service : demandes, décisions et leur durée, semaine par semaine',
    en: 'Read the service levels: submissions, decisions and how long they took, week by week',
  },
  query: z.strictObject({ weeks: z.coerce.number().pipe(z.int().min(1).max(26)).default(12) }),
  answer: z.strictObject({
    /** Oldest first; `from` is a Monday. `submitted` counts the cases opened, `ended` those withdrawn or lapsed. */
    weeks: z.array(z.strictObject({ from: isoDate, submitted: count, approved: count, rejected: count, ended: count })),
    /** Calendar days from opening to decision, for what was decided in these weeks. */
    daysToDecision: z.array(z.strictObject({ days: count, cases: count })),
    decided: count,
    /** Of those, decided on the day they were due or before. */
    inTime: count,
    /** Business days that a review may take, by the network's policy. */
    reviewDays: count,
    /** What stands now. `held` and `overdue` are among the open ones. */
    open: count,
    held: count,
    overdue: count,
    waiting: count,
  }),
});

export const reviewOperations = [
  readServiceLevels,
  listCases,
  readCase,
  claimCase,
  releaseCase,
  declareConflict,
  recordFindings,
  requestInformation,
  decideCase,
  readSecond,
  ...observationOperations,
] as const;
