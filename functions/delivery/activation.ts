import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { readRecord } from '#platform/relations.ts';
import { type CursorRecord, cursorRecord, feedKey, headRecord } from '#schemas/feed-records.ts';
import type { Endpoint } from '#schemas/institution.ts';

/** False when the condition of a write did not hold. */
export const happened = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

const first = async (db: DynamoDBDocumentClient, table: string, institution: string, endpoint: Endpoint) => {
  const head = endpoint.from === 'now' ? await readRecord(db, table, feedKey.head(institution), headRecord) : undefined;
  const cursor: CursorRecord = {
    sequence: head?.sequence ?? 0,
    state: 'active',
    run: 1,
    running: false,
    wake: true,
    failures: 0,
    refusals: 0,
    endpointRevision: endpoint.revision,
    address: endpoint.url,
  };
  return new PutCommand({
    TableName: table,
    Item: { ...feedKey.cursor(institution), ...cursor },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
};

/**
 * A new address begins where it asked to: at the first event ever, or where the one before it stopped. Never at the head:
 * what waits would be skipped. A cursor that does not know its address has not changed it.
 */
const beginsAnew = ({ address }: CursorRecord, endpoint: Endpoint): boolean =>
  endpoint.from === 'start' && address !== undefined && address !== endpoint.url;

const again = (table: string, institution: string, cursor: CursorRecord, endpoint: Endpoint) => {
  const anew = beginsAnew(cursor, endpoint);
  return new UpdateCommand({
    TableName: table,
    Key: feedKey.cursor(institution),
    UpdateExpression: `SET #state = :active, #run = #run + :one, running = :no, wake = :yes, failures = :zero, refusals = :zero, endpointRevision = :revision, address = :address${
      anew ? ', #sequence = :zero' : ''
    } REMOVE nextTryAt, disabledBecause${anew ? ', trimmed' : ''}`,
    // Whether it is a new address was decided from this one.
    ConditionExpression:
      cursor.address === undefined
        ? 'endpointRevision < :revision AND attribute_not_exists(address)'
        : 'endpointRevision < :revision AND address = :before',
    ExpressionAttributeNames: { '#state': 'state', '#run': 'run', ...(anew && { '#sequence': 'sequence' }) },
    ExpressionAttributeValues: {
      ':active': 'active',
      ':one': 1,
      ':no': false,
      ':yes': true,
      ':zero': 0,
      ':revision': endpoint.revision,
      ':address': endpoint.url,
      ...(cursor.address !== undefined && { ':before': cursor.address }),
    },
  });
};

/** Makes the cursor, or sets it going again under a new run; once per revision of the endpoint. */
export const activate = async (
  db: DynamoDBDocumentClient,
  table: string,
  institution: string,
  endpoint: Endpoint,
): Promise<void> => {
  for (;;) {
    const cursor = await readRecord(db, table, feedKey.cursor(institution), cursorRecord);
    if (cursor && cursor.endpointRevision >= endpoint.revision) return;
    const write = cursor
      ? db.send(again(table, institution, cursor, endpoint))
      : db.send(await first(db, table, institution, endpoint));
    // Somebody else activated it meanwhile: perhaps another revision.
    if (await happened(write)) return;
  }
};

/** Ends delivery to an endpoint that is not active; not if it was activated since it was looked at. */
export const stop = async (
  db: DynamoDBDocumentClient,
  table: string,
  institution: string,
  { revision }: Endpoint,
): Promise<void> => {
  await happened(
    db.send(
      new UpdateCommand({
        TableName: table,
        Key: feedKey.cursor(institution),
        UpdateExpression: 'SET #state = :disabled, #run = #run + :one, running = :no, wake = :no',
        ConditionExpression: '#state = :active AND endpointRevision < :revision',
        ExpressionAttributeNames: { '#state': 'state', '#run': 'run' },
        ExpressionAttributeValues: {
          ...{ ':disabled': 'disabled', ':active': 'active', ':one': 1, ':no': false },
          ':revision': revision,
        },
      }),
    ),
  );
};
