import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { derivedId } from '#platform/ids.ts';
import { putMany, readMany } from '#platform/many.ts';
import type { Item, Write } from '#platform/tables.ts';
import { type EventType, eventSchemas } from '#schemas/events/v1.ts';
import {
  entryDays,
  feedKey,
  headRecord,
  sequenceText,
  type VerdictRecord,
  vendorListKey,
  verdictRecord,
} from '#schemas/feed-records.ts';
import { type Draft, dueOn } from './decide.ts';

/** One institution's feed as it was read: its last sequence, and the verdicts on the vendors asked about. */
export type Feed = {
  head: { sequence: number; at: string; recognised?: number | undefined } | undefined;
  verdicts: ReadonlyMap<string, VerdictRecord>;
};
/** One vendor's step in one feed. */
export type Step = { before: VerdictRecord | undefined; record: VerdictRecord; events: readonly Draft[] };

/** Of the 100 writes that a transaction takes, one is the feed's head. */
const stepWrites = 99;
/** Well under the 4 MB that a transaction may hold, since a verdict repeats what its event says. */
const transactionCharacters = 1_000_000;

/**
 * Notes that these vendors exist, before anything is read to judge them: a rollout that begins later finds them here, and
 * one that began earlier had moved the network's generation on before they are judged. So none is missed.
 */
export const listVendors = (db: DynamoDBDocumentClient, table: string, vendors: readonly string[]): Promise<void> =>
  putMany(
    db,
    table,
    vendors.map((vendor) => ({ ...vendorListKey(vendor), vendor })),
  );

/** Reads heads and verdicts of several feeds, consistently. */
export const readFeeds = async (
  db: DynamoDBDocumentClient,
  table: string,
  institutions: readonly string[],
  vendors: readonly string[],
): Promise<Map<string, Feed>> => {
  const keys = institutions.flatMap((institution) => [
    feedKey.head(institution),
    ...vendors.map((vendor) => feedKey.verdict(institution, vendor)),
  ]);
  const feeds = new Map(
    institutions.map((one) => [one, { head: undefined as Feed['head'], verdicts: new Map<string, VerdictRecord>() }]),
  );
  for (const item of await readMany(db, table, keys)) {
    const feed = feeds.get(String(item.pk).slice('FEED#'.length))!;
    if (item.sk === 'HEAD') feed.head = headRecord.parse(item);
    else {
      const verdict = verdictRecord.parse(item);
      feed.verdicts.set(verdict.vendor, verdict);
    }
  }
  return feeds;
};

/** One feed event, parsed by its contract on the way out: what is not in it cannot leave. */
const eventOf = (institution: string, { record }: Step, { type, data }: Draft, sequence: number, at: string) => {
  const { vendor, vendorVersion, definition, definitionVersion, generation, on } = record;
  const id = `evt_${derivedId(institution, vendor, vendorVersion, definition, definitionVersion, generation, on, type)}`;
  return eventSchemas[type satisfies EventType].parse({
    specversion: '1.0',
    id,
    source: `/v1/feeds/${institution}`,
    type,
    subject: vendor,
    time: at,
    datacontenttype: 'application/json',
    dataschema: `urn:passerelle:event:${type}`,
    sequence: sequenceText(sequence),
    data,
  });
};

/** Where the sweep of what time changes finds a verdict: by the first day on which it may differ. */
const dueKeys = (institution: string, record: VerdictRecord): Item => {
  const day = dueOn(record);
  return day ? { duePk: `FEED#${institution}`, dueSk: `${day}#${record.vendor}` } : {};
};

/** The verdict is replaced only if it is still the one that the step was decided from. */
const verdictWrite = (table: string, institution: string, { before, record }: Step): Write => ({
  Put: {
    TableName: table,
    Item: {
      ...feedKey.verdict(institution, record.vendor),
      ...record,
      ...dueKeys(institution, record),
    },
    ...(before
      ? {
          ConditionExpression: 'vendorVersion = :v AND generation = :g AND #on = :o',
          ExpressionAttributeNames: { '#on': 'on' },
          ExpressionAttributeValues: { ':v': before.vendorVersion, ':g': before.generation, ':o': before.on },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

const headWrite = (table: string, institution: string, seen: Feed['head'], next: NonNullable<Feed['head']>): Write => ({
  Put: {
    TableName: table,
    Item: { ...feedKey.head(institution), ...next },
    ...(seen
      ? {
          ConditionExpression: '#s = :s',
          ExpressionAttributeNames: { '#s': 'sequence' },
          ExpressionAttributeValues: { ':s': seen.sequence },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});

/** Writes that belong together: all of them or none. */
export type Transaction = { writes: Write[]; events: number; characters: number };

/**
 * The transactions that take steps of one feed: counter, entries and verdicts together, so that a sequence is given out if
 * and only if its entry is there, and a verdict is kept if and only if its events are. What does not fit one transaction is
 * split; they are to be written in their order.
 */
export const transactionsOf = (
  table: string,
  institution: string,
  feed: Feed,
  steps: readonly Step[],
  now: Date,
): Transaction[] => {
  const transactions: Transaction[] = [];
  let { head } = feed;
  // Times in a feed never go back, so that "since" has one answer.
  const at = head && head.at > now.toISOString() ? head.at : now.toISOString();
  const expiresAt = Math.floor(now.getTime() / 1000) + entryDays * 86_400;
  let rest = steps;
  while (rest.length > 0) {
    const writes: Write[] = [];
    const before = head?.sequence ?? 0;
    let [sequence, taken, characters, gained] = [before, 0, 0, 0];
    for (const step of rest) {
      if (writes.length + 1 + step.events.length > stepWrites || characters > transactionCharacters) break;
      taken++;
      writes.push(verdictWrite(table, institution, step));
      gained += Number(step.record.recognised) - Number(step.before?.recognised ?? false);
      for (const draft of step.events) {
        const event = eventOf(institution, step, draft, ++sequence, at);
        const { id, type, subject: vendor } = event;
        const body = JSON.stringify(event);
        characters += body.length;
        const entry = { sequence, id, type, vendor, at, body, expiresAt };
        writes.push({ Put: { TableName: table, Item: { ...feedKey.entry(institution, sequence), ...entry } } });
      }
    }
    if (sequence > before || gained !== 0) {
      const counted = head ? head.recognised : 0;
      const next = { sequence, at, ...(counted !== undefined && { recognised: counted + gained }) };
      writes.push(headWrite(table, institution, head, next));
      head = next;
    }
    transactions.push({ writes, events: sequence - before, characters });
    rest = rest.slice(taken);
  }
  return transactions;
};

/** Puts single transactions of several feeds together, as many as one can hold: a call each would cost far more. */
export const packed = <T extends { transaction: Transaction }>(items: readonly T[]): T[][] => {
  const packs: T[][] = [];
  let [writes, characters] = [Number.POSITIVE_INFINITY, 0];
  for (const item of items) {
    writes += item.transaction.writes.length;
    characters += item.transaction.characters;
    if (writes > stepWrites + 1 || characters > transactionCharacters) {
      packs.push([]);
      writes = item.transaction.writes.length;
      characters = item.transaction.characters;
    }
    packs.at(-1)!.push(item);
  }
  return packs;
};
