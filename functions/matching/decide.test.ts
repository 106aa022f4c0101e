import { describe, expect, it } from 'vitest';
import { ownership } from '#definitions/testing/build.ts';
import type { VendorRecord } from '#schemas/records.ts';
import { definitionOf, institutionOf, networkOf, vendorOf, womenOwned } from '#test/support/builders.ts';
import { decide, dueOn, type Origin } from './decide.ts';
import { judge } from './judge.ts';

const toronto = institutionOf('toronto');
const network = networkOf(1, [toronto]);
const day = '2026-03-01';

/** One step: judged on a day from what was told before. */
const step = (
  before: ReturnType<typeof decide>['record'] | undefined,
  more: {
    facts?: ReturnType<typeof womenOwned>;
    record?: Partial<VendorRecord>;
    on?: string;
    snapshot?: typeof network;
  } = {},
) => {
  const vendor = vendorOf(more.facts, more.record);
  const snapshot = more.snapshot ?? network;
  const on = more.on ?? day;
  const origin: Origin = { vendorVersion: vendor.record.version, generation: snapshot.generation, on };
  return decide(vendor, before, judge(snapshot, toronto, vendor, on)!, origin);
};
const types = ({ events }: ReturnType<typeof step>) => events.map(({ type }) => type);
const reasonIn = ({ events }: ReturnType<typeof step>) => {
  const [event] = events;
  return event && 'reason' in event.data ? event.data.reason.code : undefined;
};

describe('what an institution is told', () => {
  it('nothing of a vendor that it does not recognise', () => {
    const first = step(undefined, { facts: womenOwned(5000) });
    expect(first.events).toEqual([]);
    expect(first.record).toMatchObject({ outcome: 'does-not-qualify', recognised: false });
    expect(first.record.shared).toBeUndefined();
  });

  it('that a vendor qualifies, once', () => {
    const first = step(undefined);
    expect(types(first)).toEqual(['vendor.qualified.v1']);
    expect(types(step(first.record))).toEqual([]);
  });

  it('nothing when a new version changes nothing that it sees', () => {
    const first = step(undefined);
    expect(types(step(first.record, { facts: womenOwned(7000), record: { version: 2 } }))).toEqual([]);
  });

  it('which part changed when one does', () => {
    const first = step(undefined);
    const second = step(first.record, { record: { version: 2, commodities: ['43211500', '72101500'] } });
    expect(second.events).toMatchObject([{ type: 'vendor.updated.v1', data: { changed: ['commodities'] } }]);
  });

  it('why a vendor no longer qualifies', () => {
    const { record } = step(undefined);
    const v2 = { version: 2 } as const;
    expect(reasonIn(step(record, { facts: womenOwned(4000), record: v2 }))).toBe('facts-changed');
    expect(reasonIn(step(record, { record: { ...v2, status: 'suspended' } }))).toBe('suspended');
    expect(reasonIn(step(record, { record: { ...v2, status: 'revoked' } }))).toBe('revoked');
    expect(reasonIn(step(record, { record: { ...v2, status: 'expired' } }))).toBe('expired');
    const stricter = networkOf(
      2,
      [toronto],
      [definitionOf('toronto', { version: 2, rule: ownership({ bp: 7500 }) }), definitionOf('toronto')],
    );
    expect(reasonIn(step(record, { snapshot: stricter }))).toBe('definition-changed');
  });

  it('that it expired on the day after the last on which it held', () => {
    const facts = womenOwned(6000, '2026-06-30');
    const first = step(undefined, { facts });
    expect(first.record.validUntil).toBe('2026-06-30');
    expect(types(step(first.record, { facts, on: '2026-06-30' }))).toEqual(['vendor.expiring.v1']);
    expect(reasonIn(step(first.record, { facts, on: '2026-07-01' }))).toBe('expired');
    expect(reasonIn(step(step(undefined).record, { on: '2027-01-16' }))).toBe('expired');
  });

  it('that it recognises the vendor again after a suspension', () => {
    const first = step(undefined);
    const second = step(first.record, { record: { version: 2, status: 'suspended' } });
    expect(types(step(second.record, { record: { version: 3 } }))).toEqual(['vendor.qualified.v1']);
  });

  it('of an expiry 60, 30 and 7 days ahead, each once', () => {
    const facts = womenOwned(6000, '2026-12-31');
    let { record } = step(undefined, { facts });
    const told: string[] = [];
    for (const on of [
      '2026-11-01',
      '2026-11-02',
      '2026-11-20',
      '2026-12-01',
      '2026-12-02',
      '2026-12-24',
      '2026-12-31',
    ]) {
      const next = step(record, { facts, on });
      for (const { type, data } of next.events) told.push(`${on} ${type} ${'daysLeft' in data ? data.daysLeft : ''}`);
      record = next.record;
    }
    expect(told).toEqual([
      '2026-11-01 vendor.expiring.v1 60',
      '2026-12-01 vendor.expiring.v1 30',
      '2026-12-24 vendor.expiring.v1 7',
    ]);
  });
});

describe('the day on which time may change something', () => {
  it('is the next notice, then the day after the last', () => {
    const facts = womenOwned(6000, '2026-12-31');
    expect(dueOn(step(undefined, { facts }).record)).toBe('2026-11-01');
    expect(dueOn(step(undefined, { facts, on: '2026-11-01' }).record)).toBe('2026-12-01');
    expect(dueOn(step(undefined, { facts, on: '2026-12-30' }).record)).toBe('2027-01-01');
  });

  it('is never for a verdict that nothing known ends', () => {
    expect(dueOn(step(undefined, { record: { status: 'revoked' } }).record)).toBeUndefined();
  });
});

describe('consent', () => {
  const consents = [{ institution: 'toronto', purpose: 'criteria' as const, grantedAt: '2026-01-01T00:00:00.000Z' }];

  it('shows the criteria to the institution it names and to no other', () => {
    const shown = step(undefined, { record: { consents } }).events[0]!.data;
    expect(shown).toMatchObject({ disclosure: 'criteria', criteria: [{ id: 'owned', state: 'met' }] });
    const elsewhere = step(undefined, { record: { consents: [{ ...consents[0]!, institution: 'montreal' }] } });
    expect(elsewhere.events[0]!.data).toMatchObject({ disclosure: 'verdict' });
    expect(elsewhere.events[0]!.data).not.toHaveProperty('criteria');
  });

  it('when withdrawn tells the institution to delete what it received, once', () => {
    const first = step(undefined, { record: { consents } });
    const second = step(first.record, { record: { version: 2 } });
    expect(second.events).toMatchObject([
      { type: 'vendor.updated.v1', data: { disclosure: 'withdrawn', changed: ['disclosure', 'criteria'] } },
    ]);
    expect(second.events[0]!.data).not.toHaveProperty('criteria');
    expect(types(step(second.record, { record: { version: 3 } }))).toEqual([]);
  });

  it('when withdrawn by a vendor that no longer qualifies tells the institution to delete too', () => {
    const first = step(undefined, { record: { consents } });
    const second = step(first.record, { record: { consents, version: 2, status: 'suspended' } });
    const third = step(second.record, { record: { version: 3, status: 'suspended' } });
    expect(third.events).toMatchObject([
      { type: 'vendor.disqualified.v1', data: { disclosure: 'withdrawn', reason: { code: 'suspended' } } },
    ]);
    expect(types(step(third.record, { record: { version: 4, status: 'suspended' } }))).toEqual([]);
  });
});
