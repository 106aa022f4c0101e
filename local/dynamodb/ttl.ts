import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '#local/template/template.ts';
import { type DynamoClient, DynamoError } from './client.ts';

type Key = Record<string, unknown>;

/** Milliseconds between two sweeps. AWS promises a few days; tests and people want to see it happen. */
const SWEEP_EVERY = 30_000;
/**
 * A sweep reads whole tables, while somebody waits for the same engine: it reads little at a time and rests this many times
 * as long as it read.
 */
const ITEMS_AT_ONCE = 200;
const REST = 9;

/** Deletes items whose time to live has passed, which dynoxide leaves to its caller. Returns the stop. */
export function startTimeToLive(
  client: DynamoClient,
  tables: readonly Resource<'AWS::DynamoDB::Table'>[],
  report: (message: string) => void,
): () => void {
  const ended = new AbortController();
  const sweep = async () => {
    for (const { name, properties } of tables) {
      const expiry = properties.TimeToLiveSpecification;
      if (!expiry?.Enabled) continue;
      const keys = properties.KeySchema.map((key) => key.AttributeName);
      await sweepTable(client, name, keys, expiry.AttributeName, Math.floor(Date.now() / 1000), ended.signal);
    }
  };
  const sweepOn = async () => {
    for (;;) {
      await sleep(SWEEP_EVERY, undefined, { signal: ended.signal, ref: false });
      await sweep().catch((error) => {
        if (!ended.signal.aborted) report(`time-to-live sweep: ${error.message}`);
      });
    }
  };
  // Only the end ends it.
  void sweepOn().catch(() => undefined);
  return () => ended.abort();
}

/** One sweep of one table. `now` in whole seconds since the epoch. @throws AbortError when it is ended in a rest. */
export async function sweepTable(
  client: DynamoClient,
  table: string,
  keys: readonly string[],
  attribute: string,
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  const condition = { '#ttl': attribute };
  let deleted = 0;
  let from: Key | undefined;
  do {
    const began = performance.now();
    const page = await client.call<{ Items: Key[]; LastEvaluatedKey?: Key }>('Scan', {
      TableName: table,
      Limit: ITEMS_AT_ONCE,
      ProjectionExpression: [...keys.map((_, index) => `#k${index}`)].join(', '),
      FilterExpression: '#ttl < :now AND attribute_type(#ttl, :number)',
      ExpressionAttributeNames: { ...condition, ...Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])) },
      ExpressionAttributeValues: { ':now': { N: String(now) }, ':number': { S: 'N' } },
      ...(from && { ExclusiveStartKey: from }),
    });
    for (const key of page.Items) if (await deleteExpired(client, table, key, attribute, now)) deleted++;
    from = page.LastEvaluatedKey;
    if (from) await sleep(REST * (performance.now() - began), undefined, { ...(signal && { signal }), ref: false });
  } while (from);
  return deleted;
}

/** Only if it is still expired: somebody may have given it more time since it was read. */
async function deleteExpired(client: DynamoClient, table: string, key: Key, attribute: string, now: number) {
  try {
    await client.call('DeleteItem', {
      TableName: table,
      Key: key,
      ConditionExpression: '#ttl < :now',
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: { ':now': { N: String(now) } },
    });
    return true;
  } catch (error) {
    if (error instanceof DynamoError && error.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
