import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Clock, systemClock } from '#platform/clock.ts';
import { documentClient } from '#platform/tables.ts';
import type { Policy } from '#schemas/policy.ts';
import { policyText } from '#workflows/certification-review/policy.ts';

/** What a function that makes versions of vendors finds in its environment. */
export const versionEnvironment = { REGISTRY_TABLE: z.string(), AUDIT_TABLE: z.string(), POLICY: policyText };

export type VersionDependencies = {
  db: DynamoDBDocumentClient;
  clock: Clock;
  policy: Policy;
  registry: string;
  audit: string;
};

/** What every function that makes versions of vendors needs, built once at cold start. */
export const versionDependencies = (env: z.infer<z.ZodObject<typeof versionEnvironment>>): VersionDependencies => ({
  db: documentClient(),
  clock: systemClock,
  policy: env.POLICY,
  registry: env.REGISTRY_TABLE,
  audit: env.AUDIT_TABLE,
});
