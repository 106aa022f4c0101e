import type { Write } from '#platform/tables.ts';
import type { Policy } from '#schemas/policy.ts';
import { registryKey, type VendorRecord } from '#schemas/records.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';

/** The expiry index lists each vendor under the next day on which time has something to say about it. */
export const expiryPath = 'EXPIRY';

/**
 * The next day on which a notice is due or something ends, after a day; undefined when time has nothing more to say.
 * `ends` are the last days of the certification and of what it rests on.
 */
export const nextDay = (ends: readonly string[], from: string, policy: Policy): string | undefined =>
  ends
    .flatMap((end) => [...policy.renewalNoticeDays.map((days) => addDays(end, -days)), addDays(end, 1)])
    .filter((day) => day > from)
    .sort()[0];

/**
 * Writes the next version of a vendor: the version for good, and the vendor as it now is, on condition that nobody wrote
 * one in between.
 */
export const versionWrites = (
  table: string,
  next: VendorRecord,
  more: { round: number; ends: readonly string[]; from: string; policy: Policy },
): Write[] => {
  const day =
    next.status === 'revoked' || next.status === 'expired' ? undefined : nextDay(more.ends, more.from, more.policy);
  const item = { ...next, round: more.round, ends: more.ends };
  return [
    {
      Put: {
        TableName: table,
        Item: { ...registryKey.version(next.vendor, next.version), ...item },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: table,
        Item: {
          ...registryKey.current(next.vendor),
          ...item,
          ...(day && { expiryPk: expiryPath, expirySk: `${day}#${next.vendor}` }),
        },
        ...(next.version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :before',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':before': next.version - 1 },
            }),
      },
    },
  ];
};
