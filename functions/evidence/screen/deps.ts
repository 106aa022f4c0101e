import { fileURLToPath } from 'node:url';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '#platform/clock.ts';
import { objectClient } from '#platform/objects.ts';
import { documentClient } from '#platform/tables.ts';
import { type Inspector, inspector } from '../inspection.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  s3: S3Client;
  clock: Clock;
  inspector: Inspector;
  casework: string;
  quarantine: string;
  evidence: string;
  malware: 'guardduty' | 'local';
  clamdSocket: string;
  /** The table of the audit log. */
  audit: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  db: documentClient(),
  s3: objectClient(),
  clock: systemClock,
  inspector: inspector(fileURLToPath(new URL('./inspector.mjs', import.meta.url))),
  casework: env.CASEWORK_TABLE,
  quarantine: env.QUARANTINE_BUCKET,
  evidence: env.EVIDENCE_BUCKET,
  malware: env.MALWARE_SCAN,
  clamdSocket: env.CLAMD_SOCKET,
  audit: env.AUDIT_TABLE,
});
