import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { log } from '#platform/log.ts';
import { ConditionFailed } from '#platform/tables.ts';
import type { CursorStore } from './cursor.ts';

export type WakeDependencies = { cursors: CursorStore; workflows: SFNClient; workflowArn: string };

/**
 * Makes sure that an institution which lags has an execution of the delivery workflow. Its name follows from the run, so
 * asking twice starts one. A run whose execution ended without finishing (aborted, timed out) is given up for the next.
 * @param trusting believes a cursor that says its execution has begun; the reconciler does not.
 */
export const wake = async (deps: WakeDependencies, institution: string, trusting: boolean): Promise<boolean> => {
  const { cursors } = deps;
  for (let tries = 0; tries < 5; tries++) {
    const cursor = await cursors.read(institution);
    if (cursor?.state !== 'active' || (trusting && cursor.running)) return false;
    const { run } = cursor;
    if (!cursor.wake && !cursor.running && (await cursors.head(institution)) <= cursor.sequence) return false;
    try {
      await deps.workflows.send(
        new StartExecutionCommand({
          stateMachineArn: deps.workflowArn,
          name: `${institution}-${run}`,
          input: JSON.stringify({ institution, run, round: 0 }),
        }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
      log.warn('delivery-run-given-up', { institution, run });
      await giveUp(cursors, institution, run);
    }
  }
  return false;
};

/** The run may have ended well in this very moment; then there is nothing to give up. */
const giveUp = async (cursors: CursorStore, institution: string, run: number): Promise<void> => {
  try {
    await cursors.commit([cursors.update(institution, run, { run: run + 1, running: false }, [])]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
