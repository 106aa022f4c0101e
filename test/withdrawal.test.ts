import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ownership } from '#definitions/testing/build.ts';
import { definitionOf, institutionOf, recordOf, vendorIdOf, womenOwned } from '#test/support/builders.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { portalVisitor } from '#test/support/portal-visitor.ts';
import { recordVendor } from '#test/support/vendors.ts';

let network: TestNetwork;
const buyer = { as: 'buyer-toronto' };
const id = definitionOf('toronto').id;

beforeAll(async () => {
  network = await startTestNetwork({ buyers: ['toronto', 'york'] });
  const imported = await network.call('POST', '/v1/network/import', {
    as: 'operator-1',
    headers: { 'idempotency-key': 'import-1' },
    body: {
      vocabulary: { groups: { women: { fr: 'Femmes', en: 'Women' } }, flags: {}, certifications: {} },
      institutions: [institutionOf('toronto'), institutionOf('york')],
      definitions: [definitionOf('toronto'), definitionOf('york')],
    },
  });
  expect(imported.status).toBe(200);
}, 120_000);
afterAll(() => network?.stop());

const { institution, label, effective, source, rule } = definitionOf('toronto', { rule: ownership({ bp: 3000 }) });
const draft = { institution, label, effective: { ...effective, from: '2026-01-01' }, source, rule };
const save = (definition: string, as: string, body: object = draft) =>
  network.call('PUT', `/v1/definitions/${definition}/draft`, { as, headers: { 'if-match': '"0"' }, body });
const codes = ({ body }: { body: unknown }) =>
  (body as { errors?: { code: string }[] }).errors?.map(({ code }) => code);

describe('the id of a definition', () => {
  it('begins with that of its institution, and nobody takes another’s', async () => {
    expect(codes(await save('york-trial', 'buyer-toronto'))).toEqual(['not-of-the-institution']);
    expect(codes(await save('a-good-one', 'buyer-toronto'))).toEqual(['not-of-the-institution']);
    expect(codes(await save('york-trial', 'operator-1'))).toEqual(['not-of-the-institution']);
    expect((await save('toronto-trial', 'buyer-toronto')).status).toBe(200);
    // What reaches the page of whoever drafts is in both languages.
    const refused = await network.call('PUT', '/v1/definitions/york-trial/draft', {
      ...buyer,
      headers: { 'if-match': '"0"', 'accept-language': 'fr' },
      body: draft,
    });
    expect(JSON.stringify(refused.body)).toContain('commence par celui de son institution');
  });

  it('is one of at most twenty of its institution', async () => {
    const more = Array.from({ length: 19 }, (_, i) => ({
      ...definitionOf('york'),
      id: `york-${String.fromCharCode(97 + i)}`,
    }));
    const add = (key: string, definitions: object[]) =>
      network.call('POST', '/v1/network/import', {
        as: 'operator-1',
        headers: { 'idempotency-key': key },
        body: { definitions },
      });
    expect((await add('nineteen', more)).status).toBe(200);
    const one = { ...definitionOf('york'), id: 'york-twenty-first' };
    expect(codes(await add('one-more', [one]))).toEqual(['too-many-definitions']);
    expect(codes(await save('york-twenty-first', 'buyer-york', { ...draft, institution: 'york' }))).toEqual([
      'too-many-definitions',
    ]);
    // Room is made by withdrawing one; one that is there goes on.
    const withdrawn = await network.call('POST', '/v1/definitions/york-a/withdraw', {
      as: 'buyer-york',
      headers: { 'idempotency-key': 'withdraw-york-a' },
    });
    expect(withdrawn.status).toBe(200);
    expect((await add('again', [one])).status).toBe(200);
  });
});

describe('a definition that is withdrawn', () => {
  const withdraw = (as: string, key: string) =>
    network.call('POST', `/v1/definitions/${id}/withdraw`, { as, headers: { 'idempotency-key': key } });

  it('is withdrawn by its institution alone, once, for good', async () => {
    await recordVendor(network, recordOf({ vendor: vendorIdOf(1) }), womenOwned(6000));
    await vi.waitFor(
      async () =>
        expect((await network.call('GET', '/v1/feeds/toronto/events', buyer)).body).toMatchObject({
          events: [{ type: 'vendor.qualified.v1' }],
        }),
      { timeout: 20_000, interval: 50 },
    );
    expect((await withdraw('buyer-york', 'w-1')).status).toBeGreaterThanOrEqual(403);
    expect((await withdraw('person-1', 'w-2')).status).toBeGreaterThanOrEqual(403);
    const first = await withdraw('buyer-toronto', 'w-3');
    expect(first).toMatchObject({ status: 200, body: { definition: id } });
    const generation = async () =>
      ((await network.call('GET', '/v1/institutions')).body as { generation: number }).generation;
    const after = await generation();
    expect((await withdraw('operator-1', 'w-4')).body).toEqual(first.body);
    expect(await generation()).toBe(after);
    expect(codes(await save(id, 'buyer-toronto'))).toEqual(['withdrawn']);
  });

  it('recognises nobody any more, and its feed says why', async () => {
    await vi.waitFor(
      async () =>
        expect((await network.call('GET', '/v1/feeds/toronto/events?after=1', buyer)).body).toMatchObject({
          events: [
            {
              type: 'vendor.disqualified.v1',
              subject: vendorIdOf(1),
              data: { reason: { code: 'definition-changed' } },
            },
          ],
        }),
      { timeout: 30_000, interval: 50 },
    );
  });

  it('is compared with nothing and listed no more, but its versions can still be read', async () => {
    const listed = (await network.call('GET', '/v1/definitions')).body as { definitions: { id: string }[] };
    expect(listed.definitions.map((one) => one.id)).not.toContain(id);
    const matrix = (await network.call('GET', '/v1/comparison/matrix')).body as { definitions: { id: string }[] };
    expect(matrix.definitions.map((one) => one.id)).toEqual([definitionOf('york').id]);
    expect((await network.call('GET', `/v1/comparison?a=${id}&b=${definitionOf('york').id}`)).status).toBe(404);
    expect((await network.call('GET', `/v1/definitions/${id}/versions`)).body).toMatchObject({
      versions: [{ id, version: 1 }],
      withdrawnOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    const { text } = await portalVisitor(network.runtime.apiUrl).go(`/en/alignment/${id}/${definitionOf('york').id}`);
    expect(text).toContain('Page not found');
  });
});
