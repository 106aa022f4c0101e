import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '#platform/clock.ts';
import { documentClient } from '#platform/tables.ts';
import type { Policy } from '#schemas/policy.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  clock: Clock;
  policy: Policy;
  casework: string;
  registry: string;
  audit: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  db: documentClient(),
  clock: systemClock,
  policy: env.POLICY,
  casework: env.CASEWORK_TABLE,
  registry: env.REGISTRY_TABLE,
  audit: env.AUDIT_TABLE,
});
