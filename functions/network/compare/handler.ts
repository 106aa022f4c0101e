import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { consumer } from '#platform/stream.ts';
import { documentClient } from '#platform/tables.ts';
import { askForMore, compareWhatIsNew } from './work.ts';

const env = environment({ NETWORK_TABLE: z.string() });
const where = { db: documentClient(), table: env.NETWORK_TABLE, clock: systemClock };
const stretchMilliseconds = 15_000;

/** After each publication, definitions that institutions name are compared with all others, stretch by stretch. */
export const handler = consumer(async () => {
  const { left } = await compareWhatIsNew(where, stretchMilliseconds);
  if (left > 0) await askForMore(where);
});
