import { kindOf } from '#schemas/records/key.ts';
import { bookkeeping, type Kind } from '#schemas/records/record.ts';
import type { Item } from '../tables.ts';
import { UnknownRecords } from './erasure.ts';

/** How a record is found is nobody's data. */
const inward = (field: string): boolean =>
  (bookkeeping as readonly string[]).includes(field) || /^\w+(?:Pk|Sk)$/.test(field);

/**
 * Of these records, what belongs into the copy of a supplier's data, as each kind says.
 * @throws UnknownRecords where a record is of no kind: nothing leaves that nobody decided on
 */
export const exported = (kinds: readonly Kind[], items: readonly Item[]): Item[] => {
  const unknown: string[] = [];
  const out: Item[] = [];
  for (const item of items) {
    const kind = kindOf(kinds, item);
    if (!kind) {
      unknown.push(`${item.pk} ${item.sk}`);
      continue;
    }
    const rule = kind.inExport;
    if (rule === 'no') continue;
    const left = rule === 'whole' ? [] : (rule.without as readonly string[]);
    const known = new Set(Object.keys(kind.schema.shape));
    out.push({
      record: item.sk,
      ...Object.fromEntries(
        Object.entries(item).filter(([field]) => known.has(field) && !inward(field) && !left.includes(field)),
      ),
    });
  }
  if (unknown.length > 0) throw new UnknownRecords(unknown);
  return out;
};
