import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import type { StreamRecord, TableStream } from '#local/streams/records.ts';
import type { DynamoClient } from './client.ts';

type Shard = { ShardId: string; SequenceNumberRange: { StartingSequenceNumber?: string } };
type RawRecord = DynamoDBRecord & { dynamodb: { SequenceNumber: string; ApproximateCreationDateTime: number } };

export type TableStreamOptions = {
  readonly client: DynamoClient;
  readonly table: string;
  /** The ARN that the template knows it by; the engine's own never shows. */
  readonly arn: string;
  readonly region: string;
  /** Longest time between two looks when nothing announces changes, in milliseconds. */
  readonly pollEvery: number;
};

/** Records kept in memory for the mappings that read the same table. */
const TAIL = 2_000;
const FETCH = 1_000;

/**
 * The stream of one table over the DynamoDB Streams API, read once for all its mappings. `announce` says that the table
 * has changed.
 */
export function createTableStream(options: TableStreamOptions): TableStream & { readonly announce: () => void } {
  const { client, table, arn, region, pollEvery } = options;
  let waiters: (() => void)[] = [];
  /** Everything behind `floor` up to the last fetch. */
  let tail: StreamRecord[] = [];
  let floor: bigint | undefined;
  let fetching: Promise<void> | undefined;
  const newest = createCursor(client, table);

  const parse = (raw: RawRecord): StreamRecord => ({
    sequence: BigInt(raw.dynamodb.SequenceNumber),
    writtenAt: raw.dynamodb.ApproximateCreationDateTime * 1000,
    record: {
      ...raw,
      eventID: createHash('md5').update(`${arn}:${raw.dynamodb.SequenceNumber}`).digest('hex'),
      eventSourceARN: arn,
      awsRegion: region,
    },
  });

  async function fetchTail(after: bigint): Promise<void> {
    const records = (await newest.next(after, FETCH)).map(parse);
    floor ??= after;
    tail.push(...records);
    if (tail.length <= TAIL) return;
    floor = tail[tail.length - TAIL - 1]!.sequence;
    tail = tail.slice(-TAIL);
  }

  return {
    arn,
    announce() {
      const waiting = waiters;
      waiters = [];
      for (const wake of waiting) wake();
    },
    async latest() {
      return await newest.latest();
    },
    async read(after, limit) {
      // A mapping that lags behind what is kept in memory catches up with a cursor of its own.
      if (floor !== undefined && after < floor) {
        return (await createCursor(client, table).next(after, limit)).map(parse);
      }
      const behind = () => {
        const first = tail.findIndex(({ sequence }) => sequence > after);
        return first === -1 ? [] : tail.slice(first, first + limit);
      };
      const known = behind();
      if (known.length > 0) return known;
      const from = tail.at(-1)?.sequence ?? floor ?? after;
      fetching ??= fetchTail(from).finally(() => {
        fetching = undefined;
      });
      await fetching;
      return floor !== undefined && after < floor ? [] : behind();
    },
    async changed(signal) {
      const announced = new Promise<void>((resolve) => waiters.push(resolve));
      const ended = new AbortController();
      const timer = sleep(pollEvery, undefined, { signal: AbortSignal.any([signal, ended.signal]) });
      await Promise.race([announced, timer.catch(() => undefined)]);
      ended.abort();
    },
  };
}

/** Reads one stream forward, shard by shard. */
function createCursor(client: DynamoClient, table: string) {
  let streamArn: string | undefined;
  let iterator: string | undefined;
  let at: bigint | undefined;

  const open = async () => {
    streamArn ??= (await client.call<{ Table: { LatestStreamArn: string } }>('DescribeTable', { TableName: table }))
      .Table.LatestStreamArn;
    const { StreamDescription } = await client.call<{ StreamDescription: { Shards: Shard[] } }>(
      'Streams.DescribeStream',
      { StreamArn: streamArn },
    );
    return StreamDescription.Shards;
  };

  /** The last shard that begins at or before the position, or the first there is. */
  async function iteratorAfter(after: bigint): Promise<string | undefined> {
    const shards = await open();
    const begins = (shard: Shard) => BigInt(shard.SequenceNumberRange.StartingSequenceNumber ?? 0);
    const shard = shards.findLast((candidate) => begins(candidate) <= after + 1n) ?? shards[0];
    if (!shard) return undefined;
    const { ShardIterator } = await client.call<{ ShardIterator: string }>('Streams.GetShardIterator', {
      StreamArn: streamArn,
      ShardId: shard.ShardId,
      ...(begins(shard) <= after
        ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: String(after) }
        : { ShardIteratorType: 'TRIM_HORIZON' }),
    });
    return ShardIterator;
  }

  return {
    async next(after: bigint, limit: number): Promise<RawRecord[]> {
      if (at !== after || !iterator) iterator = await iteratorAfter(after);
      if (!iterator) return [];
      const used = iterator;
      iterator = undefined;
      const answer = await client.call<{ Records: RawRecord[]; NextShardIterator?: string }>('Streams.GetRecords', {
        ShardIterator: used,
        Limit: limit,
      });
      iterator = answer.NextShardIterator;
      const records = answer.Records.filter((record) => BigInt(record.dynamodb.SequenceNumber) > after);
      at = records.length > 0 ? BigInt(records.at(-1)!.dynamodb.SequenceNumber) : after;
      return records;
    },
    async latest(): Promise<bigint> {
      const shards = await open();
      // dynoxide compares sequence numbers as text and can name one too low: never one too high, so nothing is missed.
      return shards.reduce(
        (
          highest,
          { SequenceNumberRange: range }: Shard & { SequenceNumberRange: { EndingSequenceNumber?: string } },
        ) => {
          const ending = BigInt(range.EndingSequenceNumber ?? range.StartingSequenceNumber ?? 0);
          return ending > highest ? ending : highest;
        },
        0n,
      );
    },
  };
}
