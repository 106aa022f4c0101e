import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { all, measured, ownership } from '#definitions/testing/build.ts';
import type { Rule } from '#schemas/definition.ts';
import { definitionOf, institutionOf, recordOf, vendorIdOf, womenOwned } from '#test/support/builders.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { type Receiver, startReceiver } from '#test/support/receiver.ts';
import { recordVendor } from '#test/support/vendors.ts';

let network: TestNetwork;
let receiver: Receiver;
const toronto = institutionOf('toronto');
const operator = { as: 'operator-1' };

beforeAll(async () => {
  network = await startTestNetwork({ buyers: ['toronto'] });
  receiver = await startReceiver();
  const imported = await network.call('POST', '/v1/network/import', {
    ...operator,
    headers: { 'idempotency-key': 'import-1' },
    body: {
      vocabulary: { groups: { women: { fr: 'Femmes', en: 'Women' } }, flags: {}, certifications: {} },
      institutions: [toronto],
      definitions: [definitionOf('toronto')],
    },
  });
  expect(imported.body).toEqual({ written: 3, unchanged: 0, generation: 1 });
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await network?.stop();
});

describe('from the registry to an institution', () => {
  it('an endpoint is proven before anything is sent to it', async () => {
    const set = await network.call('PUT', '/v1/institutions/toronto/endpoint', {
      as: 'buyer-toronto',
      headers: { 'if-match': '"0"' },
      body: { url: receiver.url, signature: 'hmac-sha256', batch: 1, from: 'start', contact: 'it@toronto.example' },
    });
    expect(set).toMatchObject({ status: 200, body: { endpoint: { state: 'unproven' } } });
    receiver.secrets.push((set.body as { secret: string }).secret);
    const asked = await network.call('POST', '/v1/institutions/toronto/endpoint/challenge', { as: 'buyer-toronto' });
    expect(asked.status).toBe(202);
    await vi.waitFor(
      async () => {
        const { body } = await network.call('GET', '/v1/institutions/toronto/endpoint', { as: 'buyer-toronto' });
        expect(body).toMatchObject({ state: 'active', challenge: { outcome: 'proven' } });
      },
      { timeout: 10_000, interval: 50 },
    );
  });

  it('a certified vendor arrives as one signed event, and its suspension as another', async () => {
    const record = recordOf({ vendor: vendorIdOf(1) });
    await recordVendor(network, record, womenOwned(6000));
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 10_000, interval: 10 });
    await recordVendor(network, { ...record, version: 2, status: 'suspended' }, womenOwned(6000));
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2), { timeout: 10_000, interval: 10 });
    expect(receiver.received).toMatchObject([
      { sequence: 1, type: 'vendor.qualified.v1', subject: record.vendor },
      { sequence: 2, type: 'vendor.disqualified.v1', subject: record.vendor },
    ]);
    expect(receiver.unverified).toBe(0);
    expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/Secrète|owners|sealed/);
  });
});

