import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { documentClient } from '#platform/tables.ts';
import { feedsEnvironment } from '../env.ts';
import { networkIn } from '../snapshot.ts';
import { tryPages } from './page.ts';

const env = environment({ ...feedsEnvironment, NETWORK_TABLE: z.string(), REGISTRY_TABLE: z.string() });
const db = documentClient();
const deps = {
  db,
  feedsTable: env.FEEDS_TABLE,
  registryTable: env.REGISTRY_TABLE,
  network: networkIn(db, env.NETWORK_TABLE),
  clock: systemClock,
};
const input = z.object({ rollout: z.string(), segment: z.int() });

export const handler = async (event: unknown) => tryPages(deps, input.parse(event));
