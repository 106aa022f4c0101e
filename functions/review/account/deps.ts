import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '#platform/clock.ts';
import type { Sealer } from '#platform/sealed.ts';
import { documentClient } from '#platform/tables.ts';
import { sealerFrom } from '#platform/wiring.ts';
import { type Post, postBy } from '../post/post.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = {
  db: DynamoDBDocumentClient;
  seals: Sealer;
  post: Post;
  clock: Clock;
  casework: string;
  registry: string;
  audit: string;
  portal: string;
};

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => {
  const db = documentClient();
  return {
    db,
    seals: sealerFrom(env, db),
    post: postBy(env.MAIL_FROM),
    clock: systemClock,
    casework: env.CASEWORK_TABLE,
    registry: env.REGISTRY_TABLE,
    audit: env.AUDIT_TABLE,
    portal: env.PORTAL_URL,
  };
};
