import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import { type Checkpoint, lowest } from './checkpoints.ts';
import { type BatchFailure, createLane, type GivenUp, type Lane, type LanePolicy } from './lane.ts';
import type { StreamRecord, TableStream } from './records.ts';

export type MappingOptions = {
  readonly stream: TableStream;
  readonly checkpoint: Checkpoint;
  readonly policy: LanePolicy;
  readonly passes: (record: DynamoDBRecord) => boolean;
  readonly invoke: (records: readonly DynamoDBRecord[]) => Promise<BatchFailure>;
  readonly giveUp: (batch: GivenUp) => Promise<void>;
  readonly report: (message: string) => void;
  readonly now: () => number;
};

/** Records read ahead of the slowest lane, so that one that retries does not hold up the others at once. */
const READ_AHEAD = 10_000;
const READ_SIZE = 1_000;
/** How often an idle lane's checkpoint follows the others', in milliseconds. */
const IDLE_SAVE = 1_000;

/**
 * Reads a table's stream and delivers it to one function: by item in order, at least once. A lane is one of the
 * batches that Lambda runs at a time for a shard (`ParallelizationFactor`), and an item always falls to the same.
 * @returns the end: resolves when what runs has ended.
 */
export function startMapping(options: MappingOptions): () => Promise<void> {
  const { stream, checkpoint, policy, passes, invoke, giveUp, now } = options;
  const stopping = new AbortController();
  const done = [...checkpoint.lanes];
  let position = lowest(done)!;

  const save = (lane: number, sequence: bigint) => {
    done[lane] = sequence;
    checkpoint.save(lane, sequence);
  };
  const lanes = done.map(
    (_, lane): Lane =>
      createLane({
        policy,
        invoke,
        giveUp,
        now,
        signal: stopping.signal,
        finished: ({ sequence }) => save(lane, sequence),
      }),
  );

  /** A lane that has nothing to do has finished all that was read: most of it was never its own, or filtered out. */
  function followIdle(): void {
    for (const [index, lane] of lanes.entries()) if (lane.idle() && done[index]! < position) save(index, position);
  }

  async function read(): Promise<void> {
    const following = setInterval(followIdle, IDLE_SAVE);
    while (!stopping.signal.aborted) {
      try {
        await readMore();
      } catch (error) {
        options.report(`reading ${stream.arn}: ${error instanceof Error ? error.message : error}`);
        await sleep(1_000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
    clearInterval(following);
  }

  async function readMore(): Promise<void> {
    const waiting = lanes.reduce((sum, lane) => sum + lane.waiting(), 0);
    if (waiting >= READ_AHEAD) return await sleep(20);
    const changed = stream.changed(stopping.signal);
    const records = await stream.read(position, READ_SIZE);
    for (const record of records) {
      const lane = laneOf(record, lanes.length);
      if (record.sequence > done[lane]! && passes(record.record)) lanes[lane]!.push(record);
      position = record.sequence;
    }
    if (records.length === 0) await changed;
  }

  const reading = read();
  return async () => {
    stopping.abort();
    await Promise.all([reading, ...lanes.map((lane) => lane.stopped)]);
    followIdle();
  };
}

/** Order holds for each item, as on AWS: the hash is taken of its whole key. */
function laneOf({ record }: StreamRecord, lanes: number): number {
  if (lanes === 1) return 0;
  const keys = Object.entries(record.dynamodb?.Keys ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('md5').update(JSON.stringify(keys)).digest().readUInt32BE() % lanes;
}
