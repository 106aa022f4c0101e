import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { ConditionFailed, commit } from '#platform/tables.ts';
import { decide, type Origin, sameOrigin } from './decide.ts';
import { type Feed, packed, readFeeds, type Step, type Transaction, transactionsOf } from './feeds.ts';
import { judge, type OpenVendor } from './judge.ts';
import type { Network, Snapshot } from './snapshot.ts';
import type { Vendors } from './vendors.ts';

export type MatchDependencies = {
  db: DynamoDBDocumentClient;
  feedsTable: string;
  network: Network;
  vendors: Vendors;
  clock: Clock;
};

/** Transactions, or chains of them on one feed's head, written at once. */
const feedsAtOnce = 6;
const tries = 12;

/** Something newer than our inputs was seen: read them again. */
class Stale extends Error {
  override name = 'Stale';
}

const stepsOf = (
  snapshot: Snapshot,
  institution: string,
  feed: Feed,
  vendors: readonly OpenVendor[],
  today: string,
): Step[] => {
  const profile = snapshot.institutions.get(institution);
  if (!profile) return [];
  const steps: Step[] = [];
  for (const vendor of vendors) {
    const before = feed.verdicts.get(vendor.record.vendor);
    // A verdict reached from anything newer than what we hold must not be replaced by ours.
    if (before && (before.vendorVersion > vendor.record.version || before.generation > snapshot.generation))
      throw new Stale();
    const on = before && before.on > today ? before.on : today;
    const origin: Origin = { vendorVersion: vendor.record.version, generation: snapshot.generation, on };
    if (before && sameOrigin(before, origin)) continue;
    const judgement = judge(snapshot, profile, vendor, on);
    if (judgement) steps.push({ before, ...decide(vendor, before, judgement, origin) });
  }
  return steps;
};

const inGroups = async <T>(items: readonly T[], size: number, work: (item: T) => Promise<void>): Promise<void> => {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: Math.min(size, items.length) }, async () => {
      for (const item of queue) await work(item);
    }),
  );
};

const isMoved = (error: unknown): boolean =>
  error instanceof Stale || error instanceof ConditionFailed || (error instanceof Problem && error.code === 'busy');

/** One feed on its own, until it holds: reads again whatever moved on, and tries again. */
const writeFeed = async (
  deps: MatchDependencies,
  institution: string,
  ids: readonly string[],
  given: readonly OpenVendor[],
): Promise<number> => {
  let vendors = given;
  for (let attempt = 1; ; attempt++) {
    let told = 0;
    try {
      const snapshot = await deps.network.current();
      const feed = (await readFeeds(deps.db, deps.feedsTable, [institution], ids)).get(institution)!;
      const now = deps.clock();
      const steps = stepsOf(snapshot, institution, feed, vendors, dayOf(now));
      for (const { writes, events } of transactionsOf(deps.feedsTable, institution, feed, steps, now)) {
        await commit(deps.db, writes);
        told += events;
      }
      return told;
    } catch (error) {
      if (attempt === tries || !isMoved(error)) throw error;
      await sleep(Math.random() * 10 * attempt);
      if (error instanceof Stale) vendors = await deps.vendors.read(ids);
    }
  }
};

/**
 * Brings the verdicts of these vendors up to date in every feed (or in those named), and tells what changed. Idempotent:
 * what was already reached from the same vendor version, publications and day is left alone. Vendors that are older than
 * what a feed has seen, and a network that was published since, are read again. Feeds whose steps are few are written
 * together; where that fails, and where steps are many, each is written on its own.
 * @returns how many events were told.
 */
export const matchVendors = async (
  deps: MatchDependencies,
  vendors: readonly OpenVendor[],
  only?: readonly string[],
): Promise<number> => {
  if (vendors.length === 0) return 0;
  const ids = vendors.map(({ record }) => record.vendor);
  const snapshot = await deps.network.current();
  const institutions = (only ?? [...snapshot.institutions.keys()]).filter((one) => snapshot.institutions.has(one));
  const feeds = await readFeeds(deps.db, deps.feedsTable, institutions, ids);
  const now = deps.clock();
  const alone: string[] = [];
  const together: { institution: string; transaction: Transaction }[] = [];
  for (const institution of institutions) {
    try {
      const feed = feeds.get(institution)!;
      const steps = stepsOf(snapshot, institution, feed, vendors, dayOf(now));
      const [transaction, more] = transactionsOf(deps.feedsTable, institution, feed, steps, now);
      if (more) alone.push(institution);
      else if (transaction) together.push({ institution, transaction });
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      alone.push(institution);
    }
  }
  let told = 0;
  await inGroups(packed(together), feedsAtOnce, async (pack) => {
    try {
      await commit(
        deps.db,
        pack.flatMap(({ transaction }) => transaction.writes),
      );
      for (const { transaction } of pack) told += transaction.events;
    } catch (error) {
      if (!isMoved(error)) throw error;
      alone.push(...pack.map(({ institution }) => institution));
    }
  });
  await inGroups(alone, feedsAtOnce, async (institution) => {
    told += await writeFeed(deps, institution, ids, vendors);
  });
  return told;
};
