import { describe, expect, test } from 'vitest';
import { searchedFirms } from '#samples/search/firms.ts';
import { judgedQueries } from '#samples/search/judged.ts';
import { type QualifiedData, qualifiedData } from '#schemas/events/v1.ts';
import { searchVendors, VendorIndex } from './vendor-search.ts';

const idOf = (name: string) => `sup_${name.padEnd(26, '0')}` as QualifiedData['vendor']['id'];
const shared = (more: Partial<QualifiedData> = {}) =>
  searchedFirms.map(
    ({ id, legalName, operatingName, language, commodities, region, businessNumber, email }): QualifiedData =>
      qualifiedData.parse({
        vendor: {
          id: idOf(id),
          legalName,
          ...(operatingName && { operatingName }),
          identifiers: [{ scheme: 'CA-CRA_ACR', id: `${businessNumber}RT0001`, legalName }],
          email,
          language,
        },
        commodities: commodities.map((code) => ({ scheme: 'UNSPSC', id: code })),
        places: [{ region, head: true }],
        certification: { version: 1, certifiedOn: '2026-01-01', expiresOn: '2028-01-01' },
        verdict: {
          definition: 'd',
          definitionVersion: 1,
          outcome: 'qualifies',
          assurance: null,
          validUntil: null,
          text: { fr: 'Oui.', en: 'Yes.' },
        },
        disclosure: 'verdict',
        ...more,
      }),
  );
const index = new VendorIndex(shared());
const firstOf = (language: 'fr' | 'en', words: string) =>
  searchVendors(index, { words }, { language, size: 5 }).hits[0]?.document.id.slice(4).replace(/0+$/, '');

describe.each(['fr', 'en'] as const)('what buyers type in %s', (language) => {
  test('finds the right firm first, nine times in ten', () => {
    const asked = judgedQueries.filter(([one]) => one === language);
    const missed = asked.flatMap(([, words, firm]) => {
      const first = firstOf(language, words);
      return first === firm ? [] : [`${words}: ${first} instead of ${firm}`];
    });
    expect(asked.length).toBeGreaterThanOrEqual(75);
    expect(missed.length / asked.length, missed.join('\n')).toBeLessThanOrEqual(0.1);
  });
});

test('each firm is found first by its name, its number and its address', () => {
  for (const { id, legalName, businessNumber, email } of searchedFirms)
    for (const words of [legalName, legalName.replaceAll('’', "'"), businessNumber, email])
      expect(firstOf('en', words), words).toBe(id);
});

const ids = (search: Parameters<typeof searchVendors>[1], language: 'fr' | 'en' = 'en', within = index) =>
  searchVendors(within, search, { language, size: 100, sort: 'name' }).hits.map(({ document }) => document.name);

test('a code of any level means all that is in it, and words mean what is sold', () => {
  const caterers = ids({ commodity: '90101603' });
  expect(caterers).toHaveLength(4);
  expect(ids({ commodity: '90101600' })).toEqual(caterers);
  expect(ids({ commodity: '9010 16' })).toEqual(caterers);
  expect(ids({ commodity: 'caterers' })).toEqual(caterers);
  expect(ids({ commodity: '90' }).length).toBeGreaterThan(caterers.length);
  // A name is not what is sold.
  expect(ids({ commodity: 'Diallo' })).toEqual([]);
});

test('a province finds its towns, and filters meet', () => {
  expect(ids({ words: 'roofing', region: 'CA-QC' })).toEqual(['Toitures Deux-Rives']);
  expect(ids({ words: 'roofing', region: 'CA-QC-levis' })).toEqual(['Toitures Deux-Rives']);
  expect(ids({ words: 'roofing', region: 'CA-ON' })).toEqual([]);
});

test('each facet is counted under the other filters, and not under its own', () => {
  const { facets, total } = searchVendors(index, { region: 'CA-QC' }, { language: 'fr', size: 1 });
  const counts = (facet: readonly (readonly [string, number])[] = []) => Object.fromEntries(facet);
  expect(total).toBe(searchedFirms.filter(({ region }) => region.startsWith('CA-QC')).length);
  expect(Object.values(counts(facets.language)).reduce((sum, count) => sum + count, 0)).toBe(total);
  expect(counts(facets.region)['CA-ON']).toBe(searchedFirms.filter(({ region }) => region.startsWith('CA-ON')).length);
});

test('names follow the alphabet of the language', () => {
  expect(ids({}, 'fr')).toEqual(
    searchedFirms
      .map((one) => one.operatingName ?? one.legalName)
      .toSorted(new Intl.Collator('fr', { numeric: true }).compare),
  );
});

describe('criteria', () => {
  const women = {
    id: 'women-51',
    label: { fr: 'Détenue par des femmes', en: 'Owned by women' },
    assurance: null,
    text: { fr: 'x', en: 'x' },
  };
  const [shows, hides, fails] = shared();
  const within = new VendorIndex([
    { ...shows!, disclosure: 'criteria', criteria: [{ ...women, state: 'met' }] },
    hides!,
    { ...fails!, disclosure: 'criteria', criteria: [{ ...women, state: 'unmet' }] },
  ]);
  const name = shows!.vendor.operatingName;

  test('find only vendors that share that they meet them', () => {
    expect(ids({ words: 'women owned' }, 'en', within)).toEqual([name]);
    expect(ids({ criterion: 'women-51' }, 'en', within)).toEqual([name]);
  });

  test('are found and counted no more once the consent is withdrawn', () => {
    within.putVendor({ ...shows!, disclosure: 'withdrawn' });
    expect(ids({ words: 'women owned' }, 'en', within)).toEqual([]);
    const { facets } = searchVendors(within, {}, { language: 'en', size: 1 });
    expect(facets.criterion).toEqual([]);
  });
});
