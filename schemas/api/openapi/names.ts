import type * as z from 'zod';
import { auditEntry, auditLine, signedHead } from '../../audit.ts';
import { criterion, definition, reciprocityTable, source, unboundedRule } from '../../definition.ts';
import {
  qualifiedData,
  vendorDisqualified,
  vendorEvent,
  vendorExpiring,
  vendorQualified,
  vendorUpdated,
} from '../../events/v1.ts';
import { declaredFile, document, screeningFinding } from '../../evidence.ts';
import { facts } from '../../facts.ts';
import { documentId, submissionId, supplierId } from '../../identifiers.ts';
import { incidentContent } from '../../incident.ts';
import { draft } from '../../network-records.ts';
import { automatedDecision } from '../../observation.ts';
import { bilingual } from '../../primitives.ts';
import { remark } from '../../remark.ts';
import { findingInput, requestedItem } from '../../review.ts';
import { answers, consent, draftAnswers, ownerAnswer } from '../../submission.ts';
import { vocabulary } from '../../vocabulary.ts';
import { listClients } from '../clients.ts';
import type { Operation } from '../contract.ts';
import { listAttempts, listParked, listRecognised, readDelivery, readFeed, readFeedHead } from '../delivery.ts';
import { endpointSaid, endpointWanted } from '../endpoint.ts';
import { uploadPermit } from '../evidence.ts';
import { readSubmission, receipt } from '../intake.ts';
import { readRollout } from '../matching.ts';
import { institutionSaid, readConnection, readDraft } from '../network.ts';
import { readVendor } from '../registry.ts';
import { readCase } from '../review.ts';
import { problemSchema } from './problem.ts';

const pascal = (text: string) => text.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What an integrator’s own code will call these: the nouns of the trade. */
const nouns: readonly (readonly [string, z.ZodType | undefined])[] = [
  ['Problem', problemSchema],
  ['BilingualText', bilingual],
  ['SupplierId', supplierId],
  ['SubmissionId', submissionId],
  ['DocumentId', documentId],
  ['Vendor', readVendor.answer],
  ['RecognizedVendor', qualifiedData],
  ['RecognizedVendorPage', listRecognised.answer],
  ['VendorEvent', vendorEvent],
  ['VendorQualified', vendorQualified],
  ['VendorUpdated', vendorUpdated],
  ['VendorDisqualified', vendorDisqualified],
  ['VendorExpiring', vendorExpiring],
  ['FeedPage', readFeed.answer],
  ['FeedHead', readFeedHead.answer],
  ['Delivery', readDelivery.answer],
  ['DeliveryAttempt', listAttempts.answer?.shape.attempts.element],
  ['ParkedEvent', listParked.answer?.shape.parked.element],
  ['Endpoint', endpointSaid],
  ['EndpointSettings', endpointWanted],
  ['Client', listClients.answer?.shape.clients.element],
  ['Institution', institutionSaid],
  ['Connection', readConnection.answer],
  ['Definition', definition],
  ['DefinitionSource', source],
  ['DefinitionDraft', draft],
  ['SavedDefinitionDraft', readDraft.answer],
  ['Rule', unboundedRule],
  ['Remark', remark],
  ...criterion.options.map((one) => [`${pascal(one.shape.kind.value)}Criterion`, one] as const),
  ['ReciprocityTable', reciprocityTable],
  ['Vocabulary', vocabulary],
  ['Rollout', readRollout.answer],
  ['Submission', readSubmission.answer],
  ['Answers', answers],
  ['DraftAnswers', draftAnswers],
  ['OwnerAnswer', ownerAnswer],
  ['Consent', consent],
  ['Receipt', receipt],
  ['Document', document],
  ['DeclaredFile', declaredFile],
  ['ScreeningFinding', screeningFinding],
  ['UploadPermit', uploadPermit],
  ['Case', readCase.answer],
  ['Finding', findingInput],
  ['RequestedItem', requestedItem],
  ['Facts', facts],
  ['AutomatedDecision', automatedDecision],
  ['IncidentContent', incidentContent],
  ['AuditEntry', auditEntry],
  ['AuditLine', auditLine],
  ['SignedTreeHead', signedHead],
];

/** A name for each of these, and for what each operation takes and gives. */
export const namesOf = (operations: readonly Operation[]): ReadonlyMap<z.ZodType, string> => {
  const names = new Map<z.ZodType, string>();
  for (const [name, schema] of nouns) if (schema) names.set(schema, name);
  for (const { name, body, answer } of operations) {
    if (body && !names.has(body)) names.set(body, `${pascal(name)}Request`);
    if (answer && !names.has(answer)) names.set(answer, `${pascal(name)}Response`);
  }
  return names;
};
