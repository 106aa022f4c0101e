import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import type { queueViews } from '#schemas/api/review.ts';
import type { Policy } from '#schemas/policy.ts';
import { queuePath } from '#schemas/records.ts';
import { type QueueEntry, queueEntry } from '#schemas/review.ts';
import { addBusinessDays, endOf } from '#workflows/certification-review/calendar.ts';

type View = (typeof queueViews)[number];
type Query = Pick<
  QueryCommandInput,
  'IndexName' | 'KeyConditionExpression' | 'FilterExpression' | 'ExpressionAttributeValues'
>;

/** Holds cases in the index of persons, so that "mine" is one short query. */
export const holderPath = (person: string): string => `HOLDER#${person}`;

/** What each view asks of which index. Neither former readers nor those in conflict are offered a case. */
const queryOf = (view: View, me: string, at: Date, policy: Policy): Query => {
  const now = at.toISOString();
  const path = (name: string, more: Record<string, string> = {}) => ({ ':path': name, ...more });
  switch (view) {
    case 'unclaimed':
      return {
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :path',
        FilterExpression:
          '(attribute_not_exists(heldUntil) OR heldUntil <= :now) AND NOT contains(readers, :me) AND NOT contains(conflicts, :me)',
        ExpressionAttributeValues: path(queuePath.open, { ':now': now, ':me': me }),
      };
    case 'mine':
      return {
        IndexName: 'person',
        KeyConditionExpression: 'personPk = :path AND personSk > :now',
        ExpressionAttributeValues: path(holderPath(me), { ':now': now }),
      };
    case 'due-soon':
      return {
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :path AND queueSk BETWEEN :now AND :soon',
        ExpressionAttributeValues: path(queuePath.open, {
          ':now': now,
          ':soon': `${endOf(addBusinessDays(dayOf(at), policy.dueSoonDays, policy.province))}~`,
        }),
      };
    case 'overdue':
      return {
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :path AND queueSk < :now',
        ExpressionAttributeValues: path(queuePath.open, { ':now': now }),
      };
    case 'waiting':
      return {
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :path',
        ExpressionAttributeValues: path(queuePath.waiting),
      };
  }
};

const cursorKey = z.record(z.string().max(40), z.string().max(400));
const cursor = z.strictObject({ view: z.string(), by: z.string(), key: cursorKey });

/** A cursor belongs to one view of one person; another's, or one that leads elsewhere, is refused. */
const readCursor = (text: string, { view, me }: { view: View; me: string }, within: Record<string, unknown>) => {
  try {
    const { key, ...of } = cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    const leadsThere = Object.entries(within).every(([name, value]) => key[name] === value);
    if (of.view === view && of.by === me && leadsThere) return key;
  } catch {}
  throw new Problem('invalid-cursor');
};
const writeCursor = (view: View, by: string, key: unknown): string =>
  Buffer.from(JSON.stringify({ view, by, key })).toString('base64url');

export type Page = { cases: QueueEntry[]; next?: string };

/** One page of a view of the queue, earliest due first. Reads on past what a filter leaves out, so a page is full unless it is the last. */
export const readQueue = async (
  { db, table, policy }: { db: DynamoDBDocumentClient; table: string; policy: Policy },
  ask: { view: View; limit: number; cursor?: string | undefined; me: string; at: Date },
): Promise<Page> => {
  const query = queryOf(ask.view, ask.me, ask.at, policy);
  const keys = query.IndexName === 'queue' ? ['queuePk', 'queueSk'] : ['personPk', 'personSk'];
  const found: Record<string, unknown>[] = [];
  const within = { [`${query.IndexName}Pk`]: query.ExpressionAttributeValues?.[':path'] };
  let from: Record<string, unknown> | undefined = ask.cursor ? readCursor(ask.cursor, ask, within) : undefined;
  do {
    const page = await db
      .send(new QueryCommand({ TableName: table, ...query, Limit: ask.limit + 10, ExclusiveStartKey: from }))
      .catch((error: Error) => {
        // The start key comes from the cursor and from nowhere else.
        throw error.name === 'ValidationException' && ask.cursor ? new Problem('invalid-cursor') : error;
      });
    found.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && found.length < ask.limit);
  const shown = found.slice(0, ask.limit);
  const last = shown.at(-1);
  const more = found.length > ask.limit || from !== undefined;
  const start = last && Object.fromEntries(['pk', 'sk', ...keys].map((name) => [name, last[name]]));
  return {
    cases: shown.map((item) => queueEntry.parse(item)),
    ...(more && start && { next: writeCursor(ask.view, ask.me, start) }),
  };
};
