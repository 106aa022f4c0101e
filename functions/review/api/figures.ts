import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { route } from '#platform/api.ts';
import { dayOf } from '#platform/clock.ts';
import { readServiceLevels } from '#schemas/api/review.ts';
import { queuePath } from '#schemas/records.ts';
import { queueEntry } from '#schemas/review.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';
import type { Dependencies } from './deps.ts';

/** A case as the queue's index keeps it, open, waiting, or decided or ended under its day. */
const listed = z.object({
  ...queueEntry.pick({ openedAt: true, dueAt: true, heldUntil: true }).shape,
  outcome: z.enum(['approved', 'rejected']).optional(),
});
type Listed = z.infer<typeof listed>;

const cacheMilliseconds = 60_000;

/** The Monday of a day's week. */
const weekOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);

/**
 * Service levels, counted from the index of the queue itself: short queries by day, which read as much as there was to do,
 * and no counter that could drift.
 */
export const figures = ({ db, casework, policy }: Dependencies) => {
  const casesIn = async (path: string): Promise<Listed[]> => {
    const found: Listed[] = [];
    const pages = paginateQuery(
      { client: db },
      {
        TableName: casework,
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :path',
        ExpressionAttributeValues: { ':path': path },
        ProjectionExpression: 'openedAt, dueAt, heldUntil, outcome',
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items.map((item) => listed.parse(item)));
    return found;
  };

  const look = async (weeks: number, at: Date) => {
    const today = dayOf(at);
    const now = at.toISOString();
    const first = addDays(weekOf(today), -7 * (weeks - 1));
    const days = Array.from({ length: daysBetween(first, today) + 1 }, (_, index) => addDays(first, index));
    const onDays = async (path: (day: string) => string) =>
      (await Promise.all(days.map(async (day) => (await casesIn(path(day))).map((one) => ({ ...one, day }))))).flat();
    const [open, waiting, decided, ended] = await Promise.all([
      casesIn(queuePath.open),
      casesIn(queuePath.waiting),
      onDays(queuePath.decided),
      onDays(queuePath.ended),
    ]);
    const everyCase = [...open, ...waiting, ...decided, ...ended];
    const taken = new Map<number, number>();
    for (const { openedAt, day } of decided) {
      const length = Math.max(0, daysBetween(dayOf(new Date(openedAt)), day));
      taken.set(length, (taken.get(length) ?? 0) + 1);
    }
    return {
      weeks: Array.from({ length: weeks }, (_, index) => {
        const from = addDays(first, 7 * index);
        const within = (day: string) => weekOf(day) === from;
        return {
          from,
          submitted: everyCase.filter(({ openedAt }) => within(dayOf(new Date(openedAt)))).length,
          approved: decided.filter(({ day, outcome }) => within(day) && outcome !== 'rejected').length,
          rejected: decided.filter(({ day, outcome }) => within(day) && outcome === 'rejected').length,
          ended: ended.filter(({ day }) => within(day)).length,
        };
      }),
      daysToDecision: [...taken].sort(([a], [b]) => a - b).map(([length, cases]) => ({ days: length, cases })),
      decided: decided.length,
      inTime: decided.filter(({ day, dueAt }) => day <= dayOf(new Date(dueAt))).length,
      reviewDays: policy.reviewDays,
      open: open.length,
      held: open.filter(({ heldUntil }) => heldUntil !== undefined && heldUntil > now).length,
      overdue: open.filter(({ dueAt }) => dueAt < now).length,
      waiting: waiting.length,
    };
  };

  const kept = new Map<number, { until: number; levels: ReturnType<typeof look> }>();
  return [
    route(readServiceLevels, {
      subject: async () => ({ relation: 'none', record: undefined }),
      handle: async ({ query: { weeks }, at }) => {
        const known = kept.get(weeks);
        if (known && known.until > at.getTime()) return { body: await known.levels };
        const levels = look(weeks, at);
        kept.set(weeks, { until: at.getTime() + cacheMilliseconds, levels });
        levels.catch(() => kept.delete(weeks));
        return { body: await levels };
      },
    }),
  ];
};
