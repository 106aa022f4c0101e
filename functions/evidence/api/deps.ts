import { S3Client } from '@aws-sdk/client-s3';
import type { ApiDependencies } from '#platform/api.ts';
import { apiDependencies } from '#platform/wiring.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = ApiDependencies & { s3: S3Client; casework: string; quarantine: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  ...apiDependencies(env, env.CASEWORK_TABLE),
  s3: new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined }),
  casework: env.CASEWORK_TABLE,
  quarantine: env.QUARANTINE_BUCKET,
});
