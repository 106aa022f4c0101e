import type { Change } from '#platform/stream.ts';
import { vendorRecord } from '#schemas/records.ts';
import { listVendors } from '../feeds.ts';
import { type MatchDependencies, matchVendors } from '../match.ts';

/** Of each vendor in the batch, the newest version decides: what came between was never told, so it needs no telling. */
export const matchChanges = async (deps: MatchDependencies, changes: readonly Change[]): Promise<void> => {
  const newest = new Map<string, ReturnType<typeof vendorRecord.parse>>();
  for (const { after } of changes) {
    if (after?.sk !== 'CURRENT') continue;
    const record = vendorRecord.parse(after);
    const known = newest.get(record.vendor);
    if (!known || known.version < record.version) newest.set(record.vendor, record);
  }
  await listVendors(deps.db, deps.feedsTable, [...newest.keys()]);
  await matchVendors(deps, await Promise.all([...newest.values()].map(deps.vendors.open)));
};
