import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { ConditionFailed, commit, type Write } from '#platform/tables.ts';
import { vendorShardKey, vendorShards } from '#schemas/feed-records.ts';
import {
  type RolloutRecord,
  rolloutDays,
  rolloutKey,
  rolloutRecord,
  runningTrial,
  type SegmentRecord,
  segmentRecord,
} from '#schemas/rollout.ts';

type RunningTrial = z.infer<typeof runningTrial>;
type Where = { db: DynamoDBDocumentClient; feedsTable: string };

const expiry = (startedAt: string): number => Math.floor(Date.parse(startedAt) / 1000) + rolloutDays * 86_400;

/** The writes that ask for a rollout; a consumer of the table starts its execution. Asked twice, it is one. */
export const rolloutWrites = (table: string, rollout: RolloutRecord): Write[] => {
  const expiresAt = expiry(rollout.startedAt);
  return [
    {
      Put: {
        TableName: table,
        Item: { ...rolloutKey.rollout(rollout.rollout), ...rollout, expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...rollout.institutions.slice(0, 90).map((institution) => ({
      Put: {
        TableName: table,
        Item: {
          ...rolloutKey.listed(institution, rollout.startedAt, rollout.rollout),
          rollout: rollout.rollout,
          expiresAt,
        },
      },
    })),
  ];
};

/** Asks for a rollout, unless it was asked for already. */
export const askFor = async ({ db, feedsTable }: Where, rollout: RolloutRecord): Promise<void> => {
  try {
    await commit(db, rolloutWrites(feedsTable, rollout));
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};

export const readRollout = ({ db, feedsTable }: Where, id: string): Promise<RolloutRecord | undefined> =>
  readRecord(db, feedsTable, rolloutKey.rollout(id), rolloutRecord);

const begun: SegmentRecord = {
  ...{ after: '', done: false, vendors: 0, events: 0 },
  ...{ changes: {}, because: [], losing: [], covered: 0 },
};

export const readSegment = async ({ db, feedsTable }: Where, id: string, segment: number): Promise<SegmentRecord> =>
  (await readRecord(db, feedsTable, rolloutKey.segment(id, segment), segmentRecord)) ?? begun;

/** Notes a page that was done, on condition that nobody noted it before. */
export const saveSegment = async (
  { db, feedsTable }: Where,
  rollout: RolloutRecord,
  segment: number,
  before: SegmentRecord,
  next: SegmentRecord,
): Promise<void> => {
  await commit(db, [
    {
      Put: {
        TableName: feedsTable,
        Item: { ...rolloutKey.segment(rollout.rollout, segment), ...next, expiresAt: expiry(rollout.startedAt) },
        ConditionExpression: before.after === '' ? 'attribute_not_exists(pk)' : '#after = :before',
        ...(before.after !== '' && {
          ExpressionAttributeNames: { '#after': 'after' },
          ExpressionAttributeValues: { ':before': before.after },
        }),
      },
    },
  ]);
};

export const readSegments = (where: Where, id: string): Promise<SegmentRecord[]> =>
  Promise.all(Array.from({ length: vendorShards }, (_, segment) => readSegment(where, id, segment)));

/** The next vendors of a shard, in the order of their ids. */
export const vendorsAfter = async (
  { db, feedsTable }: Where,
  shard: number,
  after: string,
  limit: number,
): Promise<string[]> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: feedsTable,
      KeyConditionExpression: after === '' ? 'pk = :pk' : 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': vendorShardKey(shard), ...(after !== '' && { ':after': after }) },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  return Items.map(({ sk }) => String(sk));
};

/** A trial that has not ended after this long never will: another may begin. */
const trialMilliseconds = 30 * 60_000;

/** The trial that an institution has running, and what stands in its place of one that is over. */
export const trialOf = async (
  where: Where,
  institution: string,
  at: Date,
): Promise<{ running: RunningTrial | undefined; over: RunningTrial | undefined }> => {
  const found = await readRecord(where.db, where.feedsTable, rolloutKey.running(institution), runningTrial);
  if (!found) return { running: undefined, over: undefined };
  const late = at.getTime() - Date.parse(found.startedAt) > trialMilliseconds;
  const over = late || (await readRollout(where, found.rollout))?.finishedAt !== undefined;
  return over ? { running: undefined, over: found } : { running: found, over: undefined };
};

/** Takes the institution's one place for a trial, on condition that nobody took it since it was looked at. */
export const trialWrite = (
  table: string,
  institution: string,
  { rollout, startedAt }: RolloutRecord,
  over: RunningTrial | undefined,
  orElse: Problem,
): Write => ({
  Put: {
    TableName: table,
    Item: { ...rolloutKey.running(institution), rollout, startedAt, expiresAt: expiry(startedAt) },
    ConditionExpression: over ? 'rollout = :over OR rollout = :own' : 'attribute_not_exists(pk) OR rollout = :own',
    ExpressionAttributeValues: { ':own': rollout, ...(over && { ':over': over.rollout }) },
  },
  orElse,
});

/** Ends a rollout; a trial gives its place free. */
export const finishRollout = async ({ db, feedsTable }: Where, id: string, at: string): Promise<void> => {
  const { Attributes } = await db.send(
    new UpdateCommand({
      TableName: feedsTable,
      Key: rolloutKey.rollout(id),
      UpdateExpression: 'SET finishedAt = if_not_exists(finishedAt, :at)',
      ExpressionAttributeValues: { ':at': at },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const { mode, institutions } = rolloutRecord.parse(Attributes);
  if (mode !== 'what-if') return;
  try {
    await commit(
      db,
      institutions.map((institution) => ({
        Delete: {
          TableName: feedsTable,
          Key: rolloutKey.running(institution),
          ConditionExpression: 'rollout = :own',
          ExpressionAttributeValues: { ':own': id },
        },
      })),
    );
  } catch (error) {
    // Its place was given to a later one, or is free already.
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
