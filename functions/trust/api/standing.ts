import type { Caller } from '#platform/caller.ts';
import { readRecord, toSupplier } from '#platform/relations.ts';
import { caseworkKey, type SupplierRecord, supplierRecord } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';

/** The subject of whatever is about one supplier. */
export const ofSupplier =
  (deps: Pick<Dependencies, 'db' | 'casework'>) =>
  async ({ params, caller }: { params: { supplier: string }; caller: Caller }) => {
    const record: SupplierRecord | undefined = await readRecord(
      deps.db,
      deps.casework,
      caseworkKey.supplier(params.supplier),
      supplierRecord,
    );
    return record && { relation: await toSupplier(deps, caller, params.supplier), record };
  };

/** For what is about no record, or about the caller alone. */
export const ofNobody = async () => ({ relation: 'none' as const, record: undefined });
