import type { DynamoDBRecord } from 'aws-lambda';

/** A change of a table as a function sees it, and its place in the stream. */
export type StreamRecord = {
  readonly sequence: bigint;
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
  readonly record: DynamoDBRecord;
};

/** The changes of one table, in order. Several mappings read the same one. */
export type TableStream = {
  readonly arn: string;
  /** Position of the newest record. */
  readonly latest: () => Promise<bigint>;
  /** Up to `limit` records behind `after`; none when there are no more yet. */
  readonly read: (after: bigint, limit: number) => Promise<readonly StreamRecord[]>;
  /** Resolves when there may be something behind what the last read found. */
  readonly changed: (signal: AbortSignal) => Promise<void>;
};
