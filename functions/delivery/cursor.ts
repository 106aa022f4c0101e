import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
import { commit, type Write } from '#platform/tables.ts';
import {
  type AttemptRecord,
  type CursorRecord,
  cursorRecord,
  type EntryRecord,
  entryRecord,
  feedKey,
  type ParkedRecord,
  parkedRecord,
} from '#schemas/feed-records.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { activate, stop } from './activation.ts';
import { feedOf } from './feed.ts';

/** Attempts can be read for this many days. */
const attemptDays = 30;
const parkedDays = 400;

export type CursorStore = ReturnType<typeof cursorStore>;

/** Everything that delivery reads and writes of one institution. Each change names the run it belongs to. */
export const cursorStore = (db: DynamoDBDocumentClient, table: string) => {
  const expiry = (at: string, days: number) => Math.floor(Date.parse(at) / 1000) + days * 86_400;

  /** Changes the cursor if it still belongs to this run and is active. */
  const update = (institution: string, run: number, change: Partial<CursorRecord>, remove: (keyof CursorRecord)[]) => {
    const names = [...Object.keys(change), ...remove];
    const set = Object.keys(change).map((name) => `#${name} = :${name}`);
    const removed = remove.length > 0 ? [`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`] : [];
    return {
      Update: {
        TableName: table,
        Key: feedKey.cursor(institution),
        UpdateExpression: [`SET ${set.join(', ')}`, ...removed].join(' '),
        ConditionExpression: '#run = :thisRun AND #state = :active',
        ExpressionAttributeNames: {
          ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
          '#run': 'run',
          '#state': 'state',
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.entries(change).map(([name, value]) => [`:${name}`, value])),
          ':thisRun': run,
          ':active': 'active',
        },
      },
    } satisfies Write;
  };

  return {
    read: async (institution: string): Promise<CursorRecord | undefined> => {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: feedKey.cursor(institution), ConsistentRead: true }),
      );
      return Item && cursorRecord.parse(Item);
    },
    /** The cursors of those institutions that have one. */
    readMany: async (institutions: readonly string[]): Promise<Map<string, CursorRecord>> => {
      const found = await readMany(db, table, institutions.map(feedKey.cursor));
      return new Map(found.map((item) => [String(item.pk).split('#')[1] ?? '', cursorRecord.parse(item)]));
    },
    head: async (institution: string): Promise<number> => (await feedOf(db, table, institution).head()).sequence,
    entriesAfter: (institution: string, sequence: number, limit: number): Promise<EntryRecord[]> =>
      feedOf(db, table, institution).after(sequence, limit),
    entry: async (institution: string, sequence: number): Promise<EntryRecord | undefined> => {
      const { Item } = await db.send(new GetCommand({ TableName: table, Key: feedKey.entry(institution, sequence) }));
      return Item && entryRecord.parse(Item);
    },
    queued: async (institution: string): Promise<ParkedRecord[]> => {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :parked)',
          FilterExpression: '#state = :queued',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':pk': feedKey.cursor(institution).pk,
            ':parked': 'PARKED#',
            ':queued': 'queued',
          },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => parkedRecord.parse(item));
    },
    update,
    /** Begins delivery to an endpoint that was proven; once per activation, wherever it stopped before. */
    activate: (institution: string, endpoint: Endpoint) => activate(db, table, institution, endpoint),
    /** Ends delivery: a run under way finds that the cursor is no longer its own. */
    stop: (institution: string) => stop(db, table, institution),
    /** Holds only while the feed's last sequence is still this one. */
    headIs: (institution: string, sequence: number): Write => ({
      ConditionCheck: {
        TableName: table,
        Key: feedKey.head(institution),
        ConditionExpression: sequence === 0 ? 'attribute_not_exists(pk)' : '#s = :s',
        ...(sequence > 0 && {
          ExpressionAttributeNames: { '#s': 'sequence' },
          ExpressionAttributeValues: { ':s': sequence },
        }),
      },
    }),
    attempt: (institution: string, attempt: AttemptRecord, n: number): Write => ({
      Put: {
        TableName: table,
        Item: {
          ...feedKey.attempt(institution, attempt.at, n),
          ...attempt,
          expiresAt: expiry(attempt.at, attemptDays),
        },
      },
    }),
    park: (institution: string, parked: ParkedRecord): Write => ({
      Put: {
        TableName: table,
        Item: {
          ...feedKey.parked(institution, parked.sequence),
          ...parked,
          expiresAt: expiry(parked.parkedAt, parkedDays),
        },
      },
    }),
    commit: (writes: readonly Write[]) => commit(db, writes),
  };
};
