import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { feedKey } from '#schemas/feed-records.ts';
import { definitionOf, institutionOf, recordOf, vendorIdOf, womenOwned } from '#test/support/builders.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { type Receiver, startReceiver } from '#test/support/receiver.ts';
import { recordVendor } from '#test/support/vendors.ts';

let network: TestNetwork;
let receiver: Receiver;
const dir = mkdtempSync(join(tmpdir(), 'passerelle-endpoint-'));
const buyer = { as: 'buyer-toronto' };
const path = '/v1/institutions/toronto/endpoint';
const wanted = (url: string) => ({
  url,
  signature: 'hmac-sha256',
  batch: 1,
  from: 'start',
  contact: 'it@toronto.example',
});
const functionNamed = (part: string) =>
  network.runtime.stack.ofType('AWS::Lambda::Function').find(({ logicalId }) => logicalId.startsWith(part))!.logicalId;
const mails = () =>
  readdirSync(join(dir, 'mail'))
    .sort()
    .map((file) => readFileSync(join(dir, 'mail', file), 'utf8'));
const endpoint = async () =>
  (await network.call('GET', path, buyer)).body as { state: string; revision: number; disabledBecause?: string };
const become = (expected: object) =>
  vi.waitFor(async () => expect(await endpoint()).toMatchObject(expected), { timeout: 10_000, interval: 50 });
const challenge = () => network.call('POST', `${path}/challenge`, buyer);
const arrive = (count: number) =>
  vi.waitFor(() => expect(receiver.received).toHaveLength(count), { timeout: 10_000, interval: 20 });

