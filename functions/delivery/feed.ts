import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readRecord } from '#platform/relations.ts';
import { type EntryRecord, entryRecord, feedKey, headRecord, sequenceText } from '#schemas/feed-records.ts';
import { asConsented } from './consented.ts';

/** A feed as its institution may read it at this moment: criteria whose consent was withdrawn since are left out. */
export type Feed = {
  head: () => Promise<{ sequence: number; at?: string }>;
  /** Entries after a sequence, in order; no more than fit one read, so that fewer do not mean the end. */
  after: (sequence: number, limit: number) => Promise<EntryRecord[]>;
  entry: (sequence: number) => Promise<EntryRecord | undefined>;
  /** The sequence before the first event at or after an instant. */
  before: (since: string) => Promise<number>;
};

export const feedOf = (db: DynamoDBDocumentClient, table: string, institution: string): Feed => {
  const stored = async (sequence: number, limit: number) => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': feedKey.head(institution).pk,
          ':from': `ENTRY#${sequenceText(sequence + 1)}`,
          ':to': 'ENTRY#~',
        },
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return Items.map((item) => entryRecord.parse(item));
  };
  const consented = (entries: readonly EntryRecord[]) => asConsented(db, table, institution, entries);
  const head = async () => (await readRecord(db, table, feedKey.head(institution), headRecord)) ?? { sequence: 0 };

  return {
    head,
    after: async (sequence, limit) => consented(await stored(sequence, limit)),
    entry: async (sequence) => {
      const entry = await readRecord(db, table, feedKey.entry(institution, sequence), entryRecord);
      return entry && (await consented([entry]))[0];
    },
    // Times in a feed never go back, so halving finds the place in a dozen reads or two.
    before: async (since) => {
      let [low, high] = [0, (await head()).sequence];
      const oldest = (await stored(0, 1))[0]?.sequence ?? 1;
      low = oldest - 1;
      while (low < high) {
        const middle = Math.floor((low + high) / 2) + 1;
        const entry = await readRecord(db, table, feedKey.entry(institution, middle), entryRecord);
        if (entry && entry.at >= since) high = middle - 1;
        else low = middle;
      }
      return low;
    },
  };
};

/** Seconds after which it is worth coming back: often to a feed that moves, seldom to one at rest. */
export const pollSeconds = (lastAt: string | undefined, now: Date): number => {
  if (!lastAt) return 60;
  const quiet = (now.getTime() - Date.parse(lastAt)) / 1000;
  return Math.round(Math.min(300, Math.max(5, quiet / 10)));
};
