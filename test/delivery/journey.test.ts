import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
