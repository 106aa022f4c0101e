import * as z from 'zod';
import { closingRecord } from '../closing.ts';
import { consentsRecord, invitationRecord } from '../consent.ts';
import { credentialRecord, issuedRecord } from '../credential.ts';
import { exportDays, exportRecord } from '../export.ts';
import { personId, submissionId } from '../identifiers.ts';
import { observationRecord } from '../observation.ts';
import { instant } from '../primitives.ts';
import { memberRecord, supplierRecord } from '../records.ts';
import { referenceTo } from './key.ts';
import { record } from './record.ts';

/** What stands where a name stood, in both languages. */
export const erasedText = 'Effacé · Erased';

/** Places in the index `queue`. */
export const queuePlace = { queuePk: z.string().optional(), queueSk: z.string().optional() };
/** Places in the index `person`. */
export const personPlace = { personPk: z.string().optional(), personSk: z.string().optional() };

/** That something was sent, so that it is sent once: begun, and sent once that is sure. */
export const noticeRecord = z.object({ begunAt: instant, sentAt: instant.optional() });

const supplierPk = 'SUPPLIER#{supplier}' as const;
const casework = 'casework' as const;

/** A firm's account. */
export const supplierAccount = record({
  kind: 'supplier',
  table: casework,
  pk: supplierPk,
  sk: 'SUPPLIER',
  schema: supplierRecord,
  streamed: false,
  inExport: 'whole',
  atErasure: {
    supplier: 'keep',
    name: { becomes: erasedText },
    language: 'keep',
    createdAt: 'keep',
    createdBy: { becomes: erasedText },
  },
});

/** Who acts for the firm; listed by person in the index of that name. */
export const member = record({
  kind: 'member',
  table: casework,
  pk: supplierPk,
  sk: 'MEMBER#{person}',
  schema: memberRecord.extend(personPlace),
  streamed: false,
  inExport: 'whole',
  atErasure: 'delete',
});

/** An invitation, by the hash of its code. */
export const invitation = record({
  kind: 'invitation',
  table: casework,
  pk: 'INVITATION#{invitation}',
  sk: 'INVITATION',
  schema: invitationRecord,
  streamed: false,
  inExport: 'no',
  atErasure: 'delete',
  lives: 'until it lapses',
});

/** The same invitation, by the firm that it is to. */
export const invitationOfSupplier = record({
  kind: 'invitation-of-supplier',
  table: casework,
  pk: supplierPk,
  sk: 'INVITATION#{invitation}',
  schema: invitationRecord,
  streamed: false,
  inExport: 'no',
  atErasure: 'delete',
  lives: 'until it lapses',
  leadsTo: (one) => [referenceTo(invitation, { invitation: one.invitation })],
});

/** A verifier who declared a conflict of interest: it holds for all cases of the firm. */
export const conflict = record({
  kind: 'conflict',
  table: casework,
  pk: supplierPk,
  sk: 'CONFLICT#{person}',
  schema: z.object({ person: personId }),
  streamed: false,
  inExport: 'no',
  atErasure: 'delete',
});

/** A notice about the certification or the account that was sent. */
export const supplierNotice = record({
  kind: 'supplier-notice',
  table: casework,
  pk: supplierPk,
  sk: 'NOTICE#{notice}',
  schema: noticeRecord,
  streamed: false,
  inExport: 'whole',
  atErasure: 'delete',
});

/** What the supplier lets institutions see beyond the verdict, as it last said. */
export const supplierConsents = record({
  kind: 'consents',
  table: casework,
  pk: supplierPk,
  sk: 'CONSENTS',
  schema: consentsRecord,
  streamed: true,
  inExport: 'whole',
  atErasure: 'delete',
});

/** That the account is being closed: it is what erasure itself goes by, so it stays. */
export const closing = record({
  kind: 'closing',
  table: casework,
  pk: supplierPk,
  sk: 'CLOSING',
  schema: closingRecord.extend(queuePlace),
  streamed: true,
  inExport: 'whole',
  atErasure: 'keep',
});

/** What a supplier said to a decision made without a person, and the answer. */
export const observation = record({
  kind: 'observation',
  table: casework,
  pk: supplierPk,
  sk: 'OBSERVATION#{observation}',
  schema: observationRecord.extend(queuePlace),
  streamed: false,
  inExport: 'whole',
  atErasure: {
    observation: 'keep',
    supplier: 'keep',
    supplierName: { becomes: erasedText },
    about: 'keep',
    decided: 'keep',
    language: 'keep',
    state: 'keep',
    madeAt: 'keep',
    madeBy: { becomes: erasedText },
    said: 'unreadable',
    outcome: 'keep',
    answeredAt: 'keep',
    answeredBy: 'gone',
    answer: 'unreadable',
    queuePk: 'gone',
    queueSk: 'gone',
  },
});

/** A copy of its data that a supplier asked for. */
export const supplierExport = record({
  kind: 'export',
  table: casework,
  pk: supplierPk,
  sk: 'EXPORT#{export}',
  schema: exportRecord,
  streamed: true,
  inExport: 'no',
  atErasure: 'delete',
  lives: `${exportDays} days`,
});

/** A certificate, by its number: kept so that whoever was handed it reads that it no longer holds. */
export const credential = record({
  kind: 'credential',
  table: casework,
  pk: 'CREDENTIAL#{credential}',
  sk: 'CREDENTIAL',
  schema: credentialRecord,
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
});

/** The certificate that says what is on record of a firm. */
export const certificateOfSupplier = record({
  kind: 'certificate-of-supplier',
  table: casework,
  pk: supplierPk,
  sk: 'CERTIFICATE',
  schema: issuedRecord,
  streamed: false,
  inExport: 'whole',
  atErasure: 'delete',
});

/** Whose place in the status list a bit is: ids only. */
export const statusListBit = record({
  kind: 'status-list-bit',
  table: casework,
  pk: 'STATUSLIST#1',
  sk: '{index:6}',
  schema: credentialRecord,
  streamed: false,
  inExport: 'no',
  atErasure: 'keep',
});

const usedSchema = z.object({ submission: submissionId });
const identifierOf = <const Kind extends string, const Pk extends string>(kind: Kind, pk: Pk) =>
  record({
    kind,
    table: casework,
    pk,
    sk: '{supplier}',
    schema: usedSchema,
    streamed: false,
    inExport: 'no',
    atErasure: 'delete',
  });

/** Who already used this file or number. */
export const usedFile = identifierOf('used-file', 'HASH#{sha256}');
export const usedBusinessNumber = identifierOf('used-business-number', 'BN#{businessNumber}');
export const usedNeq = identifierOf('used-neq', 'NEQ#{neq}');

/** A number that the firm gave: it leads to the record of whoever used it. */
export const identifierOfSupplier = record({
  kind: 'identifier-of-supplier',
  table: casework,
  pk: supplierPk,
  sk: 'USED#{used}',
  schema: z.object({ used: z.string(), submission: submissionId }),
  streamed: false,
  inExport: 'no',
  atErasure: 'delete',
  leadsTo: (one, { supplier = '' }) => [{ table: casework, pk: one.used, sk: supplier }],
});
