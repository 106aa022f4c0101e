import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Institution } from '#schemas/institution.ts';
import { institutionRecord, networkKey } from '#schemas/network-records.ts';

/** Every institution of the network, in the order of its id. */
export const institutionsIn = async (db: DynamoDBDocumentClient, networkTable: string): Promise<Institution[]> => {
  const found: Institution[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName: networkTable,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :institution)',
        ExpressionAttributeValues: { ':pk': networkKey.generation().pk, ':institution': 'INSTITUTION#' },
        ExclusiveStartKey: from,
      }),
    );
    for (const item of page.Items ?? []) found.push(institutionRecord.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};
