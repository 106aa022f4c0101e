import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

/**
 * Destroys a subject's data key. What was sealed under it is gone for good: here at once, and within five minutes in
 * functions that had just used it. The record stays, empty, so that no later seal makes a new key under the same name.
 */
export const destroyKey = async (
  { db, keysTable }: { db: DynamoDBDocumentClient; keysTable: string },
  subject: string,
  at: Date,
): Promise<void> => {
  await db.send(
    new PutCommand({ TableName: keysTable, Item: { pk: `KEY#${subject}`, destroyedAt: at.toISOString() } }),
  );
};
