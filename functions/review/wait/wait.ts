import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { caseworkKey } from '#schemas/records.ts';
import { waitRecord } from '#schemas/review.ts';
import type { Dependencies } from './deps.ts';

const input = waitRecord.omit({ since: true });

/** Keeps the token of a wait. The outbox sees it in the stream and looks whether what it waits for has already happened. */
export const keepToken = async ({ db, clock, casework }: Dependencies, event: unknown): Promise<void> => {
  const wait = { ...input.parse(event), since: clock().toISOString() };
  await db.send(
    new PutCommand({ TableName: casework, Item: { ...caseworkKey.wait(wait.submission, wait.wait), ...wait } }),
  );
};
