import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '#platform/tables.ts';
import type { Letter } from './letter.ts';

export type Post = (letter: Letter & { to: string }) => Promise<void>;

/** Sends by SES, in plain text and HTML. */
export const postBy =
  (from: string, client = new SESv2Client({ maxAttempts: 5 })): Post =>
  async ({ to, subject, text, html }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
          },
        },
      }),
    );
  };

/**
 * Does something about once: a repeat after it was done does nothing; a repeat after a crash half-way does it again,
 * since a letter too many is better than none.
 */
export const once = async (
  { db, table }: { db: DynamoDBDocumentClient; table: string },
  key: Item,
  at: Date,
  send: () => Promise<void>,
): Promise<void> => {
  try {
    await db.send(
      new PutCommand({
        TableName: table,
        Item: { ...key, begunAt: at.toISOString() },
        ConditionExpression: 'attribute_not_exists(sentAt)',
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return;
    throw error;
  }
  await send();
  await db.send(
    new UpdateCommand({
      TableName: table,
      Key: key,
      UpdateExpression: 'SET sentAt = :at',
      ExpressionAttributeValues: { ':at': at.toISOString() },
    }),
  );
};
