import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CursorRecord, feedKey, headRecord } from '#schemas/feed-records.ts';
import type { Endpoint } from '#schemas/institution.ts';

const unless = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const first = async (db: DynamoDBDocumentClient, table: string, institution: string, endpoint: Endpoint) => {
  const { Item } = await db.send(
    new GetCommand({ TableName: table, Key: feedKey.head(institution), ConsistentRead: true }),
  );
  const cursor: CursorRecord = {
    sequence: endpoint.from === 'now' && Item ? headRecord.parse(Item).sequence : 0,
    state: 'active',
    run: 1,
    running: false,
    wake: true,
    failures: 0,
    refusals: 0,
    endpointRevision: endpoint.revision,
  };
  return new PutCommand({
    TableName: table,
    Item: { ...feedKey.cursor(institution), ...cursor },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
};

/** Makes the cursor, or sets it going again under a new run; once per revision of the endpoint. */
export const activate = async (
  db: DynamoDBDocumentClient,
  table: string,
  institution: string,
  endpoint: Endpoint,
): Promise<void> => {
  const again = new UpdateCommand({
    TableName: table,
    Key: feedKey.cursor(institution),
    UpdateExpression:
      'SET #state = :active, #run = #run + :one, running = :no, wake = :yes, failures = :zero, refusals = :zero, endpointRevision = :revision REMOVE nextTryAt, disabledBecause',
    ConditionExpression: 'endpointRevision < :revision',
    ExpressionAttributeNames: { '#state': 'state', '#run': 'run' },
    ExpressionAttributeValues: {
      ':active': 'active',
      ':one': 1,
      ':no': false,
      ':yes': true,
      ':zero': 0,
      ':revision': endpoint.revision,
    },
  });
  if (await unless(db.send(again))) return;
  await unless(db.send(await first(db, table, institution, endpoint)));
};

export const stop = async (db: DynamoDBDocumentClient, table: string, institution: string): Promise<void> => {
  await unless(
    db.send(
      new UpdateCommand({
        TableName: table,
        Key: feedKey.cursor(institution),
        UpdateExpression: 'SET #state = :disabled, #run = #run + :one, running = :no, wake = :no',
        ConditionExpression: '#state = :active',
        ExpressionAttributeNames: { '#state': 'state', '#run': 'run' },
        ExpressionAttributeValues: { ':disabled': 'disabled', ':active': 'active', ':one': 1, ':no': false },
      }),
    ),
  );
};
