import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { log } from '#platform/log.ts';
import type { Change } from '#platform/stream.ts';
import { ConditionFailed } from '#platform/tables.ts';
import type { CursorRecord } from '#schemas/feed-records.ts';
import type { CursorStore } from './cursor.ts';

export type WakeDependencies = { cursors: CursorStore; workflows: SFNClient; workflowArn: string };

/** What is known already when somebody is woken: saves reading it again. */
type Known = { cursor?: CursorRecord | undefined; head?: number | undefined };

const lags = async (cursors: CursorStore, institution: string, cursor: CursorRecord, head: number | undefined) =>
  cursor.wake || cursor.running || (head ?? (await cursors.head(institution))) > cursor.sequence;

/**
 * Makes sure that an institution which lags has an execution of the delivery workflow. Its name follows from the run, so
 * asking twice starts one. A run whose execution ended without finishing (aborted, timed out) is given up for the next.
 * @param trusting believes a cursor that says its execution has begun; the reconciler does not.
 */
export const wake = async (
  deps: WakeDependencies,
  institution: string,
  trusting: boolean,
  known: Known = {},
): Promise<boolean> => {
  const { cursors } = deps;
  let { cursor = await cursors.read(institution), head } = known;
  for (let tries = 0; tries < 5; tries++) {
    if (cursor?.state !== 'active' || (trusting && cursor.running)) return false;
    if (!(await lags(cursors, institution, cursor, head))) return false;
    const { run } = cursor;
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
      [cursor, head] = [await cursors.read(institution), undefined];
    }
  }
  return false;
};

/** Wakes whoever a batch of changes concerns: each once, by its highest head. */
export const wakeAll = async (deps: WakeDependencies, changes: readonly Change[]): Promise<void> => {
  const heads = new Map<string, number | undefined>();
  for (const { after } of changes) {
    if (!after) continue;
    const institution = String(after.pk).split('#')[1] ?? '';
    const head = after.sk === 'HEAD' ? Number(after.sequence) : 0;
    heads.set(institution, Math.max(heads.get(institution) ?? 0, head));
  }
  const cursors = await deps.cursors.readMany([...heads.keys()]);
  await Promise.all(
    [...cursors].map(([institution, cursor]) =>
      wake(deps, institution, true, { cursor, head: heads.get(institution) }),
    ),
  );
};

/** The run may have ended well in this very moment; then there is nothing to give up. */
const giveUp = async (cursors: CursorStore, institution: string, run: number): Promise<void> => {
  try {
    await cursors.commit([cursors.update(institution, run, { run: run + 1, running: false }, [])]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
