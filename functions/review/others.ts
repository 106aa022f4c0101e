import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Caller } from '#platform/caller.ts';
import { readRecord, toSubmission } from '#platform/relations.ts';
import type { otherSupplier } from '#schemas/api/review.ts';
import { allows } from '#schemas/authorisation.ts';
import { submissionId } from '#schemas/identifiers.ts';
import { caseworkKey } from '#schemas/records.ts';
import { type AutomaticFinding, caseRecord } from '#schemas/review.ts';

type Where = { db: DynamoDBDocumentClient; casework: string };
type Other = z.infer<typeof otherSupplier>;
/** The firms behind possible duplicates, by their ids. */
export type Others = ReadonlyMap<string, Other>;

/** More firms than these with the same file or number are told by their ids alone. */
const mostOthers = 20;
const named = caseRecord.pick({ supplierName: true });
const declared = z.object({ person: z.string() });

/** The newest case of a supplier that the caller may read. Whoever declared a conflict with a firm is told nothing of it. */
const newestCase = async (where: Where, caller: Caller, supplier: string, at: Date): Promise<Other | undefined> => {
  const { db, casework: table } = where;
  if (await readRecord(db, table, caseworkKey.conflict(supplier, caller.id), declared)) return undefined;
  const { pk, sk } = caseworkKey.listed(supplier, '');
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listed)',
      ExpressionAttributeValues: { ':pk': pk, ':listed': sk },
      ScanIndexForward: false,
      Limit: 10,
    }),
  );
  for (const item of Items) {
    const submission = submissionId.parse(item.submission);
    const standing = await toSubmission(where, caller, submission, at);
    if (!standing || !allows('case.read', caller.roles, standing.relation)) continue;
    const found = await readRecord(db, table, caseworkKey.case(submission), named);
    if (found) return { name: found.supplierName, submission };
  }
  return undefined;
};

/** Who else gave a file or a number of this case, as far as the caller may read a case of theirs. */
export const othersSeenBy = async (
  where: Where,
  caller: Caller,
  automatic: readonly AutomaticFinding[],
  at: Date,
): Promise<Others> => {
  const ids = [...new Set(automatic.flatMap(({ supplier }) => supplier ?? []))].slice(0, mostOthers);
  const found = await Promise.all(ids.map(async (id) => [id, await newestCase(where, caller, id, at)] as const));
  return new Map(found.flatMap(([id, other]) => (other ? [[id, other] as const] : [])));
};
