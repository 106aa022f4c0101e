import { ExecutionAlreadyExists, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Change } from '#platform/stream.ts';
import { commandRecord } from '#schemas/review.ts';
import { startsReview } from '#workflows/certification-review/transitions.ts';
import type { Dependencies } from './deps.ts';
import { resume } from './resume.ts';

/** One execution per submission and round with which its review starts: however often it is asked for, it starts once. */
export const executionName = (submission: string, round: number): string => `${submission}-${round}`;

const start = async ({ workflows, machine }: Dependencies, submission: string, round: number): Promise<void> => {
  try {
    await workflows.send(
      new StartExecutionCommand({
        stateMachineArn: machine,
        name: executionName(submission, round),
        input: JSON.stringify({ submission, round }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
};

/**
 * What follows a change of a submission's records. A command starts a review; a command, a task token and a document
 * each make us look whether a wait is over. Whichever of a decision and its token comes second finds the first.
 */
export const act = async (deps: Dependencies, change: Change): Promise<void> => {
  const { after } = change;
  if (!after) return;
  const sk = String(after.sk);
  if (sk.startsWith('COMMAND#')) {
    const { submission, round, command } = commandRecord.parse(after);
    if (startsReview.has(command)) return start(deps, submission, round);
  }
  await resume(deps, String(after.pk).slice('SUBMISSION#'.length));
};
