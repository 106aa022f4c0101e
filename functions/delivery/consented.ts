import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readMany } from '#platform/many.ts';
import type { VendorEvent } from '#schemas/events/v1.ts';
import { type EntryRecord, feedKey, verdictRecord } from '#schemas/feed-records.ts';

/** Without criteria, and saying that the consent has ended; all else, and the order of it, as it was written. */
const withoutCriteria = (body: string): string => {
  const event = JSON.parse(body) as VendorEvent;
  const { criteria: _, ...data } = event.data;
  return JSON.stringify({ ...event, data: { ...data, disclosure: 'withdrawn' } });
};

/** Few do: what is not even named need not be parsed. */
const holdsCriteria = ({ body }: EntryRecord): boolean =>
  body.includes('"criteria":') && (JSON.parse(body) as VendorEvent).data.criteria !== undefined;

/**
 * Entries as they may be told now. What a supplier withdrew is not told again: neither to whoever reads the feed from its
 * beginning, nor by a replay. The last verdict knows whether the consent still holds.
 */
export const asConsented = async (
  db: DynamoDBDocumentClient,
  table: string,
  institution: string,
  entries: readonly EntryRecord[],
): Promise<EntryRecord[]> => {
  const vendors = new Set(entries.filter(holdsCriteria).map(({ vendor }) => vendor));
  if (vendors.size === 0) return [...entries];
  const found = await readMany(
    db,
    table,
    [...vendors].map((vendor) => feedKey.verdict(institution, vendor)),
  );
  const consenting = new Set(
    found
      .map((item) => verdictRecord.parse(item))
      .filter(({ disclosure }) => disclosure === 'criteria')
      .map(({ vendor }) => vendor),
  );
  return entries.map((entry) =>
    vendors.has(entry.vendor) && !consenting.has(entry.vendor) && holdsCriteria(entry)
      ? { ...entry, body: withoutCriteria(entry.body) }
      : entry,
  );
};
