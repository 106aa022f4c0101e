import { readRecord } from '#platform/relations.ts';
import type { Change } from '#platform/stream.ts';
import { ConditionFailed } from '#platform/tables.ts';
import { closingKey, closingRecord } from '#schemas/closing.ts';
import { trustKey } from '#schemas/consent.ts';
import { applyConsents } from './apply.ts';
import { applyClosing } from './closing.ts';
import type { Dependencies } from './deps.ts';
import { eraseVendor } from './erase.ts';

const watched: readonly unknown[] = [trustKey.consents('').sk, closingKey('').sk];

/**
 * What a supplier wants of its vendor, as it stands now and not as it stood when the change was told: consents given and
 * withdrawn, an account closed, reopened or erased. A repeat then changes nothing.
 */
export const follow = async (deps: Dependencies, change: Change): Promise<void> => {
  if (!watched.includes(change.after?.sk)) return;
  const supplier = String(change.after?.supplier);
  const closing = await readRecord(deps.db, deps.casework, closingKey(supplier), closingRecord);
  try {
    if (closing?.state === 'erasing' || closing?.state === 'erased') return await eraseVendor(deps, supplier);
    // Closing ends consents too, in one version: institutions are told once.
    if (closing && (await applyClosing(deps, closing))) return;
    await applyConsents(deps, supplier);
  } catch (error) {
    // Another version came first: this belongs on that one.
    if (!(error instanceof ConditionFailed)) throw error;
    await follow(deps, change);
  }
};
