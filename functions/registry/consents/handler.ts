import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { consumer } from '#platform/stream.ts';
import { documentClient } from '#platform/tables.ts';
import { applyConsents } from './apply.ts';

const env = environment({ CASEWORK_TABLE: z.string(), REGISTRY_TABLE: z.string(), AUDIT_TABLE: z.string() });
const deps = {
  db: documentClient(),
  clock: systemClock,
  casework: env.CASEWORK_TABLE,
  registry: env.REGISTRY_TABLE,
  audit: env.AUDIT_TABLE,
};

export const handler = consumer((change) => applyConsents(deps, change));
