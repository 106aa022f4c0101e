import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '#platform/clock.ts';
import type { Sealer } from '#platform/sealed.ts';
import { documentClient } from '#platform/tables.ts';
import { sealerFrom } from '#platform/wiring.ts';
import type { Policy } from '#schemas/policy.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  seals: Sealer;
  clock: Clock;
  policy: Policy;
  casework: string;
  audit: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const db = documentClient();
  return {
    db,
    seals: sealerFrom(env, db),
    clock: systemClock,
    policy: env.POLICY,
    casework: env.CASEWORK_TABLE,
    audit: env.AUDIT_TABLE,
  };
};
