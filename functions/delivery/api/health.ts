import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { readRecord, toInstitution } from '#platform/relations.ts';
import type { Item } from '#platform/tables.ts';
import { listAttempts, listParked, readDelivery } from '#schemas/api/delivery.ts';
import { attemptRecord, cursorRecord, feedKey, headRecord, parkedRecord, testRecord } from '#schemas/feed-records.ts';
import type { Dependencies } from './deps.ts';

export const healthRoutes = (deps: Dependencies) => {
  const { db, feeds } = deps;
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);
  const list = async (institution: string, prefix: string, limit: number): Promise<Item[]> => {
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: feeds,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': feedKey.cursor(institution).pk, ':prefix': prefix },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items;
  };
  const parkedOf = async (institution: string) =>
    (await list(institution, 'PARKED#', 500)).map((item) => parkedRecord.parse(item));

  return [
    route(readDelivery, {
      subject,
      handle: async ({ params: { institution } }) => {
        const [cursor, head, parked, test] = await Promise.all([
          readRecord(db, feeds, feedKey.cursor(institution), cursorRecord),
          readRecord(db, feeds, feedKey.head(institution), headRecord),
          parkedOf(institution),
          readRecord(db, feeds, feedKey.test(institution), testRecord),
        ]);
        const last = head?.sequence ?? 0;
        const delivered = cursor?.sequence ?? 0;
        return {
          body: {
            state: cursor?.state ?? ('none' as const),
            delivered,
            head: last,
            lag: last - delivered,
            failures: cursor?.failures ?? 0,
            ...(cursor?.disabledBecause && { disabledBecause: cursor.disabledBecause }),
            ...(cursor?.nextTryAt && { nextTryAt: cursor.nextTryAt }),
            ...(cursor?.lastDeliveredAt && { lastDeliveredAt: cursor.lastDeliveredAt }),
            ...(cursor?.lastFailure && { lastFailure: cursor.lastFailure }),
            ...(cursor?.trimmed && { trimmed: cursor.trimmed }),
            ...(test && { test }),
            parked: parked.filter(({ state }) => state !== 'delivered').length,
          },
        };
      },
    }),
    route(listAttempts, {
      subject,
      handle: async ({ params, query }) => ({
        body: {
          attempts: (await list(params.institution, 'ATTEMPT#', query.limit)).map((item) => attemptRecord.parse(item)),
        },
      }),
    }),
    route(listParked, {
      subject,
      handle: async ({ params }) => ({ body: { parked: await parkedOf(params.institution) } }),
    }),
  ];
};
