import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
import { feedKey, headRecord } from '#schemas/feed-records.ts';

/** Tells when something is added to a feed, for a short while. */
export type Heads = {
  /** True as soon as the feed's last sequence is above this one; false when that did not happen in time. */
  above: (institution: string, sequence: number, milliseconds: number) => Promise<boolean>;
};

type Waiter = { institution: string; sequence: number; until: number; tell: (above: boolean) => void };

/** Between two looks, in milliseconds. */
const lookMilliseconds = 40;

/**
 * One look for everybody who waits here: where several deliveries share a process, their feeds cost one read together.
 */
export const headsIn = (db: DynamoDBDocumentClient, table: string): Heads => {
  let waiters: Waiter[] = [];
  let looking = false;

  const read = async (institutions: readonly string[]): Promise<Map<string, number>> => {
    const found = await readMany(
      db,
      table,
      institutions.map((one) => feedKey.head(one)),
    );
    return new Map(found.map((item) => [String(item.pk).slice('FEED#'.length), headRecord.parse(item).sequence]));
  };
  const look = async (): Promise<void> => {
    const institutions = [...new Set(waiters.map(({ institution }) => institution))];
    // A look that failed is no reason to stop: those who wait find out by themselves in the end.
    const heads = await read(institutions).catch(() => new Map<string, number>());
    const now = performance.now();
    waiters = waiters.filter(({ institution, sequence, until, tell }) => {
      const above = (heads.get(institution) ?? 0) > sequence;
      if (above || now >= until) tell(above);
      return !above && now < until;
    });
  };
  const start = () => {
    if (looking) return;
    looking = true;
    const next = () =>
      setTimeout(async () => {
        await look();
        if (waiters.length > 0) next();
        else looking = false;
      }, lookMilliseconds);
    next();
  };

  return {
    above: (institution, sequence, milliseconds) =>
      new Promise((tell) => {
        waiters.push({ institution, sequence, until: performance.now() + milliseconds, tell });
        start();
      }),
  };
};