beforeAll(async () => {
  network = await startTestNetwork({ buyers: ['toronto', 'peel'], dir });
  receiver = await startReceiver();
  const imported = await network.call('POST', '/v1/network/import', {
    as: 'operator-1',
    headers: { 'idempotency-key': 'import-1' },
    body: {
      vocabulary: { groups: { women: { fr: 'Femmes', en: 'Women' } }, flags: {}, certifications: {} },
      institutions: [
        institutionOf('toronto'),
        institutionOf('peel', { level: 1, digest: { email: 'list@peel.example', every: 'day' } }),
      ],
      definitions: [definitionOf('toronto'), definitionOf('peel')],
    },
  });
  expect(imported.status).toBe(200);
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await network?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('an endpoint', () => {
  it.each([
    ['http://hooks.example.org/', 'not-https'],
    ['https://10.0.0.1/', 'address-not-allowed'],
    ['https://169.254.169.254/latest', 'address-not-allowed'],
    ['https://name:word@hooks.example.org/', 'credentials-in-url'],
    ['https://hooks.example.org:22/', 'port-not-allowed'],
  ])('cannot be %s', async (url, code) => {
    const refused = await network.call('PUT', path, { ...buyer, body: wanted(url), headers: { 'if-match': '"0"' } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'url', code }] } });
  });

  it('that does not answer the challenge receives nothing', async () => {
    const set = await network.call('PUT', path, {
      ...buyer,
      body: wanted(receiver.url),
      headers: { 'if-match': '"0"' },
    });
    receiver.secrets.push((set.body as { secret: string }).secret);
    receiver.behave((_, response) => void response.writeHead(200).end('thank you'));
    await challenge();
    await become({ state: 'unproven', challenge: { outcome: 'challenge-not-answered' } });
    await recordVendor(network, recordOf({ vendor: vendorIdOf(1) }), womenOwned(6000));
    receiver.behave(undefined);
    await challenge();
    await become({ state: 'active' });
    await arrive(1);
  });

  it('shows its secret once; a new one signs beside the old one', async () => {
    const again = await network.call('PUT', path, {
      ...buyer,
      body: wanted(receiver.url),
      headers: { 'if-match': `"${(await endpoint()).revision}"` },
    });
    expect(again.body).not.toHaveProperty('secret');
    const rotated = await network.call('POST', `${path}/secrets`, buyer);
    const { secret, until } = rotated.body as { secret: string; until: string };
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    const [old] = receiver.secrets;
    // Signing keys are read again within two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    receiver.behave((request, response) => {
      expect(String(request.headers['webhook-signature']).split(' ')).toHaveLength(2);
      response.writeHead(204).end();
    });
    for (const only of [old!, secret]) {
      receiver.secrets = [only];
      const before = receiver.requests;
      await recordVendor(network, recordOf({ vendor: vendorIdOf(10 + before) }), womenOwned(6000));
      await vi.waitFor(() => expect(receiver.requests).toBe(before + 1), { timeout: 10_000, interval: 20 });
    }
    expect(receiver.unverified).toBe(0);
    receiver.secrets = [old!, secret];
    receiver.behave(undefined);
  });

  it('that fails loses nothing of what waits, whatever is pressed; a test goes beside it, and it goes on when asked to', async () => {
    const delivery = async () =>
      (await network.call('GET', '/v1/feeds/toronto/delivery', buyer)).body as { delivered: number; head: number };
    const post = (what: string, body?: object) =>
      network.call('POST', `/v1/feeds/toronto/${what}`, {
        ...buyer,
        ...(body && { body }),
        headers: { 'idempotency-key': `press-${what}-${JSON.stringify(body)}` },
      });
    await vi.waitFor(async () => expect(await delivery()).toMatchObject({ lag: 0 }), { timeout: 10_000, interval: 50 });
    receiver.behave((_, response) => void response.writeHead(503).end());
    for (const n of [21, 22, 23]) await recordVendor(network, recordOf({ vendor: vendorIdOf(n) }), womenOwned(6000));
    await vi.waitFor(async () => expect(await delivery()).toMatchObject({ lag: 3, nextTryAt: expect.any(String) }), {
      ...{ timeout: 10_000, interval: 50 },
    });
    const { delivered, head } = await delivery();
    receiver.received.length = 0;

    // It is well again; the next try is far away, or a few seconds at least.
    receiver.behave(undefined);
    expect(await post('test')).toMatchObject({ status: 202, body: { sequence: delivered } });
    await vi.waitFor(async () => expect(await delivery()).toMatchObject({ test: { outcome: 'delivered' } }), {
      ...{ timeout: 10_000, interval: 50 },
    });
    expect(receiver.received[0]).toMatchObject({ sequence: delivered });

    expect(await post('replay', { after: head - 1 })).toMatchObject({ status: 202, body: { after: delivered } });
    expect(await post('replay', { since: new Date().toISOString() })).toMatchObject({ status: 202 });
    expect(await post('resume')).toMatchObject({ status: 202 });
    await vi.waitFor(async () => expect(await delivery()).toMatchObject({ lag: 0, delivered: head }), {
      ...{ timeout: 10_000, interval: 50 },
    });
    const sequences = new Set(receiver.received.map(({ sequence }) => sequence));
    for (let sequence = delivered; sequence <= head; sequence++) expect(sequences).toContain(sequence);
  });

  it('that moves begins anew when it asks to, or goes on where it stopped', async () => {
    await vi.waitFor(
      async () =>
        expect((await network.call('GET', '/v1/feeds/toronto/delivery', buyer)).body).toMatchObject({ lag: 0 }),
      { timeout: 10_000, interval: 50 },
    );
    const moveTo = async (url: string, from: string) => {
      const { revision } = await endpoint();
      receiver.received.length = 0;
      await network.call('PUT', path, {
        ...buyer,
        body: { ...wanted(url), from },
        headers: { 'if-match': `"${revision}"` },
      });
      await recordVendor(network, recordOf({ vendor: vendorIdOf(30 + revision) }), womenOwned(6000));
      await challenge();
      await become({ state: 'active' });
    };
    await moveTo(`${receiver.url}/new`, 'now');
    await arrive(1);
    await moveTo(receiver.url, 'start');
    // From the first on: the event that came meanwhile may have gone to the address before as well.
    await vi.waitFor(
      async () => {
        const { body } = await network.call('GET', '/v1/feeds/toronto/delivery', buyer);
        const { head } = body as { head: number };
        expect(body).toMatchObject({ lag: 0 });
        const sequences = new Set(receiver.received.map(({ sequence }) => sequence));
        expect([...sequences].sort((x, y) => x - y)).toEqual(Array.from({ length: head }, (_, n) => n + 1));
      },
      { timeout: 10_000, interval: 50 },
    );
  });

  it('that says it is gone is turned off, its contact is told, and it goes on where it stopped', async () => {
    receiver.behave((_, response) => void response.writeHead(410).end());
    await recordVendor(network, recordOf({ vendor: vendorIdOf(2) }), womenOwned(6000));
    await become({ state: 'disabled', disabledBecause: 'gone' });
    const mail = mails().find((text) => text.includes('it@toronto.example'))!;
    expect(mail).toMatch(/^Subject: /m);
    receiver.received.length = 0;
    receiver.behave(undefined);
    await challenge();
    await become({ state: 'active' });
    await arrive(1);
    expect(receiver.received[0]!.subject).toBe(vendorIdOf(2));
  });

  it('whose execution is gone is found by the reconciler', async () => {
    const { sequence } = receiver.received.at(-1)!;
    receiver.received.length = 0;
    // What arrived is noted, and the execution that stays a while for the next event has gone.
    await vi.waitFor(
      async () => {
        const Key = feedKey.cursor('toronto');
        const { Item } = await network.db.send(
          new GetCommand({ TableName: network.tables.Feeds!, Key, ConsistentRead: true }),
        );
        expect(Item).toMatchObject({ running: false, sequence });
      },
      { timeout: 10_000, interval: 20 },
    );
    // A cursor that says "under way" though nothing is: nobody would wake it.
    await network.db.send(
      new UpdateCommand({
        TableName: network.tables.Feeds!,
        Key: feedKey.cursor('toronto'),
        UpdateExpression: 'SET running = :yes',
        ExpressionAttributeValues: { ':yes': true },
      }),
    );
    await recordVendor(network, recordOf({ vendor: vendorIdOf(3) }), womenOwned(6000));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(receiver.received).toHaveLength(0);
    await network.runtime.invoke(functionNamed('DeliveryReconcile'), {});
    await arrive(1);
  });
});

describe('the digest', () => {
  it('writes once to who asked for it, in both languages, with the list attached', async () => {
    const send = () => network.runtime.invoke(functionNamed('DeliveryDigest'), {});
    expect(await send()).toEqual({ sent: 1, failed: 0 });
    expect(await send()).toEqual({ sent: 0, failed: 0 });
    const mail = mails().find((text) => text.includes('list@peel.example'))!;
    expect(mail).toMatch(/peel-fournisseurs-\d{4}-\d\d-\d\d\.csv/);
    expect(mail).toMatch(/text\/csv/);
  });
});
