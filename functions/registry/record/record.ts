import { dayOf } from '#platform/clock.ts';
import { readRecord } from '#platform/relations.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import { closingKey, closingRecord, notClosing } from '#schemas/closing.ts';
import { consentsRecord, stillGiven, trustKey } from '#schemas/consent.ts';
import { openFactsOf } from '#schemas/fact-classes.ts';
import { type StoredVendor, storedVendor } from '#schemas/records/registry.ts';
import { type SubmissionRecord, vendorFacts } from '#schemas/records.ts';
import type { Answers } from '#schemas/submission.ts';
import { reviewTask } from '#schemas/tasks.ts';
import { endings, factsOf } from '#workflows/certification-review/facts.ts';
import { openSubmitted, openWork, readFolder } from '#workflows/certification-review/folder.ts';
import { expiryOf } from '#workflows/certification-review/term.ts';
import { withdrawn } from '../consents/closing.ts';
import { loadVendor } from '../vendor-store.ts';
import { versionAuditEntry, versionWrites } from '../version.ts';
import { readVocabulary } from '../vocabulary.ts';
import type { Dependencies } from './deps.ts';

/**
 * Writes the vendor that an approved submission makes, as the next version of what is known of the supplier. The same
 * submission and round never make a second version, however often and late the task is run.
 */
export const record = async (deps: Dependencies, event: unknown): Promise<{ vendor: string; version: number }> => {
  const { submission: id } = reviewTask.parse(event);
  const folder = await readFolder(deps.db, deps.casework, id);
  if (!folder?.case || folder.submission.state !== 'approved') throw new Error(`${id} is not approved`);
  const { submission, documents } = folder;
  const { supplier, round } = submission;
  const before = await loadVendor(deps, supplier);
  const done = (version: StoredVendor) => ({ vendor: version.vendor, version: version.version });
  if (before && isFrom(before, id, round)) return done(before);

  const answers = await openSubmitted(deps.seals, submission);
  const work = await openWork(deps.seals, folder.case);
  const facts = factsOf(answers, work, documents, await readVocabulary(deps));
  const decidedOn = dayOf(submission.closedAt ? new Date(submission.closedAt) : deps.clock());
  const expiresOn = expiryOf(decidedOn, deps.policy);
  const approved = storedVendor.parse({
    vendor: supplier,
    version: (before?.version ?? 0) + 1,
    // A renewal does not lift a suspension: that takes a reinstatement, with its reason.
    ...(before?.status === 'suspended'
      ? { status: 'suspended', statusReason: before.statusReason }
      : { status: 'active' }),
    identity: answers.identity,
    language: submission.language,
    commodities: answers.commodities,
    places: answers.places,
    open: openFactsOf(facts),
    sealed: await deps.seals.seal(supplier, vendorFacts, facts),
    consents: await consentsOf(deps, submission, answers),
    certifiedOn: decidedOn,
    expiresOn,
    submission: id,
    evidence: documents.map(({ sha256 }) => sha256),
    recordedAt: deps.clock().toISOString(),
    round,
    ends: [expiresOn, ...endings(facts)],
    noticed: {},
  });
  // Approved while the account was being closed: recorded, and withdrawn with it.
  const closing = await readRecord(deps.db, deps.casework, closingKey(supplier), closingRecord);
  const closed = closing !== undefined && closing.state !== 'cancelled';
  const next = closed ? { ...withdrawn(approved, deps.clock()), version: approved.version } : approved;
  try {
    await commit(deps.db, [
      ...(closed ? [] : [notClosing(deps.casework, supplier)]),
      ...versionWrites(deps.registry, next, decidedOn, deps.policy),
      versionAuditEntry(deps.audit, next, 'recordVendor'),
    ]);
    return done(next);
  } catch (error) {
    // Another version was written in between, perhaps by this very task: look again.
    if (!(error instanceof ConditionFailed)) throw error;
    return record(deps, event);
  }
};

/** As the form says, unless the supplier has said otherwise since it was sent, or withdrawn it since it was given. */
const consentsOf = async (deps: Dependencies, { supplier, submittedAt = '' }: SubmissionRecord, answers: Answers) => {
  const said = await readRecord(deps.db, deps.casework, trustKey.consents(supplier), consentsRecord);
  return said && said.updatedAt > submittedAt ? said.consents : stillGiven(answers.consents, said);
};

const isFrom = (vendor: StoredVendor, submission: string, round: number): boolean =>
  vendor.submission === submission && vendor.round === round;
