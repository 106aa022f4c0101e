import { auditWrite } from '#platform/audit.ts';
import { derivedId } from '#platform/ids.ts';
import { recordWrites } from '#platform/records/writes.ts';
import type { Write } from '#platform/tables.ts';
import type { Policy } from '#schemas/policy.ts';
import { currentVendor, type StoredVendor, vendorVersion } from '#schemas/records/registry.ts';
import type { VendorStatus } from '#schemas/vendor.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';

/** The expiry index lists each vendor under the next day on which time has something to say about it. */
export const expiryPath = 'EXPIRY';
/** And those about which it has nothing more to say, by the day they ended. */
export const endedPath = 'ENDED';

/** The next day on which a notice is due or something ends, after a day; undefined when time has nothing more to say. */
export const nextDay = (ends: readonly string[], from: string, policy: Policy): string | undefined =>
  ends
    .flatMap((end) => [...policy.renewalNoticeDays.map((days) => addDays(end, -days)), addDays(end, 1)])
    .filter((day) => day > from)
    .sort()[0];

/** Statuses in which time has nothing more to say. */
export const endedStatuses: ReadonlySet<VendorStatus> = new Set(['revoked', 'expired', 'withdrawn']);

/** Where the index `expiry` lists a vendor. */
export const expiryPlace = (vendor: StoredVendor, from: string, policy: Policy) => {
  const day = endedStatuses.has(vendor.status) ? undefined : nextDay(vendor.ends, from, policy);
  return day
    ? { expiryPk: expiryPath, expirySk: `${day}#${vendor.vendor}` }
    : { expiryPk: endedPath, expirySk: `${from}#${vendor.vendor}` };
};

/** The audit entry of a version that the network itself made: of one id however often it is written. */
export const versionAuditEntry = (table: string, next: StoredVendor, operation: string): Write =>
  auditWrite(table, {
    id: `aud_${derivedId('vendor', next.vendor, next.version)}`,
    at: next.recordedAt,
    actor: { kind: 'network', id: 'registry' },
    action: 'vendor.recorded',
    operation,
    subjects: [next.vendor, next.submission],
    codes: { version: next.version, status: next.status },
  });

/**
 * Writes the next version of a vendor: the version for good, and the vendor as it now is, on condition that nobody wrote
 * one in between.
 */
export const versionWrites = (registry: string, next: StoredVendor, from: string, policy: Policy): Write[] => {
  const to = recordWrites({ registry });
  const { vendor, version } = next;
  return [
    to.put(vendorVersion, { vendor, version }, next, { when: 'new' }),
    to.put(
      currentVendor,
      { vendor },
      { ...next, ...expiryPlace(next, from, policy) },
      { when: version === 1 ? 'new' : { version: version - 1 } },
    ),
  ];
};
