import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { type Clock, systemClock } from '#platform/clock.ts';
import { documentClient } from '#platform/tables.ts';
import type { postEnvironment } from './env.ts';
import { type Post, postBy } from './post.ts';

export type PostDependencies = {
  db: DynamoDBDocumentClient;
  post: Post;
  clock: Clock;
  casework: string;
  portal: string;
};

/** What every function that writes to people needs, built once at cold start. */
export const postDependencies = (env: z.infer<z.ZodObject<typeof postEnvironment>>): PostDependencies => ({
  db: documentClient(),
  post: postBy(env.MAIL_FROM),
  clock: systemClock,
  casework: env.CASEWORK_TABLE,
  portal: env.PORTAL_ORIGIN,
});
