import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '#local/state/store.ts';
import { createCheckpoints } from './checkpoints.ts';
import type { BatchFailure, GivenUp, LanePolicy } from './lane.ts';
import { startMapping } from './mapping.ts';
import type { StreamRecord, TableStream } from './records.ts';

let dir: string;
let store: DatabaseSync;
const stops: (() => Promise<void>)[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mapping-'));
  store = openStore(dir, 'NORMAL');
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A stream in memory: what was pushed so far. */
function streamOf(count: number, keys = 4): TableStream & { push: (count: number) => void } {
  const records: StreamRecord[] = [];
  const push = (more: number) => {
    for (let index = 0; index < more; index++) {
      const number = records.length + 1;
      const record: DynamoDBRecord = {
        eventName: number % 10 === 0 ? 'REMOVE' : 'INSERT',
        dynamodb: { SequenceNumber: String(number), Keys: { pk: { S: `key-${number % keys}` } } },
      };
      records.push({ sequence: BigInt(number), writtenAt: Date.now(), record });
    }
  };
  push(count);
  return {
    arn: 'arn:test',
    push,
    latest: async () => BigInt(records.length),
    read: async (after, limit) => records.slice(Number(after), Number(after) + limit),
    changed: async () => await sleep(2),
  };
}

type Call = { sequences: number[]; at: number };

async function run(
  stream: TableStream,
  {
    lanes = 1,
    respond = () => undefined,
    giveUp = async () => undefined,
    passes = () => true,
    start = 0n,
    ...policy
  }: Partial<LanePolicy> & {
    lanes?: number;
    respond?: (sequences: number[], call: number) => BatchFailure | Promise<BatchFailure>;
    giveUp?: (batch: GivenUp) => Promise<void>;
    passes?: (record: DynamoDBRecord) => boolean;
    start?: bigint;
  } = {},
) {
  const calls: Call[] = [];
  const stop = startMapping({
    stream,
    passes,
    giveUp,
    checkpoint: await createCheckpoints(store).open('mapping', lanes, async () => start),
    report: () => undefined,
    now: Date.now,
    policy: {
      batchSize: 10,
      windowMilliseconds: 0,
      maximumRetries: -1,
      maximumAgeMilliseconds: -1,
      ageFrom: 0,
      bisect: false,
      ...policy,
    },
    invoke: async (records) => {
      const sequences = records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
      calls.push({ sequences, at: Date.now() });
      return await respond(sequences, calls.length);
    },
  });
  stops.push(stop);
  return { calls, stop, delivered: () => calls.flatMap(({ sequences }) => sequences) };
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('records come in order, in batches, without those that the filter leaves out', async () => {
  const { calls, delivered } = await run(streamOf(25), { passes: ({ eventName }) => eventName === 'INSERT' });
  await expect.poll(delivered).toEqual(upTo(25).filter((number) => number % 10 !== 0));
  expect(calls.map(({ sequences }) => sequences.length)).toEqual([10, 10, 3]);
});

test('a restart goes on behind what is finished and repeats what is not', async () => {
  const stream = streamOf(20);
  const stuck = Promise.withResolvers<BatchFailure>();
  const first = await run(stream, { respond: (_, call) => (call === 1 ? undefined : stuck.promise) });
  await expect.poll(() => first.calls.length).toBe(2);
  const stopped = first.stop();
  stuck.resolve({ from: 0, reason: 'stopped' });
  await stopped;

  const second = await run(stream);
  await expect.poll(second.delivered).toEqual(upTo(20, 11));
});

test('a batch that the stop interrupts while it waits for its retry is not lost', async () => {
  const stream = streamOf(5);
  const first = await run(stream, { respond: () => ({ from: 0, reason: 'no' }) });
  await expect.poll(() => first.calls.length).toBeGreaterThan(0);
  await first.stop();
  const second = await run(stream);
  await expect.poll(second.delivered).toEqual(upTo(5));
});

test('lanes run at a time, each item in its own order, and a lane that retries does not hold the others', async () => {
  let refused = 0;
  const { calls, delivered } = await run(streamOf(80, 8), {
    lanes: 4,
    batchSize: 5,
    respond: (sequences) => {
      if (!sequences.includes(1) || refused >= 3) return undefined;
      refused++;
      return { from: 0, reason: 'not yet' };
    },
  });
  await expect.poll(() => new Set(delivered()).size).toBe(80);
  for (let key = 0; key < 8; key++) {
    const own = delivered().filter((number, index, all) => number % 8 === key && all.lastIndexOf(number) === index);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
  const refusedUntil = calls.findLastIndex(({ sequences }) => sequences.includes(1));
  expect(Math.max(...calls.slice(0, refusedUntil).flatMap(({ sequences }) => sequences))).toBeGreaterThan(70);
});

test('with another number of lanes nothing is lost', async () => {
  const stream = streamOf(30, 8);
  const first = await run(stream, { lanes: 3 });
  await expect.poll(() => first.delivered().length).toBe(30);
  await first.stop();
  stream.push(10);
  const second = await run(stream, { lanes: 2 });
  await expect.poll(() => second.delivered()).toEqual(expect.arrayContaining(upTo(40, 31)));
});

test('a partial failure comes back from its first failed record', async () => {
  const { calls, delivered } = await run(streamOf(8), {
    respond: (sequences, call) => (call === 1 ? { from: sequences.indexOf(4), reason: 'half' } : undefined),
  });
  await expect.poll(() => calls.length).toBe(2);
  expect(delivered()).toEqual([...upTo(8), ...upTo(8, 4)]);
});

test('bisecting finds the record that cannot be handled, gives up only that one, and goes on', async () => {
  const given: GivenUp[] = [];
  const { delivered } = await run(streamOf(12), {
    batchSize: 8,
    bisect: true,
    maximumRetries: 1,
    respond: (sequences) => (sequences.includes(3) ? { from: 0, reason: 'poison' } : undefined),
    giveUp: async (batch) => {
      given.push(batch);
    },
  });
  await expect.poll(() => delivered().at(-1)).toBe(12);
  expect(given).toEqual([
    { condition: 'RetryAttemptsExhausted', attempts: 2, records: [expect.objectContaining({ sequence: 3n })] },
  ]);
});

test('without bisecting, a batch is given up whole after its retries', async () => {
  const given: GivenUp[] = [];
  const { calls, delivered } = await run(streamOf(15), {
    maximumRetries: 2,
    respond: (sequences) => (sequences.includes(3) ? { from: 0, reason: 'poison' } : undefined),
    giveUp: async (batch) => {
      given.push(batch);
    },
  });
  await expect.poll(() => delivered().at(-1)).toBe(15);
  expect(calls.filter(({ sequences }) => sequences.includes(3))).toHaveLength(3);
  expect(given.map(({ records }) => records.length)).toEqual([10]);
});

test('a batch waits until it could be kept: what cannot be written down is not passed over', async () => {
  let tries = 0;
  const { delivered } = await run(streamOf(2), {
    batchSize: 1,
    maximumRetries: 0,
    respond: (sequences) => (sequences.includes(1) ? { from: 0, reason: 'poison' } : undefined),
    giveUp: async () => {
      if (++tries < 3) throw new Error('no bucket');
    },
  });
  await expect.poll(() => delivered()).toEqual([1, 2]);
  expect(tries).toBe(3);
});

test('records that are too old are given up before they are delivered', async () => {
  const stream = streamOf(4);
  const given: GivenUp[] = [];
  await sleep(30);
  stream.push(2);
  const { delivered } = await run(stream, {
    maximumAgeMilliseconds: 20,
    giveUp: async (batch) => {
      given.push(batch);
    },
  });
  await expect.poll(() => delivered()).toEqual([5, 6]);
  expect(given).toMatchObject([{ condition: 'RecordAgeExceeded', records: { length: 4 } }]);
});

test('time while nothing ran does not age a record', async () => {
  const stream = streamOf(2);
  await sleep(30);
  const { delivered } = await run(stream, { maximumAgeMilliseconds: 20, ageFrom: Date.now() });
  await expect.poll(() => delivered()).toEqual([1, 2]);
});

test('a window collects records into one batch, and a full batch does not wait for it', async () => {
  const stream = streamOf(3);
  const { calls } = await run(stream, { windowMilliseconds: 150, batchSize: 10 });
  await sleep(50);
  stream.push(2);
  await expect.poll(() => calls.length).toBe(1);
  expect(calls[0]?.sequences).toEqual(upTo(5));
  stream.push(10);
  const pushed = Date.now();
  await expect.poll(() => calls.length).toBe(2);
  expect(calls[1]!.at - pushed).toBeLessThan(120);
});
