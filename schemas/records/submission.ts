import * as z from 'zod';
import { receipt } from '../api/intake.ts';
import { screeningFinding } from '../evidence.ts';
import { submissionId } from '../identifiers.ts';
import { documentRecord, historyRecord, openSubmissions, submissionRecord } from '../records.ts';
import { caseRecord, commandRecord, decision, queueEntry, savedFindings, waitRecord } from '../review.ts';
import { erasedText, noticeRecord, personPlace, queuePlace, usedFile } from './account.ts';
import { referenceTo } from './key.ts';
import { record } from './record.ts';

const pk = 'SUBMISSION#{submission}' as const;
const table = 'casework' as const;

/** Its head: what it is and how far it came, its answers encrypted. */
export const submissionHead = record({
  kind: 'submission',
  table,
  pk,
  sk: 'SUBMISSION',
  schema: submissionRecord,
  streamed: false,
  inExport: 'whole',
  atErasure: {
    submission: 'keep',
    supplier: 'keep',
    kind: 'keep',
    state: 'keep',
    revision: 'keep',
    round: 'keep',
    appeal: 'keep',
    appealRound: 'keep',
    language: 'keep',
    createdBy: { becomes: erasedText },
    createdAt: 'keep',
    updatedAt: 'keep',
    submittedAt: 'keep',
    closedAt: 'keep',
    previous: 'keep',
    answers: 'gone',
    submitted: 'gone',
  },
});

/** A file that was declared: its hash is the proof of what was looked at; its name is chosen by people. */
export const documentFile = record({
  kind: 'document',
  table,
  pk,
  sk: 'DOCUMENT#{document}',
  schema: documentRecord.extend({
    /** What each check found, until both have: kept so that a repeat need not look again. */
    structure: z.array(screeningFinding).optional(),
    malware: z.array(screeningFinding).optional(),
  }),
  streamed: true,
  inExport: 'whole',
  atErasure: {
    document: 'keep',
    submission: 'keep',
    supplier: 'keep',
    evidenceType: 'keep',
    supports: 'keep',
    fileName: { becomes: erasedText },
    mediaType: 'keep',
    bytes: 'keep',
    sha256: 'keep',
    state: 'keep',
    findings: { becomes: [] },
    pages: 'keep',
    expiryProposed: 'keep',
    declaredAt: 'keep',
    receivedAt: 'keep',
    viewable: 'keep',
    undrawn: 'keep',
    filedUnder: 'keep',
    structure: 'gone',
    malware: 'gone',
  },
  leadsTo: ({ sha256, supplier }) => [referenceTo(usedFile, { sha256, supplier })],
});

/** How many files a submission has, so that there are never too many. */
export const documentCount = record({
  kind: 'document-count',
  table,
  pk,
  sk: 'DOCUMENTS',
  schema: z.object({ files: z.int().min(0) }),
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
});

/** The review: findings and notes encrypted. */
export const caseFile = record({
  kind: 'case',
  table,
  pk,
  sk: 'CASE',
  schema: caseRecord,
  streamed: false,
  inExport: 'no',
  atErasure: {
    submission: 'keep',
    supplier: 'keep',
    supplierName: { becomes: erasedText },
    kind: 'keep',
    appeal: 'keep',
    round: 'keep',
    openedAt: 'keep',
    dueAt: 'keep',
    remindedFor: 'keep',
    escalatedFor: 'keep',
    answerBy: 'keep',
    holder: 'gone',
    heldUntil: 'gone',
    conflicts: { becomes: [] },
    readers: { becomes: [] },
    automatic: { becomes: [] },
    proposed: 'keep',
    work: 'unreadable',
    revision: 'keep',
  },
});

/** What a verifier found and saved, each time: never changed, so that no finding is undone without a trace. */
export const findingsEntry = record({
  kind: 'findings',
  table,
  pk,
  sk: 'FINDINGS#{at}#{revision:6}',
  schema: savedFindings,
  streamed: false,
  inExport: 'no',
  atErasure: { at: 'keep', revision: 'keep', round: 'keep', by: { becomes: erasedText }, findings: 'unreadable' },
});

/**
 * What the queue shows of a case. What ended before a case was opened has a place and a day all the same, and nothing else:
 * it is counted, not shown.
 */
export const queueRecord = z.object({
  ...queueEntry.partial().shape,
  outcome: decision.optional(),
  ...queuePlace,
  ...personPlace,
});
export const queueEntryRecord = record({
  kind: 'queue-entry',
  table,
  pk,
  sk: 'QUEUE',
  schema: queueRecord,
  streamed: false,
  inExport: 'no',
  atErasure: {
    submission: 'keep',
    supplierName: { becomes: erasedText },
    kind: 'keep',
    needs: 'keep',
    openedAt: 'keep',
    dueAt: 'keep',
    holder: 'gone',
    heldUntil: 'gone',
    readers: { becomes: [] },
    conflicts: { becomes: [] },
    possibleDuplicate: 'keep',
    outcome: 'keep',
    queuePk: 'keep',
    queueSk: 'keep',
    personPk: 'gone',
    personSk: 'gone',
  },
});

/** What happened, for the timeline. Who at the network did it is not the supplier's data. */
export const historyLine = record({
  kind: 'history',
  table,
  pk,
  sk: 'HISTORY#{at}#{revision:6}',
  schema: historyRecord,
  streamed: false,
  inExport: { without: ['person'] },
  atErasure: { at: 'keep', event: 'keep', state: 'keep', round: 'keep', by: 'keep', person: 'gone' },
});

/** What was received in a round, with the hash of every file. */
export const receiptRecord = record({
  kind: 'receipt',
  table,
  pk,
  sk: 'RECEIPT#{round:3}',
  schema: receipt,
  streamed: false,
  inExport: 'whole',
  atErasure: {
    submission: 'keep',
    round: 'keep',
    receivedAt: 'keep',
    answers: 'keep',
    documents: { becomes: (documents) => documents.map((one) => ({ ...one, fileName: erasedText })) },
  },
});

/** The task token that a workflow waits on: it opens something, so it never leaves. */
export const wait = record({
  kind: 'wait',
  table,
  pk,
  sk: 'WAIT#{wait}',
  schema: waitRecord,
  streamed: true,
  inExport: 'no',
  atErasure: 'delete',
});

/** The step that was made: what a consumer acts on. */
export const command = record({
  kind: 'command',
  table,
  pk,
  sk: 'COMMAND#{round:3}#{command}',
  schema: commandRecord,
  streamed: true,
  inExport: 'no',
  atErasure: 'keep',
});

/** A letter about the submission that was sent. */
export const submissionNotice = record({
  kind: 'submission-notice',
  table,
  pk,
  sk: 'NOTICE#{notice}',
  schema: noticeRecord,
  streamed: false,
  inExport: 'whole',
  atErasure: 'delete',
});

/** A submission among those of its supplier: it leads to everything of it. */
export const submissionOfSupplier = record({
  kind: 'submission-of-supplier',
  table,
  pk: 'SUPPLIER#{supplier}',
  sk: 'SUBMISSION#{submission}',
  schema: z.object({ submission: submissionId }),
  streamed: false,
  inExport: 'whole',
  atErasure: 'keep',
  leadsTo: ({ submission }) => [{ table, pk: referenceTo(submissionHead, { submission }).pk }],
});

/** Which of them is open: one at most. Ids only; it leads nowhere that they do not. */
export const openSubmissionsOfSupplier = record({
  kind: 'open-submissions',
  table,
  pk: 'SUPPLIER#{supplier}',
  sk: 'SUBMISSIONS',
  schema: openSubmissions,
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
});
