import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { derivedId } from './ids.ts';
import type { Write } from './tables.ts';

/** Longer than any refresh token lives: after that, no earlier sign-in could come back. */
const keptSeconds = 86_400;
/** Sessions that were ended are refused within this many milliseconds everywhere. */
const cacheMilliseconds = 30_000;

const key = (person: string) => ({ pk: `ENDED#${derivedId('person', person)}` });
const endedRecord = z.object({ endedAt: z.int() });

/** Whatever this person signed in to until now counts no more. */
export const endSessionsWrite = (doorTable: string, person: string, at: Date): Write => {
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    Update: {
      TableName: doorTable,
      Key: key(person),
      UpdateExpression: 'SET endedAt = :at, expiresAt = :until',
      ExpressionAttributeValues: { ':at': seconds, ':until': seconds + keptSeconds },
    },
  };
};

/** When a person's sessions were last ended, in seconds since 1970; 0 where that was never, or is long ago. */
export const sessionsEndedIn = (db: DynamoDBDocumentClient, doorTable: string, now: () => number = Date.now) => {
  const cache = new Map<string, { endedAt: number; until: number }>();
  return async (person: string): Promise<number> => {
    const cached = cache.get(person);
    if (cached && cached.until > now()) return cached.endedAt;
    const { Item } = await db.send(new GetCommand({ TableName: doorTable, Key: key(person) }));
    const endedAt = Item ? endedRecord.parse(Item).endedAt : 0;
    if (cache.size > 10_000) cache.clear();
    cache.set(person, { endedAt, until: now() + cacheMilliseconds });
    return endedAt;
  };
};
