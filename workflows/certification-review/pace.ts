import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { dayOf } from '#platform/clock.ts';
import type { Policy } from '#schemas/policy.ts';
import { queuePath } from '#schemas/records.ts';
import { addBusinessDays } from './calendar.ts';

/** When the open cases are due, earliest first, and how many were decided a business day of late. */
export type QueuePace = { due: readonly string[]; perDay: number };
/** The queue's pace as of now, looked at again every few minutes. */
export type Pace = (at: Date) => Promise<QueuePace>;

const daysLookedAt = 10;
const cacheMilliseconds = 5 * 60_000;

/** Counted from the queue itself: a decided case stays listed under its day, so no counter can drift. */
export const paceOf = (deps: { db: DynamoDBDocumentClient; table: string; policy: Policy }): Pace => {
  const placesIn = async (path: string): Promise<string[]> => {
    const places: string[] = [];
    const pages = paginateQuery(
      { client: deps.db },
      {
        TableName: deps.table,
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :path',
        ExpressionAttributeValues: { ':path': path },
        ProjectionExpression: 'queueSk',
      },
    );
    for await (const { Items = [] } of pages) places.push(...Items.map(({ queueSk }) => String(queueSk)));
    return places;
  };
  const look = async (at: Date): Promise<QueuePace> => {
    const today = dayOf(at);
    const days = Array.from({ length: daysLookedAt }, (_, back) => addBusinessDays(today, -back, deps.policy.province));
    const [due = [], ...decided] = await Promise.all(
      [queuePath.open, ...new Set(days.map(queuePath.decided))].map(placesIn),
    );
    return { due, perDay: decided.flat().length / daysLookedAt };
  };
  let cached: { until: number; pace: Promise<QueuePace> } | undefined;
  return (at) => {
    if (cached && cached.until > at.getTime()) return cached.pace;
    const pace = look(at);
    cached = { until: at.getTime() + cacheMilliseconds, pace };
    pace.catch(() => {
      cached = undefined;
    });
    return pace;
  };
};

/**
 * The day on which a case due at `dueAt` will likely be decided: after those due before it, at the pace of late; where
 * nothing was decided of late, the day it is due.
 */
export const forecast = (pace: QueuePace, today: string, dueAt: string, province: string): string => {
  if (pace.perDay === 0) return dayOf(new Date(dueAt));
  const later = pace.due.findIndex((one) => one >= dueAt);
  const ahead = later < 0 ? pace.due.length : later;
  return addBusinessDays(today, Math.min(Math.ceil((ahead + 1) / pace.perDay), 500), province);
};
