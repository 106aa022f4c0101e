import * as z from 'zod';
import { systemClock } from '#platform/clock.ts';
import { environment } from '#platform/environment.ts';
import { objectClient } from '#platform/objects.ts';
import { consumer } from '#platform/stream.ts';
import { documentClient } from '#platform/tables.ts';
import { sealEnvironment, sealerFrom } from '#platform/wiring.ts';
import { buildExport } from './build.ts';

const env = environment({
  ...sealEnvironment,
  CASEWORK_TABLE: z.string(),
  REGISTRY_TABLE: z.string(),
  AUDIT_TABLE: z.string(),
  EVIDENCE_BUCKET: z.string(),
  EXPORTS_BUCKET: z.string(),
});
const db = documentClient();
const deps = {
  db,
  seals: sealerFrom(env, db),
  s3: objectClient(),
  clock: systemClock,
  casework: env.CASEWORK_TABLE,
  registry: env.REGISTRY_TABLE,
  audit: env.AUDIT_TABLE,
  evidence: env.EVIDENCE_BUCKET,
  exports: env.EXPORTS_BUCKET,
};

export const handler = consumer((change) => buildExport(deps, change));
