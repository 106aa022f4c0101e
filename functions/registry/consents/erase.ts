import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { erasureWrite } from '#platform/records/erasure.ts';
import { readPartition } from '#platform/records/store.ts';
import { commit } from '#platform/tables.ts';
import { kindsOf } from '#schemas/records/index.ts';
import { isOf, keyOf, kindOf } from '#schemas/records/key.ts';
import { currentVendor } from '#schemas/records/registry.ts';
import type { Dependencies } from './deps.ts';

/**
 * Takes out of every record of a vendor what says who it was, as each kind says: names, numbers, addresses, how to reach it,
 * and reasons in people's words. Its facts went with their key. What was decided when, on which submission and evidence (by
 * hash), stays.
 */
export const eraseVendor = async (deps: Dependencies, supplier: string): Promise<void> => {
  const items = await readPartition(deps.db, deps.registry, keyOf(currentVendor, { vendor: supplier }).pk);
  const writes = items.map((item) => {
    const kind = kindOf(kindsOf('registry'), item);
    if (!kind) throw new Error(`nobody says what becomes of ${item.pk} ${item.sk}`);
    return { isCurrent: isOf(currentVendor, item), write: erasureWrite(deps.registry, kind, item) };
  });
  const current = writes.find(({ isCurrent }) => isCurrent)?.write;
  if (!current) return;
  for (const { isCurrent, write } of writes) if (write && !isCurrent) await commit(deps.db, [write]);
  // The vendor as it is now comes last: while it still says who it was, this is not over.
  await commit(deps.db, [
    current,
    auditWrite(deps.audit, {
      id: `aud_${derivedId('vendor-erased', supplier)}`,
      at: deps.clock().toISOString(),
      actor: { kind: 'network', id: 'registry' },
      action: 'vendor.erased',
      operation: 'eraseVendor',
      subjects: [supplier],
      codes: { records: writes.filter(({ write }) => write).length },
    }),
  ]);
};
