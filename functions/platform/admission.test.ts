import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { acceptInvitation } from '#schemas/api/members.ts';
import { listInstitutions } from '#schemas/api/network.ts';
import { limits } from '#schemas/limits.ts';
import { admission } from './admission.ts';
import { type Caller, nobody } from './caller.ts';
import { doorBy } from './door.ts';
import { limiter } from './limiter.ts';
import { visitorHeader, visitorsUnder } from './visitor.ts';

const now = new Date('2026-11-22T12:00:10Z');
const clock = () => now;
const secret = async () => Buffer.alloc(32, 7);
const visitors = visitorsUnder('key', secret);

const open = (said: object) => {
  const totals = new Map<string, number>();
  const count = async (counter: string, add: number) => {
    totals.set(counter, (totals.get(counter) ?? 0) + add);
    return totals.get(counter)!;
  };
  const door = doorBy(limiter({ count, clock, failed: () => {} }), visitors, limits.parse(said));
  return admission(door, clock);
};
const from = (address: string, headers: Record<string, string> = {}) =>
  ({
    headers,
    requestContext: { http: { sourceIp: address } },
  }) as Partial<APIGatewayProxyEventV2> as APIGatewayProxyEventV2;
const ada: Caller = { id: 'ada', roles: ['anyone', 'person'], scopes: [] };
const minute = (requests: number) => ({ requests, seconds: 60 });

describe('a request without a token', () => {
  it('is counted by the address that the gateway saw, whatever its headers claim', async () => {
    const { request } = open({ byRole: { anyone: minute(1) } });
    expect(
      await request(from('203.0.113.7', { 'x-forwarded-for': '1.1.1.1' }), listInstitutions, nobody),
    ).toBeUndefined();
    const refusal = await request(from('203.0.113.7', { 'x-forwarded-for': '2.2.2.2' }), listInstitutions, nobody);
    expect(refusal).toMatchObject({ code: 'too-many-requests', headers: { 'retry-after': '50' } });
    expect(await request(from('203.0.113.8'), listInstitutions, nobody)).toBeUndefined();
  });

  it('of the portal is counted by the visitor that the portal vouches for, and by nothing else that is claimed', async () => {
    const { request } = open({ byRole: { anyone: minute(1) } });
    const portal = '198.51.100.1';
    const asked = async (header: string) =>
      request(from(portal, { [visitorHeader]: header }), listInstitutions, nobody);
    expect(await asked(await visitors.vouch('203.0.113.7', now))).toBeUndefined();
    expect(await asked(await visitors.vouch('203.0.113.8', now))).toBeUndefined();
    expect(await asked(await visitors.vouch('203.0.113.7', now))).toBeDefined();
    // Forged, altered, or kept for later: counted by the address.
    const forged = await visitorsUnder('other', async () => Buffer.alloc(32, 8)).vouch('203.0.113.9', now);
    expect(await asked(forged)).toBeUndefined();
    expect(await asked(forged)).toBeDefined();
    const kept = await visitors.vouch('203.0.113.10', new Date(now.getTime() - 61_000));
    expect(await asked(kept)).toBeDefined();
  });
});

describe('a person', () => {
  it('is counted wherever they ask from, and more closely for what could be tried out', async () => {
    const { request } = open({ byAction: { 'member.accept': minute(2) } });
    for (const address of ['203.0.113.1', '203.0.113.2'])
      expect(await request(from(address), acceptInvitation, ada)).toBeUndefined();
    expect((await request(from('203.0.113.3'), acceptInvitation, ada))?.code).toBe('too-many-requests');
    expect(await request(from('203.0.113.3'), listInstitutions, ada)).toBeUndefined();
  });

  it('who is also staff has the limit of staff', async () => {
    const { request } = open({ byRole: { person: minute(1), verifier: minute(3) } });
    const verifier: Caller = { ...ada, roles: ['anyone', 'person', 'verifier'] };
    for (let i = 0; i < 3; i++) expect(await request(from('203.0.113.1'), listInstitutions, verifier)).toBeUndefined();
    expect(await request(from('203.0.113.1'), listInstitutions, verifier)).toBeDefined();
  });
});

it('tokens that do not hold are counted by address', async () => {
  const { refusedToken } = open({ refusedToken: minute(2) });
  expect(await refusedToken(from('203.0.113.1'))).toBeUndefined();
  expect(await refusedToken(from('203.0.113.1'))).toBeUndefined();
  expect(await refusedToken(from('203.0.113.1'))).toBeDefined();
});

it('a deployment can widen every limit at once', async () => {
  const { request } = open({ times: 3, byRole: { person: minute(1) } });
  for (let i = 0; i < 3; i++) expect(await request(from('203.0.113.1'), listInstitutions, ada)).toBeUndefined();
  expect(await request(from('203.0.113.1'), listInstitutions, ada)).toBeDefined();
});