describe('the other ways to read the same facts', () => {
  const buyer = { as: 'buyer-toronto' };

  it('the pull feed gives every event, by page, by type and by time, to its institution only', async () => {
    const page = await network.call('GET', '/v1/feeds/toronto/events?limit=1', buyer);
    expect(page).toMatchObject({ status: 200, body: { next: 1, head: 2, events: [{ sequence: '00000000001' }] } });
    const rest = await network.call('GET', '/v1/feeds/toronto/events?after=1', buyer);
    expect(rest.body).toMatchObject({ next: 2, events: [{ type: 'vendor.disqualified.v1' }] });
    const typed = await network.call('GET', '/v1/feeds/toronto/events?type=vendor.disqualified.v1', buyer);
    expect(typed.body).toMatchObject({ next: 2, events: [{ sequence: '00000000002' }] });
    const since = encodeURIComponent((rest.body as { events: { time: string }[] }).events[0]!.time);
    expect((await network.call('GET', `/v1/feeds/toronto/events?since=${since}`, buyer)).body).toMatchObject({
      events: [{ sequence: '00000000002' }],
    });
    expect(receiver.received[0]!.body).toBe(JSON.stringify((page.body as { events: unknown[] }).events[0]));
    expect((await network.call('GET', '/v1/feeds/toronto/events', { as: 'person-1' })).status).toBe(404);
    expect((await network.call('GET', '/v1/feeds/toronto/events')).status).toBe(401);
  });

  it('the head is cheap to ask: an ETag, 304 while nothing is new, and when to come back', async () => {
    const head = await network.call('GET', '/v1/feeds/toronto/head?after=1', buyer);
    expect(head).toMatchObject({ status: 200, body: { sequence: 2, lag: 1 } });
    expect(head.headers.get('retry-after')).toBe('0');
    const again = await network.call('GET', '/v1/feeds/toronto/head', {
      ...buyer,
      headers: { 'if-none-match': head.headers.get('etag')! },
    });
    expect(again).toMatchObject({ status: 304, body: '' });
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
  });

  it('delivery says how it stands, without a body of anything sent', async () => {
    // It is noted about a second after it was done.
    await vi.waitFor(
      async () => {
        const { body } = await network.call('GET', '/v1/feeds/toronto/delivery', buyer);
        expect(body).toMatchObject({ state: 'active', delivered: 2, head: 2, lag: 0, parked: 0 });
      },
      { timeout: 5_000, interval: 50 },
    );
    const { body } = await network.call('GET', '/v1/feeds/toronto/attempts', buyer);
    expect(body).toMatchObject({ attempts: expect.arrayContaining([expect.objectContaining({ to: 2, status: 204 })]) });
    expect(JSON.stringify(body)).not.toMatch(/Rivi/);
  });

  it('a replay sends again what was sent, with the same ids and bytes', async () => {
    const before = [...receiver.received];
    const replay = await network.call('POST', '/v1/feeds/toronto/replay', {
      ...buyer,
      body: { after: 0 },
      headers: { 'idempotency-key': 'replay-1' },
    });
    expect(replay).toMatchObject({ status: 202, body: { after: 0, head: 2 } });
    await vi.waitFor(() => expect(receiver.received).toHaveLength(4), { timeout: 10_000, interval: 20 });
    expect(receiver.received.slice(2).map(({ body }) => body)).toEqual(before.map(({ body }) => body));
  });

  it('the list and the downloads hold whoever is recognised now', async () => {
    const record = recordOf({
      vendor: vendorIdOf(2),
      identity: {
        legalName: '=HYPERLINK("https://evil.example"), inc.',
        email: 'a@b.example',
        businessNumber: '123026635',
      },
    });
    await recordVendor(network, record, womenOwned(5100));
    await vi.waitFor(
      async () => {
        const { body } = await network.call('GET', '/v1/institutions/toronto/vendors', buyer);
        expect(body).toMatchObject({ sequence: 3, vendors: [{ vendor: { id: record.vendor } }] });
      },
      { timeout: 10_000, interval: 50 },
    );
    const one = `/v1/institutions/toronto/vendors/${record.vendor}`;
    expect((await network.call('GET', one, buyer)).body).toMatchObject({ vendor: { id: record.vendor } });
    expect((await network.call('GET', one.replace(/2$/, '1'), buyer)).status).toBe(404);
    const download = '/v1/institutions/toronto/downloads/vendors';
    const csv = await network.call('GET', `${download}?language=fr`, buyer);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(/toronto-fournisseurs-\d{4}-\d\d-\d\d\.csv/);
    const [heading, row, end] = String(csv.body).split('\r\n');
    expect(heading).toContain('Nom légal');
    expect(row).toContain(`"'=HYPERLINK(""https://evil.example""), inc."`);
    expect(end).toBe('');
    const xlsx = await network.call('GET', `${download}?format=xlsx&language=en`, buyer);
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    expect((await network.call('GET', download, { as: 'operator-1' })).status).toBe(404);
  });

  it('the sandbox feed shows every type to anyone', async () => {
    const { body } = await network.call('GET', '/v1/sandbox/events');
    expect((body as { events: { type: string }[] }).events.map(({ type }) => type).sort()).toEqual([
      'vendor.disqualified.v1',
      'vendor.expiring.v1',
      'vendor.qualified.v1',
      'vendor.updated.v1',
    ]);
  });

  it('a supplier is told who recognises it and why, a stranger nothing', async () => {
    const path = `/v1/vendors/${vendorIdOf(2)}/verdicts`;
    expect((await network.call('GET', path, { as: 'person-1' })).status).toBe(404);
    const { body } = await network.call('GET', path, { as: 'operator-1' });
    expect(body).toMatchObject({
      verdicts: [{ institution: 'toronto', recognised: true, criteria: [{ id: 'owned', state: 'met' }] }],
    });
  });
});

