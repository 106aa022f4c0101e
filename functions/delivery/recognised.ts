import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
import { readRecord } from '#platform/relations.ts';
import type { QualifiedData } from '#schemas/events/v1.ts';
import { feedKey, headRecord, type VerdictRecord, verdictRecord } from '#schemas/feed-records.ts';

type Where = { db: DynamoDBDocumentClient; feeds: string };

/** What an institution was last told of a vendor that it recognises. */
export const sharedOf = ({ recognised, shared }: VerdictRecord): QualifiedData | undefined =>
  recognised && shared ? (JSON.parse(shared) as QualifiedData) : undefined;

/** One stretch of the recognised vendors, in the order of their ids. */
export const recognisedPage = async (
  { db, feeds }: Where,
  institution: string,
  after: string | undefined,
  limit: number,
  consistent = false,
): Promise<{ vendors: QualifiedData[]; next: QualifiedData['vendor']['id'] | undefined }> => {
  const vendors: QualifiedData[] = [];
  let from: Record<string, unknown> | undefined = after ? feedKey.verdict(institution, after) : undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName: feeds,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :verdict)',
        FilterExpression: 'recognised = :yes',
        ExpressionAttributeValues: { ':pk': feedKey.head(institution).pk, ':verdict': 'VERDICT#', ':yes': true },
        ExclusiveStartKey: from,
        ConsistentRead: consistent,
      }),
    );
    for (const item of page.Items ?? []) {
      const shared = sharedOf(verdictRecord.parse(item));
      if (shared) vendors.push(shared);
      if (vendors.length === limit) return { vendors, next: shared?.vendor.id };
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return { vendors, next: undefined };
};

/** Every vendor that an institution recognises; `consistent` sees every write that was acknowledged. */
export const allRecognised = async (where: Where, institution: string, consistent = false): Promise<QualifiedData[]> =>
  (await recognisedPage(where, institution, undefined, Number.POSITIVE_INFINITY, consistent)).vendors;

/** Vendors as their institution was last told of them, by id; those that it does not recognise now are not there. */
export const theseRecognised = async (
  { db, feeds }: Where,
  institution: string,
  vendors: readonly string[],
): Promise<Map<string, QualifiedData>> => {
  const items = await readMany(
    db,
    feeds,
    vendors.map((vendor) => feedKey.verdict(institution, vendor)),
  );
  return new Map(
    items.flatMap((item) => {
      const shared = sharedOf(verdictRecord.parse(item));
      return shared ? [[shared.vendor.id, shared]] : [];
    }),
  );
};

export const headOf = async ({ db, feeds }: Where, institution: string): Promise<number> =>
  (await readRecord(db, feeds, feedKey.head(institution), headRecord))?.sequence ?? 0;
