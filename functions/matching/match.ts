import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { ConditionFailed } from '#platform/tables.ts';
import { decide, type Origin, sameOrigin } from './decide.ts';
import { type Feed, readFeeds, type Step, writeSteps } from './feeds.ts';
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

/** Feeds written at once; each is one chain of transactions on its own head. */
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

/**
 * Brings the verdicts of these vendors up to date in every feed (or in those named), and tells what changed. Idempotent:
 * what was already reached from the same vendor version, publications and day is left alone. Vendors that are older than
 * what a feed has seen, and a network that was published since, are read again.
 * @returns how many events were told.
 */
export const matchVendors = async (
  deps: MatchDependencies,
  given: readonly OpenVendor[],
  only?: readonly string[],
): Promise<number> => {
  if (given.length === 0) return 0;
  const ids = given.map(({ record }) => record.vendor);
  const first = await deps.network.current();
  const institutions = (only ?? [...first.institutions.keys()]).filter((one) => first.institutions.has(one));
  const feeds = await readFeeds(deps.db, deps.feedsTable, institutions, ids);
  let told = 0;

  await inGroups(institutions, feedsAtOnce, async (institution) => {
    let [snapshot, feed, vendors] = [first, feeds.get(institution)!, given];
    for (let attempt = 1; ; attempt++) {
      try {
        const now = deps.clock();
        const steps = stepsOf(snapshot, institution, feed, vendors, dayOf(now));
        told += (await writeSteps(deps.db, deps.feedsTable, institution, feed, steps, now)).events;
        return;
      } catch (error) {
        const moved = error instanceof Stale || error instanceof ConditionFailed;
        if (attempt === tries || !(moved || (error instanceof Problem && error.code === 'busy'))) throw error;
        await sleep(Math.random() * 10 * attempt);
        snapshot = await deps.network.current();
        feed = (await readFeeds(deps.db, deps.feedsTable, [institution], ids)).get(institution)!;
        if (error instanceof Stale) vendors = await deps.vendors.read(ids);
      }
    }
  });
  return told;
};
