import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { eraseRecords } from '#platform/records/erasure.ts';
import { supplierAccount } from '#schemas/records/account.ts';
import { kindsOf } from '#schemas/records/index.ts';
import { referenceTo } from '#schemas/records/key.ts';

/**
 * Takes everything about people out of what intake, review and this room keep of a supplier that was not sealed under its
 * key, as each kind of record says: names, numbers, who acted and who may act. A repeat finds the same to do, or less.
 * @throws UnknownRecords where a record is of no kind, after all others were done
 */
export const eraseCasework = (
  { db, casework }: { db: DynamoDBDocumentClient; casework: string },
  supplier: string,
): Promise<void> => {
  const { table, pk } = referenceTo(supplierAccount, { supplier });
  return eraseRecords({ db, names: { casework }, kinds: kindsOf('casework') }, { table, pk });
};
