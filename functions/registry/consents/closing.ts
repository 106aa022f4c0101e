import { dayOf } from '#platform/clock.ts';
import { commit } from '#platform/tables.ts';
import type { ClosingRecord } from '#schemas/closing.ts';
import type { StoredVendor } from '#schemas/records/registry.ts';
import { transition } from '../status-transitions.ts';
import { loadVendor } from '../vendor-store.ts';
import { versionAuditEntry, versionWrites } from '../version.ts';
import type { Dependencies } from './deps.ts';

/** A vendor whose supplier closed its account: no consent holds, and nothing that it rests on falls due any more. */
export const withdrawn = (vendor: StoredVendor, at: Date): StoredVendor => {
  const { status, statusReason } = vendor;
  return {
    ...transition(vendor, 'withdraw', undefined, at),
    consents: [],
    withdrawn: { status, ...(statusReason && { statusReason }) },
  };
};

/** What was withdrawn, as it was; what ended meanwhile is found by the next sweep. Consents are to be given again. */
const restored = ({ withdrawn: was, ...vendor }: StoredVendor, at: Date): StoredVendor => ({
  ...vendor,
  version: vendor.version + 1,
  status: was?.status ?? 'expired',
  ...(was?.statusReason && { statusReason: was.statusReason }),
  recordedAt: at.toISOString(),
});

/**
 * Withdraws the vendor of a closed account, and restores it where the closing was undone in time, each as a version: that
 * is how institutions hear of it, and how certificates cease to hold. @returns whether there is nothing else to do
 */
export const applyClosing = async (deps: Dependencies, { supplier, state }: ClosingRecord): Promise<boolean> => {
  const vendor = await loadVendor(deps, supplier);
  const closed = state === 'asked';
  if (!vendor || closed === (vendor.status === 'withdrawn')) return closed;
  const at = deps.clock();
  const next = closed ? withdrawn(vendor, at) : restored(vendor, at);
  await commit(deps.db, [
    ...versionWrites(deps.registry, next, dayOf(at), deps.policy),
    versionAuditEntry(deps.audit, next, closed ? 'withdrawVendor' : 'restoreVendor'),
  ]);
  return true;
};
