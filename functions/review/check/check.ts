import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { commit } from '#platform/tables.ts';
import { type Line, linesOf } from '#schemas/checklist.ts';
import { caseworkKey } from '#schemas/records.ts';
import { type CaseRecord, type Casework, caseworkPurpose, type QueueEntry } from '#schemas/review.ts';
import { reviewTask } from '#schemas/tasks.ts';
import { addBusinessDays, endOf } from '#workflows/certification-review/calendar.ts';
import { type Folder, openSubmitted, openWork, readFolder } from '#workflows/certification-review/folder.ts';
import { type Standing, standingOf } from '#workflows/certification-review/standing.ts';
import { after, stepWrites } from '#workflows/certification-review/step.ts';
import { stillHolding } from '../claims.ts';
import { entryOfStep } from '../entry.ts';
import { automaticFindings } from './automatic.ts';
import type { Dependencies } from './deps.ts';
import { possibleDuplicates } from './duplicates.ts';

/** Verifiers who declared a conflict with the supplier, in any case of theirs. */
const conflictsOf = async ({ db, casework }: Dependencies, supplier: string): Promise<string[]> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: casework,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :conflict)',
      ExpressionAttributeValues: { ':pk': caseworkKey.supplier(supplier).pk, ':conflict': 'CONFLICT#' },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ person }) => String(person));
};

/** Findings to start from: those of the last round, or of the submission that this one renews, whose claims are the same. */
const heldBefore = async (
  deps: Dependencies,
  folder: Folder,
  lines: readonly Line[],
  today: string,
): Promise<Casework> => {
  const { case: held, submission } = folder;
  if (held) {
    const work = await openWork(deps.seals, held);
    return { findings: stillHolding(work.findings, lines, today), ...(work.grounds && { grounds: work.grounds }) };
  }
  const previous = submission.previous && (await readFolder(deps.db, deps.casework, submission.previous));
  if (!previous?.case) return { findings: {} };
  const work = await openWork(deps.seals, previous.case);
  return { findings: stillHolding(work.findings, lines, today) };
};

/** What the queue shows of a case. */
export const entryOf = (held: CaseRecord, needs: QueueEntry['needs']): QueueEntry => ({
  submission: held.submission,
  supplierName: held.supplierName,
  kind: held.kind,
  needs,
  openedAt: held.openedAt,
  dueAt: held.dueAt,
  readers: held.readers,
  conflicts: held.conflicts,
  possibleDuplicate: held.automatic.some(({ code }) => code.startsWith('duplicate-')),
});

/**
 * Runs the automatic checks of a round and puts the case before the verifiers. A repeat finds the submission already in
 * review and changes nothing.
 */
export const openCase = async (deps: Dependencies, event: unknown): Promise<Standing> => {
  const task = reviewTask.parse(event);
  const at = deps.clock();
  const how = { policy: deps.policy, at, started: task.started };
  const folder = await readFolder(deps.db, deps.casework, task.submission);
  if (!folder) throw new Error(`${task.submission} does not exist`);
  const { submission, documents } = folder;
  if (standingOf(submission, folder.case, how).state !== 'submitted') return standingOf(submission, folder.case, how);

  const answers = await openSubmitted(deps.seals, submission);
  const lines = linesOf(answers);
  const today = dayOf(at);
  const { supplier } = submission;
  const work = await heldBefore(deps, folder, lines, today);
  const held: CaseRecord = {
    submission: task.submission,
    supplier,
    supplierName: answers.identity.operatingName ?? answers.identity.legalName,
    kind: submission.kind,
    appeal: submission.appeal,
    round: submission.round,
    openedAt: at.toISOString(),
    dueAt: endOf(addBusinessDays(today, deps.policy.reviewDays, deps.policy.province)),
    conflicts: await conflictsOf(deps, supplier),
    readers: folder.case?.readers ?? [],
    automatic: [
      ...automaticFindings({ answers, lines, documents, today }),
      ...(await possibleDuplicates(deps, supplier, answers, documents)),
    ],
    work: await deps.seals.seal(supplier, caseworkPurpose, work),
    revision: (folder.case?.revision ?? 0) + 1,
  };
  const step = {
    table: deps.casework,
    record: submission,
    event: 'check' as const,
    at,
    queue: {
      ...entryOf(held, submission.appeal ? 'appeal' : 'review'),
      queueSk: `${held.dueAt}#${task.submission}`,
    },
  };
  try {
    await commit(deps.db, [
      ...stepWrites(step),
      entryOfStep(deps.audit, step, 'checkSubmission'),
      {
        Put: {
          TableName: deps.casework,
          Item: { ...caseworkKey.case(task.submission), ...held },
          ...(folder.case
            ? {
                ConditionExpression: 'revision = :before',
                ExpressionAttributeValues: { ':before': folder.case.revision },
              }
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
        },
      },
    ]);
    return standingOf(after(step), held, how);
  } catch (error) {
    // Someone moved the submission meanwhile (a withdrawal, or this very task before a crash): say where it stands now.
    if (!(error instanceof Problem) || error.code !== 'wrong-state') throw error;
    return openCase(deps, event);
  }
};
