import { describe, expect, it } from 'vitest';
import { standardPolicy } from '#schemas/policy.ts';
import type { StoredVendor } from '#schemas/records/registry.ts';
import { vendorStatuses } from '#schemas/vendor.ts';
import { steps, transition, type VendorEvent } from './status-transitions.ts';
import { dueOn } from './sweep/due.ts';
import { nextDay } from './version.ts';

const at = new Date('2027-04-01T12:00:00Z');
const vendor = (more: Partial<StoredVendor> = {}): StoredVendor => ({
  vendor: 'sup_00000000000000000000000000',
  version: 3,
  status: 'active',
  identity: { legalName: 'A', email: 'a@example.ca' },
  language: 'fr',
  commodities: [],
  places: [],
  consents: [],
  sealed: { purpose: 'p', nonce: 'n', text: 't' },
  certifiedOn: '2026-11-23',
  expiresOn: '2028-11-23',
  submission: 'sub_00000000000000000000000000',
  evidence: [],
  recordedAt: at.toISOString(),
  round: 1,
  ends: ['2027-06-30', '2028-11-23'],
  noticed: {},
  ...more,
});

describe('what time makes of a vendor', () => {
  it('is nothing until a notice is due, then that notice, once', () => {
    expect(dueOn(vendor(), '2027-03-31', standardPolicy, at)).toBeUndefined();
    const told = dueOn(vendor(), '2027-04-01', standardPolicy, at);
    expect(told).toMatchObject({ version: 4, notice: { endsOn: '2027-06-30', days: 90 }, status: 'active' });
    expect(told && dueOn(told, '2027-04-01', standardPolicy, at)).toBeUndefined();
  });

  it('is the tightest notice when days were missed', () => {
    expect(dueOn(vendor(), '2027-06-10', standardPolicy, at)?.notice).toEqual({ endsOn: '2027-06-30', days: 30 });
  });

  it('is the end of the certification on the day after its last', () => {
    expect(dueOn(vendor(), '2028-11-23', standardPolicy, at)?.status).toBe('active');
    expect(dueOn(vendor(), '2028-11-24', standardPolicy, at)?.status).toBe('expired');
  });

  it('looks again on the next day on which something is due, and never when nothing is', () => {
    expect(nextDay(['2027-06-30'], '2027-04-01', standardPolicy)).toBe('2027-05-01');
    expect(nextDay(['2027-06-30'], '2027-06-23', standardPolicy)).toBe('2027-07-01');
    expect(nextDay(['2027-06-30'], '2027-07-01', standardPolicy)).toBeUndefined();
  });
});

describe('the table of statuses', () => {
  const events = [...new Set(steps.map(({ event }) => event))] as VendorEvent[];
  const every = vendorStatuses.flatMap((status) => events.map((event) => ({ status, event })));
  it.each(every)('$status, $event: as the table says, or refused with its reason', ({ status, event }) => {
    const legal = steps.find((one) => one.from === status && one.event === event);
    const step = () => transition(vendor({ status }), event, 'pour cause', at);
    if (legal) expect(step()).toMatchObject({ status: legal.to, version: 4 });
    else expect(step).toThrow('wrong-state');
  });
});
