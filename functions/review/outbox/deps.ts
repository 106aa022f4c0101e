import { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '#platform/clock.ts';
import { documentClient } from '#platform/tables.ts';
import type { Policy } from '#schemas/policy.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  workflows: SFNClient;
  clock: Clock;
  policy: Policy;
  casework: string;
  /** ARN of the certification-review state machine. */
  machine: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  db: documentClient(),
  workflows: new SFNClient({ maxAttempts: 5 }),
  clock: systemClock,
  policy: env.POLICY,
  casework: env.CASEWORK_TABLE,
  machine: env.REVIEW_WORKFLOW,
});
