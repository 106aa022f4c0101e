import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Document } from '#schemas/evidence.ts';
import { caseworkKey } from '#schemas/records.ts';
import type { AutomaticFinding } from '#schemas/review.ts';
import type { Answers } from '#schemas/submission.ts';

type Where = { db: DynamoDBDocumentClient; casework: string };

const othersWith = async (
  { db, casework }: Where,
  what: 'HASH' | 'BN' | 'NEQ',
  value: string,
  supplier: string,
): Promise<string[]> => {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: casework,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': caseworkKey.used(what, value, supplier).pk },
      ConsistentRead: true,
      Limit: 20,
    }),
  );
  return Items.map(({ sk }) => String(sk)).filter((other) => other !== supplier);
};

/** Files and numbers that another supplier already gave. */
export const possibleDuplicates = async (
  where: Where,
  supplier: string,
  { identity }: Answers,
  documents: readonly Document[],
): Promise<AutomaticFinding[]> => {
  const files = documents.map(async ({ document, sha256 }) =>
    (await othersWith(where, 'HASH', sha256, supplier)).map((other) => ({
      code: 'duplicate-file' as const,
      document,
      supplier: other as AutomaticFinding['supplier'],
    })),
  );
  const numbers = [
    ['BN', identity.businessNumber?.slice(0, 9)],
    ['NEQ', identity.neq],
  ] as const;
  const identifiers = numbers.map(async ([what, value]) =>
    (value ? await othersWith(where, what, value, supplier) : []).map((other) => ({
      code: 'duplicate-number' as const,
      line: 'identity',
      supplier: other as AutomaticFinding['supplier'],
    })),
  );
  return (await Promise.all([...files, ...identifiers])).flat().slice(0, 100);
};
