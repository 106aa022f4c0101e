import { KMSClient } from '@aws-sdk/client-kms';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { HeadDependencies } from './heads.ts';
import { kmsSigner } from './signer.ts';

/** What a function that signs the log finds in its environment. */
export const logEnvironment = { AUDIT_TABLE: z.string(), AUDIT_KEY: z.string(), PORTAL_ORIGIN: z.string() };

export const headDependencies = (
  env: z.infer<z.ZodObject<typeof logEnvironment>>,
  db: DynamoDBDocumentClient,
): HeadDependencies => ({
  db,
  table: env.AUDIT_TABLE,
  signer: kmsSigner(new KMSClient({}), env.AUDIT_KEY),
  log: `${env.PORTAL_ORIGIN}/v1/audit`,
});
