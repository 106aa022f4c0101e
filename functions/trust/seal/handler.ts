import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { objectClient } from '#platform/objects.ts';
import { documentClient } from '#platform/tables.ts';
import { headDependencies, logEnvironment } from '../env.ts';
import { sealHour } from '../heads.ts';

const env = environment({ ...logEnvironment, AUDIT_BUCKET: z.string() });
const deps = { ...headDependencies(env, documentClient()), s3: objectClient(), bucket: env.AUDIT_BUCKET };

/** Signs the log of this hour. */
export const handler = async (): Promise<void> => {
  await sealHour(deps, systemClock());
};
