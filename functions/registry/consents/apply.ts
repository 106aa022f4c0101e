import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { readRecord } from '#platform/relations.ts';
import { commit } from '#platform/tables.ts';
import { consentsRecord, trustKey } from '#schemas/consent.ts';
import { storedVendor } from '#schemas/records/registry.ts';
import { registryKey } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';

const same = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Makes what a supplier now consents to part of its vendor, as the next version: matching hears of it there and tells each
 * institution what follows. A supplier without a vendor has its consents read when it is certified.
 */
export const applyConsents = async (deps: Dependencies, supplier: string): Promise<void> => {
  const said = await readRecord(deps.db, deps.casework, trustKey.consents(supplier), consentsRecord);
  const vendor = await readRecord(deps.db, deps.registry, registryKey.current(supplier), storedVendor.loose());
  if (!said || !vendor || same(said.consents, vendor.consents)) return;
  const at = deps.clock().toISOString();
  const { pk: _, sk: __, expiryPk: ___, expirySk: ____, ...kept } = vendor;
  const version = vendor.version + 1;
  const next = { ...kept, version, consents: said.consents, recordedAt: at };
  await commit(deps.db, [
    {
      Update: {
        TableName: deps.registry,
        Key: registryKey.current(supplier),
        UpdateExpression: 'SET #version = :version, consents = :consents, recordedAt = :at',
        ConditionExpression: '#version = :before',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: {
          ':version': version,
          ':consents': said.consents,
          ':at': at,
          ':before': vendor.version,
        },
      },
    },
    {
      Put: {
        TableName: deps.registry,
        Item: { ...registryKey.version(supplier, version), ...next },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    auditWrite(deps.audit, {
      id: `aud_${derivedId('vendor', supplier, version)}`,
      at,
      actor: { kind: 'network', id: 'registry' },
      action: 'vendor.recorded',
      operation: 'applyConsents',
      subjects: [supplier],
      codes: { version, consents: said.consents.length },
    }),
  ]);
};
