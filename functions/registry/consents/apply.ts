import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { getRecord } from '#platform/records/store.ts';
import { recordWrites } from '#platform/records/writes.ts';
import { readRecord } from '#platform/relations.ts';
import { commit } from '#platform/tables.ts';
import { consentsRecord, trustKey } from '#schemas/consent.ts';
import { currentVendor, storedVendor, vendorVersion } from '#schemas/records/registry.ts';
import type { Dependencies } from './deps.ts';

const same = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Makes what a supplier now consents to part of its vendor, as the next version: matching hears of it there and tells each
 * institution what follows. A supplier without a vendor has its consents read when it is certified.
 */
export const applyConsents = async (deps: Dependencies, supplier: string): Promise<void> => {
  const stated = await readRecord(deps.db, deps.casework, trustKey.consents(supplier), consentsRecord);
  const vendor = await getRecord(deps.db, deps.registry, currentVendor, { vendor: supplier });
  if (!stated || !vendor || same(stated.consents, vendor.consents)) return;
  const at = deps.clock().toISOString();
  const version = vendor.version + 1;
  const change = { version, consents: stated.consents, recordedAt: at };
  const next = { ...storedVendor.parse(vendor), ...change };
  const to = recordWrites(deps);
  await commit(deps.db, [
    to.update(currentVendor, { vendor: supplier }, { set: change }, { when: { version: vendor.version } }),
    to.put(vendorVersion, { vendor: supplier, version }, next, { when: 'new' }),
    auditWrite(deps.audit, {
      id: `aud_${derivedId('vendor', supplier, version)}`,
      at,
      actor: { kind: 'network', id: 'registry' },
      action: 'vendor.recorded',
      operation: 'applyConsents',
      subjects: [supplier],
      codes: { version, consents: stated.consents.length },
    }),
  ]);
};
