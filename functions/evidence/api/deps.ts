import type { S3Client } from '@aws-sdk/client-s3';
import type { ApiDependencies } from '#platform/api.ts';
import { objectClient } from '#platform/objects.ts';
import { apiDependencies } from '#platform/wiring.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & {
  s3: S3Client;
  casework: string;
  quarantine: string;
  evidence: string;
  views: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.CASEWORK_TABLE),
  s3: objectClient(),
  casework: env.CASEWORK_TABLE,
  quarantine: env.QUARANTINE_BUCKET,
  evidence: env.EVIDENCE_BUCKET,
  views: env.VIEWS_BUCKET,
});
