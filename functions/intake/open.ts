import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Problem } from '#platform/problem.ts';
import type { Sealer } from '#platform/sealed.ts';
import { type DraftAnswers, draftAnswers } from '#schemas/submission.ts';
import { openWork, readFolder } from '#workflows/certification-review/folder.ts';
import type { Opened } from './view.ts';

type Where = { db: DynamoDBDocumentClient; casework: string; seals: Sealer };

/** A submission's folder with what its supplier may read of it opened. */
export const openFolder = async ({ db, casework, seals }: Where, submission: string): Promise<Opened> => {
  const folder = await readFolder(db, casework, submission);
  if (!folder) throw new Problem('not-found');
  const { supplier, answers } = folder.submission;
  const draft: DraftAnswers = answers ? draftAnswers.parse(await seals.open(supplier, answers)) : {};
  return { ...folder, answers: draft, work: folder.case && (await openWork(seals, folder.case)) };
};
