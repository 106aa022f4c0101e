import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from './log.ts';
import type { Item } from './tables.ts';

/** One change of a record: its images before and after (absent when it was made or removed). */
export type Change = { id: string; sequence: string; before: Item | undefined; after: Item | undefined };

const image = (attributes: unknown): Item | undefined =>
  attributes ? unmarshall(attributes as Record<string, AttributeValue>) : undefined;

const changeOf = (record: DynamoDBRecord): Change => ({
  id: record.eventID ?? '',
  sequence: record.dynamodb?.SequenceNumber ?? '',
  before: image(record.dynamodb?.OldImage),
  after: image(record.dynamodb?.NewImage),
});

/**
 * A stream consumer that answers with the first change it could not handle: the service comes back from there, so what
 * precedes it is never repeated for its sake and the order within a key holds.
 */
export const consumer =
  (handle: (change: Change) => Promise<void>) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      const change = changeOf(record);
      try {
        await handle(change);
      } catch (error) {
        log.error('stream-change-failed', {
          change: change.id,
          cause: error instanceof Error ? error.name : 'unknown',
        });
        return { batchItemFailures: [{ itemIdentifier: change.sequence }] };
      }
    }
    return { batchItemFailures: [] };
  };

/** For consumers that take a whole batch at once: either all of it is done, or all of it comes back. */
export const batchConsumer =
  (handle: (changes: readonly Change[]) => Promise<void>) =>
  async (event: DynamoDBStreamEvent): Promise<void> =>
    handle(event.Records.map(changeOf));
