import { InvalidToken, SendTaskSuccessCommand, TaskDoesNotExist, TaskTimedOut } from '@aws-sdk/client-sfn';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { caseworkKey } from '#schemas/records.ts';
import { waitRecord } from '#schemas/review.ts';
import { readFolder } from '#workflows/certification-review/folder.ts';
import { isOver, standingOf } from '#workflows/certification-review/standing.ts';
import type { Dependencies } from './deps.ts';

type WaitRecord = ReturnType<typeof waitRecord.parse>;

const waitsOf = async ({ db, casework }: Dependencies, submission: string): Promise<WaitRecord[]> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: casework,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :wait)',
      ExpressionAttributeValues: { ':pk': caseworkKey.submission(submission).pk, ':wait': 'WAIT#' },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => waitRecord.parse(item));
};

/** A token that is spent or has timed out: the review has gone on without us. */
const isGone = (error: unknown): boolean =>
  error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;

const wake = async (deps: Dependencies, wait: WaitRecord, output: unknown): Promise<void> => {
  try {
    await deps.workflows.send(new SendTaskSuccessCommand({ taskToken: wait.token, output: JSON.stringify(output) }));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  await deps.db
    .send(
      new DeleteCommand({
        TableName: deps.casework,
        Key: caseworkKey.wait(wait.submission, wait.wait),
        // A newer token may already lie there: it is not ours to remove.
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':token': wait.token },
      }),
    )
    .catch((error: Error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
    });
};

/** Resumes each wait of a submission that its records say is over. */
export const resume = async (deps: Dependencies, submission: string): Promise<void> => {
  const waits = await waitsOf(deps, submission);
  if (waits.length === 0) return;
  const folder = await readFolder(deps.db, deps.casework, submission);
  if (!folder) return;
  // A file that was declared and never stored is no part of what was submitted.
  const screened = folder.documents.every(({ state }) => state !== 'screening');
  for (const wait of waits) {
    const how = { policy: deps.policy, at: deps.clock(), started: wait.started };
    const standing = standingOf(folder.submission, folder.case, how);
    if (isOver(wait.wait, standing.state, screened)) await wake(deps, wait, standing);
  }
};
