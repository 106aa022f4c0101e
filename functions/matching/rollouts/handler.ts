import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { environment } from '#platform/environment.ts';
import { consumer } from '#platform/stream.ts';
import { vendorShards } from '#schemas/feed-records.ts';
import { rolloutRecord } from '#schemas/rollout.ts';
import { rolloutEnvironment } from '../env.ts';

const env = environment(rolloutEnvironment);
const workflows = new SFNClient({});

/** A rollout that was asked for begins; its execution has its name, so asking twice begins one. */
export const handler = consumer(async ({ before, after }) => {
  if (before || !after) return;
  const { rollout, mode, finishedAt } = rolloutRecord.parse(after);
  // A trial that nothing answers has ended before it began.
  if (finishedAt) return;
  try {
    await workflows.send(
      new StartExecutionCommand({
        stateMachineArn: env.ROLLOUT_WORKFLOW,
        name: rollout,
        // One segment per shard of the vendors' list; they are walked side by side.
        input: JSON.stringify({
          rollout,
          segments: Array.from({ length: vendorShards }, (_, segment) => ({
            rollout,
            segment,
            trial: mode === 'what-if',
          })),
        }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
});
