import { paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { commit, type Item } from '#platform/tables.ts';
import { erasedIdentity } from '#schemas/records/registry.ts';
import { registryKey } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';

const bare = {
  UpdateExpression: 'SET #identity = :nobody, places = :none, consents = :none REMOVE statusReason, withdrawn',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeNames: { '#identity': 'identity' },
  ExpressionAttributeValues: { ':nobody': erasedIdentity, ':none': [] },
};

/**
 * Takes out of every version of a vendor what says who it was: names, numbers, addresses, how to reach it, and reasons in
 * people's words. Its facts went with their key. What was decided when, on which submission and evidence (by hash), stays.
 */
export const eraseVendor = async (deps: Dependencies, supplier: string): Promise<void> => {
  const current = registryKey.current(supplier);
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: deps.db },
    {
      TableName: deps.registry,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': current.pk },
      ConsistentRead: true,
    },
  );
  for await (const page of pages) items.push(...(page.Items ?? []));
  const left = items.filter(({ identity }) => (identity as Item | undefined)?.legalName !== erasedIdentity.legalName);
  if (left.length === 0) return;
  for (const { pk, sk } of left.filter((one) => String(one.sk).startsWith('VERSION#')))
    await deps.db.send(new UpdateCommand({ TableName: deps.registry, Key: { pk, sk }, ...bare }));
  // The vendor as it is now comes last: while it still says who it was, this is not over.
  await commit(deps.db, [
    { Delete: { TableName: deps.registry, Key: registryKey.revocation(supplier) } },
    { Update: { TableName: deps.registry, Key: current, ...bare } },
    auditWrite(deps.audit, {
      id: `aud_${derivedId('vendor-erased', supplier)}`,
      at: deps.clock().toISOString(),
      actor: { kind: 'network', id: 'registry' },
      action: 'vendor.erased',
      operation: 'eraseVendor',
      subjects: [supplier],
      codes: { records: left.length },
    }),
  ]);
};
