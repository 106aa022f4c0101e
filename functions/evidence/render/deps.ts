import { fileURLToPath } from 'node:url';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { objectClient } from '#platform/objects.ts';
import { documentClient } from '#platform/tables.ts';
import { drawingLimits, type Inspector, inspector } from '../inspection.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  s3: S3Client;
  inspector: Inspector;
  casework: string;
  evidence: string;
  views: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  db: documentClient(),
  s3: objectClient(),
  inspector: inspector(fileURLToPath(new URL('./inspector.mjs', import.meta.url)), drawingLimits),
  casework: env.CASEWORK_TABLE,
  evidence: env.EVIDENCE_BUCKET,
  views: env.VIEWS_BUCKET,
});
