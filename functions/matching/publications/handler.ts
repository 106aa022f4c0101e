import { environment } from '#platform/environment.ts';
import { consumer } from '#platform/stream.ts';
import { documentClient } from '#platform/tables.ts';
import { generationRecord } from '#schemas/network-records.ts';
import { feedsEnvironment } from '../env.ts';
import { askFor } from '../rollout.ts';

const env = environment(feedsEnvironment);
const where = { db: documentClient(), feedsTable: env.FEEDS_TABLE };

/** Every publication that can change verdicts asks for a rollout of its own. */
export const handler = consumer(async ({ after }) => {
  const { generation, affected, at } = generationRecord.parse(after);
  if (affected.length > 0)
    await askFor(where, {
      rollout: `publication-${generation}`,
      mode: 'publication',
      institutions: affected,
      startedAt: at,
    });
});
