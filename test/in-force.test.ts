import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certification, ownership } from '#definitions/testing/build.ts';
import { definitionOf, institutionOf } from '#test/support/builders.ts';
import { untilCompared } from '#test/support/compared.ts';
import { startTestNetwork, type TestNetwork } from '#test/support/network.ts';
import { portalVisitor } from '#test/support/portal-visitor.ts';

/** Toronto asks 51 % now and 75 % from 2099 on; York begins in 2099; Ajax ended in 2020. */
let network: TestNetwork;
const label = (en: string) => ({ fr: `Définition ${en}`, en: `Definition ${en}` });
const asks = (institution: string, version: number, bp: number, effective: { from: string; until?: string }) => ({
  ...definitionOf(institution, {
    rule: ownership({ bp, assurance: 'declared', label: { fr: 'Part requise', en: 'Required share' } }),
  }),
  version,
  effective,
  label: label(`${institution} ${version}`),
});

beforeAll(async () => {
  network = await startTestNetwork();
  const imported = await network.call('POST', '/v1/network/import', {
    as: 'operator-1',
    headers: { 'idempotency-key': 'import-1' },
    body: {
      vocabulary: {
        groups: { women: { fr: 'Femmes', en: 'Women' } },
        flags: {},
        certifications: { wbe: { fr: 'WBE', en: 'WBE' }, camsc: { fr: 'CAMSC', en: 'CAMSC' } },
      },
      // In force for less long than the definitions that name it.
      reciprocity: [
        { id: 'mutual', version: 1, effective: { from: '2024-06-01' }, entries: [{ held: 'wbe', accepted: 'camsc' }] },
      ],
      institutions: ['toronto', 'york', 'ajax', 'oshawa', 'whitby'].map((one) => institutionOf(one)),
      definitions: [
        definitionOf('oshawa', { label: label('oshawa 1'), rule: certification({ anyOf: ['wbe'] }) }),
        definitionOf('whitby', {
          label: label('whitby 1'),
          rule: certification({ anyOf: ['camsc'], reciprocity: 'mutual' }),
        }),
        asks('toronto', 1, 5100, { from: '2024-01-01' }),
        asks('toronto', 2, 7500, { from: '2099-01-01' }),
        asks('york', 1, 1000, { from: '2099-01-01' }),
        asks('ajax', 1, 1000, { from: '2019-01-01', until: '2020-12-31' }),
      ],
    },
  });
  expect(imported.status).toBe(200);
  await untilCompared(network);
}, 120_000);
afterAll(() => network?.stop());

const id = (institution: string) => definitionOf(institution).id;
const text = async (path: string): Promise<string> => {
  const { text } = await portalVisitor(network.runtime.apiUrl).go(path);
  return text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
};

describe('a definition that is not in force on this day', () => {
  it('recognises nobody on the page that asks whether a firm would qualify', async () => {
    const check = '/en/check?groups=women&share=60&show=yes';
    // 60 % is enough for what Toronto asks today, not for what it asks from 2099 on; York and Ajax ask nothing today.
    expect(await text(check)).toContain('1 of 3 institutions would recognize the firm');
    expect(await text(check)).not.toContain('York');
  });

  it('is compared with nothing, in the portal as in the API', async () => {
    const matrix = await text('/en/alignment');
    expect(matrix).toContain('Definition toronto 1');
    for (const one of ['toronto 2', 'york 1', 'ajax 1']) expect(matrix).not.toContain(`Definition ${one}`);
    const { body } = await network.call('GET', '/v1/comparison/matrix');
    const compared = (body as { definitions: { id: string; version: number }[] }).definitions;
    expect(compared.map((one) => `${one.id} ${one.version}`)).toEqual([
      `${id('oshawa')} 1`,
      `${id('toronto')} 1`,
      `${id('whitby')} 1`,
    ]);
    for (const other of ['york', 'ajax']) {
      const pair = `${id('toronto')}/${id(other)}`;
      expect((await portalVisitor(network.runtime.apiUrl).go(`/en/alignment/${pair}`)).status).toBe(404);
      const [a, b] = pair.split('/');
      expect((await network.call('GET', `/v1/comparison?a=${a}&b=${b}`)).status).toBe(404);
    }
  });

  it('is compared on the same day by the page and by the API', async () => {
    const { body } = await network.call('GET', `/v1/comparison?a=${id('oshawa')}&b=${id('whitby')}`);
    expect(body).toMatchObject({ relation: 'a-implies-b' });
    const { told } = body as { told: { relation: { en: string } } };
    expect(await text(`/en/alignment/${id('oshawa')}/${id('whitby')}`)).toContain(told.relation.en);
    expect(await text('/en/alignment')).toContain('one within the other: 1');
  });

  it('is shown with the day from which it will be asked, beside what is asked today', async () => {
    const toronto = await text('/en/institutions/toronto');
    expect(toronto).toMatch(/Definition toronto 1 .* From January 1, 2099 Definition toronto 2/);
    expect(await text('/fr/institutions/york')).toContain('À partir du 1er janvier 2099');
    expect(await text('/fr/institutions/york')).toContain('n’est en vigueur aujourd’hui');
    expect(await text('/en/institutions/ajax')).toContain('in force today');
    const list = await text('/en/institutions');
    expect(list).toContain('Definition york 1 – from January 1, 2099');
    expect(list).not.toContain('ajax 1');
  });

  it('is listed by the API, which gives every version to whoever asks for all', async () => {
    const listed = async (query: string) =>
      (
        (await network.call('GET', `/v1/definitions${query}`)).body as { definitions: { label: { en: string } }[] }
      ).definitions.map(({ label }) => label.en.slice('Definition '.length));
    expect(await listed('')).toEqual(['ajax 1', 'oshawa 1', 'toronto 2', 'whitby 1', 'york 1']);
    expect(await listed('?versions=all&institution=toronto')).toEqual(['toronto 2', 'toronto 1']);
  });
});
