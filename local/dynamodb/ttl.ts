import type { Resource } from '#local/template/template.ts';
import { type DynamoClient, DynamoError } from './client.ts';

type Key = Record<string, unknown>;

/** Milliseconds between two sweeps. AWS promises a few days; tests and people want to see it happen. */
const SWEEP_EVERY = 30_000;

/** Deletes items whose time to live has passed, which dynoxide leaves to its caller. Returns the stop. */
export function startTimeToLive(
  client: DynamoClient,
  tables: readonly Resource<'AWS::DynamoDB::Table'>[],
  report: (message: string) => void,
): () => void {
  const sweep = async () => {
    for (const { name, properties } of tables) {
      const expiry = properties.TimeToLiveSpecification;
      if (!expiry?.Enabled) continue;
      const keys = properties.KeySchema.map((key) => key.AttributeName);
      await sweepTable(client, name, keys, expiry.AttributeName, Math.floor(Date.now() / 1000));
    }
  };
  let sweeping = false;
  const timer = setInterval(async () => {
    if (sweeping) return;
    sweeping = true;
    await sweep().catch((error) => report(`time-to-live sweep: ${error.message}`));
    sweeping = false;
  }, SWEEP_EVERY);
  return () => clearInterval(timer);
}

/** One sweep of one table. `now` in whole seconds since the epoch. */
export async function sweepTable(
  client: DynamoClient,
  table: string,
  keys: readonly string[],
  attribute: string,
  now: number,
): Promise<number> {
  const condition = { '#ttl': attribute };
  let deleted = 0;
  let from: Key | undefined;
  do {
    const page = await client.call<{ Items: Key[]; LastEvaluatedKey?: Key }>('Scan', {
      TableName: table,
      ProjectionExpression: [...keys.map((_, index) => `#k${index}`)].join(', '),
      FilterExpression: '#ttl < :now AND attribute_type(#ttl, :number)',
      ExpressionAttributeNames: { ...condition, ...Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])) },
      ExpressionAttributeValues: { ':now': { N: String(now) }, ':number': { S: 'N' } },
      ...(from && { ExclusiveStartKey: from }),
    });
    for (const key of page.Items) if (await deleteExpired(client, table, key, attribute, now)) deleted++;
    from = page.LastEvaluatedKey;
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