describe('a definition that is published', () => {
  const buyer = { as: 'buyer-toronto' };
  const { id, version: _, ...content } = definitionOf('toronto', { rule: ownership({ bp: 7500 }) });

  const finished = (rollout: string, as: string) =>
    vi.waitFor(
      async () => {
        const { body } = await network.call('GET', `/v1/institutions/toronto/rollouts/${rollout}`, { as });
        expect(body).toMatchObject({ state: 'finished' });
        return body;
      },
      { timeout: 15_000, interval: 50 },
    );

  it('can be tried first: what nothing may answer says so, what only narrows is told by name, and nobody is told', async () => {
    const tried = async (key: string, rule: Rule) => {
      const asked = await network.call('POST', `/v1/definitions/${id}/what-if`, {
        as: 'operator-1',
        body: { ...content, rule },
        headers: { 'idempotency-key': key },
      });
      expect(asked.status).toBe(202);
      const { rollout } = asked.body as { rollout: string };
      return [await finished(rollout, 'operator-1'), await finished(rollout, 'buyer-toronto')];
    };
    for (const answer of await tried('what-if-1', content.rule))
      expect(answer).toMatchObject({
        basis: 'none',
        changes: [],
        because: [],
        unanswered: [{ criterion: 'owned', asked: { en: 'Share owned (Women): at least 75%' } }],
      });
    const founded = measured({ measure: 'monthsInBusiness', cmp: '>=', value: 12 });
    const [operator, buyer] = await tried('what-if-2', all(ownership(), founded));
    const moved = { from: 'qualifies', to: 'undetermined', vendors: 1 };
    expect(operator).toMatchObject({ basis: 'own', changes: expect.arrayContaining([moved]) });
    expect(operator).not.toHaveProperty('losing');
    expect(buyer).toMatchObject({ losing: [{ vendor: vendorIdOf(2), to: 'undetermined' }] });
    expect((await network.call('GET', '/v1/feeds/toronto/head', { as: 'buyer-toronto' })).body).toMatchObject({
      sequence: 3,
    });
  });

  it('reaches every vendor that is certified already, and tells why', async () => {
    const path = `/v1/definitions/${id}/draft`;
    expect((await network.call('PUT', path, { ...buyer, body: content })).status).toBe(428);
    const saved = await network.call('PUT', path, { ...buyer, body: content, headers: { 'if-match': '"0"' } });
    expect(saved).toMatchObject({ status: 200, body: { revision: 1, remarks: [] } });
    const published = await network.call('POST', `/v1/definitions/${id}/publish`, {
      ...buyer,
      headers: { 'if-match': '"1"', 'idempotency-key': 'publish-1' },
    });
    expect(published).toMatchObject({ status: 201, body: { version: 2 } });
    expect(await finished('publication-2', 'buyer-toronto')).toMatchObject({ vendors: 2, events: 1 });
    const { body } = await network.call('GET', '/v1/feeds/toronto/events?after=3', buyer);
    expect(body).toMatchObject({
      events: [{ subject: vendorIdOf(2), data: { reason: { code: 'definition-changed' } } }],
    });
  });

  it('is compared with every other for anyone who asks', async () => {
    await expect
      .poll(async () => (await network.call('GET', '/v1/comparison/matrix')).body)
      .toMatchObject({ relations: [['equivalent']], satisfiable: ['yes'] });
    expect((await network.call('GET', `/v1/comparison?a=${id}&b=${id}`)).body).toMatchObject({
      relation: 'equivalent',
    });
    expect((await network.call('GET', '/v1/comparison/common-core')).body).toMatchObject({ of: [id] });
  });
});
