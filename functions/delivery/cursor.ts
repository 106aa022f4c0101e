import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
import { commit, type Item, type Write } from '#platform/tables.ts';
import {
  type AttemptRecord,
  type CursorRecord,
  cursorRecord,
  type EntryRecord,
  feedKey,
  type ParkedRecord,
  parkedRecord,
  type TestRecord,
  testRecord,
} from '#schemas/feed-records.ts';
import type { Endpoint } from '#schemas/institution.ts';
import { activate, happened, stop } from './activation.ts';
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
    entry: (institution: string, sequence: number): Promise<EntryRecord | undefined> =>
      feedOf(db, table, institution).entry(sequence),
    /** Events set aside that the endpoint has not taken since. */
    parked: async (institution: string): Promise<ParkedRecord[]> => {
      const found: ParkedRecord[] = [];
      let from: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await db.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :parked)',
            FilterExpression: '#state <> :delivered',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':pk': feedKey.cursor(institution).pk,
              ':parked': 'PARKED#',
              ':delivered': 'delivered',
            },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        found.push(...Items.map((item) => parkedRecord.parse(item)));
        from = LastEvaluatedKey;
      } while (from);
      return found;
    },
    /** Notes that the endpoint took an event that was set aside. */
    unpark: async (institution: string, { sequence, tries }: ParkedRecord): Promise<void> => {
      await happened(
        db.send(
          new UpdateCommand({
            TableName: table,
            Key: feedKey.parked(institution, sequence),
            UpdateExpression: 'SET #state = :delivered, tries = :tries',
            // It may have expired meanwhile.
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':delivered': 'delivered', ':tries': tries },
          }),
        ),
      );
    },
    /** The test that was asked for last. */
    test: async (institution: string): Promise<TestRecord | undefined> => {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: feedKey.test(institution), ConsistentRead: true }),
      );
      return Item && testRecord.parse(Item);
    },
    /** Notes what came of a test, once, unless another was asked for meanwhile. */
    settleTest: (institution: string, { requestedAt }: TestRecord, outcome: string): Write => ({
      Update: {
        TableName: table,
        Key: feedKey.test(institution),
        UpdateExpression: 'SET outcome = :outcome',
        ConditionExpression: 'requestedAt = :requestedAt AND attribute_not_exists(outcome)',
        ExpressionAttributeValues: { ':outcome': outcome, ':requestedAt': requestedAt },
      },
    }),
    update,
    /** Begins delivery to an endpoint that was proven; once per activation, wherever it stopped before. */
    activate: (institution: string, endpoint: Endpoint) => activate(db, table, institution, endpoint),
    /** Ends delivery: a run under way finds that the cursor is no longer its own. */
    stop: (institution: string, endpoint: Endpoint) => stop(db, table, institution, endpoint),
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
