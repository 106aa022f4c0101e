import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Sealer } from '#platform/sealed.ts';
import { savedFindingsText } from '#schemas/review.ts';
import { openSubmitted, openWork, readFolder } from '#workflows/certification-review/folder.ts';
import type { OpenedCase } from './view.ts';

/** A submission's case with its seals opened; undefined while no review has begun. */
export const openCase = async (
  { db, casework, seals }: { db: DynamoDBDocumentClient; casework: string; seals: Sealer },
  submission: string,
): Promise<OpenedCase | undefined> => {
  const folder = await readFolder(db, casework, submission);
  if (!folder?.case) return undefined;
  const { supplier } = folder.submission;
  const [answers, work, findings] = await Promise.all([
    openSubmitted(seals, folder.submission),
    openWork(seals, folder.case),
    Promise.all(folder.saved.map(async (one) => savedFindingsText.parse(await seals.open(supplier, one.findings)))),
  ]);
  return { ...folder, case: folder.case, answers, work, findings };
};
