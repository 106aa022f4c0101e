import { KMSClient } from '@aws-sdk/client-kms';
import type * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { sealer } from '#platform/sealed.ts';
import { documentClient } from '#platform/tables.ts';
import type { matchingEnvironment } from './env.ts';
import type { MatchDependencies } from './match.ts';
import { networkIn } from './snapshot.ts';
import { vendorsIn } from './vendors.ts';

/** What reaches verdicts, built once at cold start. */
export const matchDependencies = (env: z.infer<z.ZodObject<typeof matchingEnvironment>>): MatchDependencies => {
  const db = documentClient();
  const seals = sealer({ db, kms: new KMSClient({}), keysTable: env.KEYS_TABLE, masterKey: env.SEALS_KEY });
  return {
    db,
    feedsTable: env.FEEDS_TABLE,
    network: networkIn(db, env.NETWORK_TABLE),
    vendors: vendorsIn(db, env.REGISTRY_TABLE, seals),
    clock: systemClock,
  };
};
