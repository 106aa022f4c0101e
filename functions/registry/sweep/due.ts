import type { Policy } from '#schemas/policy.ts';
import type { StoredVendor } from '#schemas/records/registry.ts';
import { transition } from '../status-transitions.ts';
import { endedStatuses } from '../version.ts';

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The notice that is due for an end: the tightest one reached and not yet given. */
const noticeFor = (vendor: StoredVendor, end: string, today: string, policy: Policy): number | undefined => {
  const left = daysBetween(today, end);
  if (left < 0) return undefined;
  const reached = policy.renewalNoticeDays.filter((days) => left <= days).sort((a, b) => a - b)[0];
  return reached !== undefined && reached < (vendor.noticed[end] ?? Number.POSITIVE_INFINITY) ? reached : undefined;
};

/** What time makes of a vendor on a day: expired, or told that something ends soon; undefined when nothing is due. */
export const dueOn = (vendor: StoredVendor, today: string, policy: Policy, at: Date): StoredVendor | undefined => {
  if (endedStatuses.has(vendor.status)) return undefined;
  if (vendor.expiresOn < today) return transition(vendor, 'expire', undefined, at);
  const due = vendor.ends
    .flatMap((end) => {
      const days = noticeFor(vendor, end, today, policy);
      return days === undefined ? [] : [{ endsOn: end, days }];
    })
    .sort((a, b) => (a.endsOn < b.endsOn ? -1 : 1));
  const [notice] = due;
  if (!notice) return undefined;
  return {
    ...vendor,
    version: vendor.version + 1,
    notice,
    noticed: { ...vendor.noticed, ...Object.fromEntries(due.map(({ endsOn, days }) => [endsOn, days])) },
    recordedAt: at.toISOString(),
  };
};
