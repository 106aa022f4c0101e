import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { objectClient } from '#platform/objects.ts';
import { documentClient } from '#platform/tables.ts';
import { eraseDue } from './erase.ts';

const env = environment({
  CASEWORK_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  KEYS_TABLE: z.string(),
  EVIDENCE_BUCKET: z.string(),
  VIEWS_BUCKET: z.string(),
  EXPORTS_BUCKET: z.string(),
});
const deps = {
  db: documentClient(),
  s3: objectClient(),
  clock: systemClock,
  casework: env.CASEWORK_TABLE,
  audit: env.AUDIT_TABLE,
  keysTable: env.KEYS_TABLE,
  buckets: [env.EVIDENCE_BUCKET, env.VIEWS_BUCKET, env.EXPORTS_BUCKET],
};

export const handler = () => eraseDue(deps);
