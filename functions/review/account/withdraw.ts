import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import { commit } from '#platform/tables.ts';
import { caseworkKey, submissionRecord } from '#schemas/records.ts';
import { stepWrites } from '#workflows/certification-review/step.ts';
import { stepOf } from '#workflows/certification-review/transitions.ts';
import { entryOfStep } from '../entry.ts';
import type { Dependencies } from './deps.ts';

const withdraw = async (deps: Dependencies, id: string): Promise<void> => {
  const record = await readRecord(deps.db, deps.casework, caseworkKey.submission(id), submissionRecord);
  if (!record || !stepOf(record.state, 'withdraw')) return;
  const step = { table: deps.casework, record, event: 'withdraw' as const, at: deps.clock() };
  try {
    await commit(deps.db, [...stepWrites(step), entryOfStep(deps.audit, step, 'followClosing')]);
  } catch (error) {
    // Someone moved it meanwhile: look again, it may still be open.
    if (!(error instanceof Problem) || error.code !== 'wrong-state') throw error;
    await withdraw(deps, id);
  }
};

/** Withdraws whatever a supplier has open, draft or under review; a repeat finds nothing left. */
export const withdrawAll = async (deps: Dependencies, supplier: string): Promise<void> => {
  const { pk, sk } = caseworkKey.listed(supplier, '');
  const pages = paginateQuery(
    { client: deps.db },
    {
      TableName: deps.casework,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listed)',
      ExpressionAttributeValues: { ':pk': pk, ':listed': sk },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages)
    for (const { submission } of Items) await withdraw(deps, String(submission));
};
