import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, systemClock } from '#platform/clock.ts';
import { documentClient } from '#platform/tables.ts';
import { type Post, postBy } from '../post/post.ts';
import type { readEnvironment } from './env.ts';

export type Dependencies = { db: DynamoDBDocumentClient; post: Post; clock: Clock; casework: string; portal: string };

export const createDependencies = (env: ReturnType<typeof readEnvironment>): Dependencies => ({
  db: documentClient(),
  post: postBy(env.MAIL_FROM),
  clock: systemClock,
  casework: env.CASEWORK_TABLE,
  portal: env.PORTAL_URL,
});
