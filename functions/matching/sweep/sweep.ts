import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dayOf } from '#platform/clock.ts';
import { readRecord } from '#platform/relations.ts';
import { isoDate } from '#schemas/primitives.ts';
import { rolloutKey } from '#schemas/rollout.ts';
import { type MatchDependencies, matchVendors } from '../match.ts';
import { askFor } from '../rollout.ts';
import { inForce, type Snapshot } from '../snapshot.ts';

const pageSize = 100;
/** A sweep ends well before the next begins; what is left waits for that. */
const callMilliseconds = 240_000;

/**
 * Tells what time changed: verdicts that reached their last day, notices that fell due, definitions that took effect or
 * ended by their date.
 */
export const sweep = async (deps: MatchDependencies): Promise<{ vendors: number; events: number }> => {
  const until = deps.clock().getTime() + callMilliseconds;
  const today = dayOf(deps.clock());
  const snapshot = await deps.network.current();
  await definitionsOfTheDay(deps, snapshot, today);
  let [vendors, events] = [0, 0];
  for (const institution of snapshot.institutions.keys()) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await deps.db.send(
        new QueryCommand({
          TableName: deps.feedsTable,
          IndexName: 'due',
          KeyConditionExpression: 'duePk = :pk AND dueSk < :end',
          // `~` sorts after every vendor of this day.
          ExpressionAttributeValues: { ':pk': `FEED#${institution}`, ':end': `${today}#~` },
          Limit: pageSize,
          ExclusiveStartKey: from,
        }),
      );
      const due = (page.Items ?? []).map(({ dueSk }) => String(dueSk).slice(today.length + 1));
      events += await matchVendors(deps, await deps.vendors.read(due), [institution]);
      vendors += due.length;
      from = page.LastEvaluatedKey;
    } while (from && deps.clock().getTime() < until);
  }
  return { vendors, events };
};

const dayRecord = z.object({ on: isoDate });

/** A definition that begins or ends today changes verdicts as a publication does. */
const definitionsOfTheDay = async (deps: MatchDependencies, snapshot: Snapshot, today: string): Promise<void> => {
  const last = (await readRecord(deps.db, deps.feedsTable, rolloutKey.day(), dayRecord))?.on;
  if (last === today) return;
  const speaks = (institution: string, day: string): string => {
    const force = inForce(snapshot, snapshot.institutions.get(institution)!, day);
    return force ? `${force.definition.id} ${force.definition.version} ${force.ended}` : '';
  };
  const changed = [...snapshot.institutions.keys()].filter(
    (institution) => last !== undefined && speaks(institution, last) !== speaks(institution, today),
  );
  if (changed.length > 0)
    await askFor(deps, {
      rollout: `day-${today}`,
      mode: 'day',
      institutions: changed,
      startedAt: deps.clock().toISOString(),
    });
  await deps.db.send(new PutCommand({ TableName: deps.feedsTable, Item: { ...rolloutKey.day(), on: today } }));
};
