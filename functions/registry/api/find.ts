import type { Caller } from '#platform/caller.ts';
import { readRecord, toSupplier } from '#platform/relations.ts';
import type { Relation } from '#schemas/authorisation.ts';
import { type StoredVendor, storedVendor } from '#schemas/records/registry.ts';
import { registryKey } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';

/** The vendor that a request is about, and how the caller stands to it: as a member of the firm, or not at all. */
export const findVendor =
  (deps: Dependencies) =>
  async ({
    params,
    caller,
  }: {
    params: { vendor: string };
    caller: Caller;
  }): Promise<{ relation: Relation; record: StoredVendor } | undefined> => {
    const record = await readRecord(deps.db, deps.registry, registryKey.current(params.vendor), storedVendor);
    return record && { relation: await toSupplier(deps, caller, params.vendor), record };
  };
