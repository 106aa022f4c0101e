import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { documentClient } from '#platform/tables.ts';
import { feedsEnvironment } from '../env.ts';
import { finishRollout } from '../rollout.ts';

const env = environment(feedsEnvironment);
const where = { db: documentClient(), feedsTable: env.FEEDS_TABLE };
const input = z.object({ rollout: z.string() });

export const handler = async (event: unknown): Promise<void> =>
  finishRollout(where, input.parse(event).rollout, systemClock().toISOString());
