import * as z from 'zod/mini';
import type { Count } from './limiter.ts';
import { awsCalls } from './secret.ts';

const updated = z.object({ Attributes: z.object({ used: z.object({ N: z.coerce.number() }) }) });

/** Longer than this nobody waits for a counter, in milliseconds. */
const patience = 250;

/** Counters in the table of the door: one write each, removed by the table itself when their period is over. */
export const tableCounters = (table: string): Count => {
  let call: ReturnType<typeof awsCalls> | undefined;
  return async (counter, add, until) => {
    call ??= awsCalls('dynamodb', { retries: 0, milliseconds: patience });
    const answer = await call('DynamoDB_20120810.UpdateItem', {
      TableName: table,
      Key: { pk: { S: `COUNT#${counter}` } },
      UpdateExpression: 'ADD used :add SET expiresAt = if_not_exists(expiresAt, :until)',
      ExpressionAttributeValues: { ':add': { N: String(add) }, ':until': { N: String(until + 60) } },
      ReturnValues: 'UPDATED_NEW',
    });
    return updated.parse(answer).Attributes.used.N;
  };
};
