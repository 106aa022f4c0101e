import type { Caller } from '#platform/caller.ts';
import { toSupplier } from '#platform/relations.ts';
import type { Relation } from '#schemas/authorisation.ts';
import type { StoredVendor } from '#schemas/records/registry.ts';
import { loadVendor } from '../vendor-store.ts';
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
    const record = await loadVendor(deps, params.vendor);
    return record && { relation: await toSupplier(deps, caller, params.vendor), record };
  };
