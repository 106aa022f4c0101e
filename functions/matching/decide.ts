import type { DisqualificationReason, EventType } from '#schemas/events/v1.ts';
import type { VerdictRecord } from '#schemas/feed-records.ts';
import { addDays, daysBetween } from './days.ts';
import type { Judgement, OpenVendor } from './judge.ts';
import { changedParts, disqualified, type EventData, recognised } from './say.ts';

/** Where a verdict comes from. Each part only ever grows, so of two verdicts on a vendor the later one can be told. */
export type Origin = { vendorVersion: number; generation: number; on: string };
export type Draft = { type: EventType; data: EventData };

/** Days before the last day of a verdict on which an institution is told that it ends. */
export const noticeDays = [60, 30, 7] as const;

export const sameOrigin = (a: Origin, b: Origin): boolean =>
  a.vendorVersion === b.vendorVersion && a.generation === b.generation && a.on === b.on;

/** Why a vendor that was recognised is not any more. */
const reasonOf = (before: VerdictRecord, now: Judgement, origin: Origin): DisqualificationReason => {
  if (now.ended) return now.ended;
  if (before.vendorVersion !== origin.vendorVersion) return 'facts-changed';
  const { definition, ended } = now.inForce;
  const same = before.definition === definition.id && before.definitionVersion === definition.version && !ended;
  const lapsed = before.validUntil !== null && before.validUntil < origin.on;
  return same && (lapsed || before.generation === origin.generation) ? 'expired' : 'definition-changed';
};

/** The notice that is due, if it was not given yet for this last day. */
const noticeDue = (now: Judgement, on: string, given: VerdictRecord['notice']): VerdictRecord['notice'] => {
  if (!now.recognised || now.validUntil === null) return undefined;
  const left = daysBetween(on, now.validUntil);
  const days = noticeDays.findLast((one) => left <= one);
  if (days === undefined) return undefined;
  const already = given && given.validUntil === now.validUntil && given.days <= days;
  return already ? undefined : { days, validUntil: now.validUntil };
};

/** The first day on which the verdict or a notice may change without anything being learned. */
export const dueOn = (record: VerdictRecord): string | undefined => {
  if (record.validUntil === null || record.validUntil < record.on) return undefined;
  const end = addDays(record.validUntil, 1);
  if (!record.recognised) return end;
  const notices = noticeDays.map((days) => addDays(record.validUntil!, -days)).filter((day) => day > record.on);
  return [end, ...notices].sort()[0];
};

/**
 * What follows from a judgement: the verdict to keep, and the events to tell. A pure function of what was told before,
 * the judgement and where it comes from, so that doing it again gives the same.
 */
export const decide = (
  vendor: OpenVendor,
  before: VerdictRecord | undefined,
  now: Judgement,
  origin: Origin,
): { record: VerdictRecord; events: Draft[] } => {
  const told = before?.disclosure;
  const disclosure = now.consent ? 'criteria' : told === 'criteria' || told === 'withdrawn' ? 'withdrawn' : 'verdict';
  const shared = now.recognised ? recognised(vendor, now, disclosure) : undefined;
  const sharedBefore = before?.recognised && before.shared ? before.shared : undefined;
  const events: Draft[] = [];
  let reason = before?.reason;

  if (shared && !sharedBefore) events.push({ type: 'vendor.qualified.v1', data: shared });
  else if (shared && sharedBefore) {
    const changed = changedParts(sharedBefore, shared);
    if (changed.length > 0) events.push({ type: 'vendor.updated.v1', data: { ...shared, changed } });
  } else if (before && sharedBefore) {
    reason = reasonOf(before, now, origin);
    events.push({ type: 'vendor.disqualified.v1', data: disqualified(vendor, now, reason, disclosure) });
  } else if (before && told === 'criteria' && disclosure === 'withdrawn')
    events.push({
      type: 'vendor.disqualified.v1',
      data: disqualified(vendor, now, reason ?? 'facts-changed', disclosure),
    });
  else if (before && told && now.closed && !before.closed)
    // It was told earlier that this vendor ended; that its data is to be deleted is news.
    events.push({ type: 'vendor.disqualified.v1', data: disqualified(vendor, now, 'revoked', disclosure) });

  // A vendor that begins with few days left says so in its own event; a notice follows only from a later threshold on.
  const due = noticeDue(now, origin.on, before?.notice);
  if (due && shared && sharedBefore)
    events.push({
      type: 'vendor.expiring.v1',
      data: { ...shared, daysLeft: daysBetween(origin.on, due.validUntil) },
    });
  const notice = due ?? (now.recognised ? before?.notice : undefined);

  const record: VerdictRecord = {
    vendor: vendor.record.vendor,
    ...origin,
    definition: now.inForce.definition.id,
    definitionVersion: now.inForce.definition.version,
    outcome: now.outcome,
    assurance: now.assurance,
    validUntil: now.validUntil,
    recognised: now.recognised,
    ...(shared && { shared: JSON.stringify(shared) }),
    ...(!shared && reason && { reason }),
    ...(now.closed && { closed: true }),
    ...((events.length > 0 || told) && { disclosure: events.length > 0 ? disclosure : told }),
    ...(notice && { notice }),
  };
  return { record, events };
};
