import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { consumer } from '#platform/stream.ts';
import { documentClient } from '#platform/tables.ts';
import { policyText } from '#workflows/certification-review/policy.ts';
import { follow } from './follow.ts';

const env = environment({
  CASEWORK_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  POLICY: policyText,
});
const deps = {
  db: documentClient(),
  clock: systemClock,
  policy: env.POLICY,
  casework: env.CASEWORK_TABLE,
  registry: env.REGISTRY_TABLE,
  audit: env.AUDIT_TABLE,
};

export const handler = consumer((change) => follow(deps, change));
