import { regionName } from '#definitions/asked.ts';
import { type Answer, search } from '#platform/search/search.ts';
import { SearchIndex } from '#platform/search/search-index.ts';
import { commodities } from '#schemas/commodities.ts';
import { wordsFor } from '#schemas/commodity-words.ts';
import type { QualifiedData } from '#schemas/events/v1.ts';
import type { Bilingual, Language } from '#schemas/primitives.ts';

const known: Readonly<Record<string, Bilingual>> = commodities;

/** Where a word of a search may be found in a vendor. */
export type VendorField = 'name' | 'contact' | 'commodity' | 'place' | 'criterion';
export type VendorFacet = 'commodity' | 'region' | 'criterion' | 'language';

const rules = {
  fields: {
    name: { weight: 8, name: true },
    contact: { weight: 10 },
    commodity: { weight: 4 },
    place: { weight: 3 },
    criterion: { weight: 2 },
  },
  facets: ['commodity', 'region', 'criterion', 'language'],
  synonyms: [
    ['saint', 'st'],
    ['sainte', 'ste'],
    ['montreal', 'mtl'],
    ['quebec', 'qc'],
    ['ontario', 'ont'],
    ['centre', 'center'],
    ['theatre', 'theater'],
    ['mount', 'mont', 'mt'],
    ['fort', 'ft'],
  ],
} as const;

/** `90101603` → `90`, `9010`, `901016`, `90101603`. */
const levels = (code: string): string[] => [2, 4, 6, 8].map((length) => code.slice(0, length));
/** `CA-QC-montreal` → `CA-QC`, `CA-QC-montreal`. */
const regionsAbove = (region: string): string[] => [region.split('-').slice(0, 2).join('-'), region];

const both = (text: (language: Language) => string): string[] => [...new Set([text('fr'), text('en')])];

/** The same object for the same thing: many vendors have it in common. */
const once = (texts: (id: string) => string[]) => {
  const made = new Map<string, { of: string; texts: string[] }>();
  return (id: string) => {
    const value = made.get(id) ?? { of: id, texts: texts(id) };
    made.set(id, value);
    return value;
  };
};
const commodityValue = once((id) => [id, ...both((language) => known[id]?.[language] ?? id), ...wordsFor(id)]);
const placeValue = once((region) => both((language) => regionName(region, language)));

/**
 * What of a vendor is searched: what this institution is told of it, and nothing else. Criteria are there only where the
 * supplier consents that this institution sees them, and only those that are met.
 */
const documentOf = ({ vendor, commodities: sold, places, criteria = [] }: QualifiedData) => {
  const met = criteria.filter(({ state }) => state === 'met');
  return {
    id: vendor.id,
    name: vendor.operatingName ?? vendor.legalName,
    fields: {
      name: [vendor.legalName, ...(vendor.operatingName ? [vendor.operatingName] : [])],
      contact: [
        vendor.id,
        ...vendor.identifiers.map(({ id }) => id),
        ...[vendor.email, vendor.phone, vendor.website].filter((one) => one !== undefined),
      ],
      commodity: sold.map(({ id }) => commodityValue(id)),
      place: places.map(({ region }) => placeValue(region)),
      criterion: met.map(({ id, label }) => ({ of: id, texts: both((language) => label[language]) })),
    },
    facets: {
      commodity: sold.flatMap(({ id }) => levels(id)),
      region: places.flatMap(({ region }) => regionsAbove(region)),
      criterion: met.map(({ id }) => id),
      language: [vendor.language],
    },
  };
};

/** The vendors of one institution, to be searched. */
export class VendorIndex extends SearchIndex<VendorField, VendorFacet> {
  /** What criteria are called, as last told. */
  readonly criteria = new Map<string, Bilingual>();

  constructor(vendors: Iterable<QualifiedData> = []) {
    super(rules);
    for (const one of vendors) this.putVendor(one);
  }

  putVendor(data: QualifiedData): void {
    this.put(documentOf(data));
    for (const { id, label } of data.criteria ?? []) this.criteria.set(id, label);
  }
}

export type VendorSearch = {
  /** Words of any kind: a name, a trade, a town, a number, an address. */
  words?: string | undefined;
  /** A UNSPSC code of any level, its end filled with zeros or not, or words for what is sold. */
  commodity?: string | undefined;
  region?: string | undefined;
  criterion?: string | undefined;
};

/** A code of any level without what it leaves open; undefined for words. */
const levelIn = (commodity: string): string | undefined => {
  const code = commodity.replace(/\s/g, '');
  if (!/^\d{2,8}$/.test(code)) return undefined;
  const open = code.replace(/(?:00)+$/, '');
  // Half a level means no level: the one above it is meant.
  return open.slice(0, open.length - (open.length % 2)) || code.slice(0, 2);
};

export const searchVendors = (
  index: VendorIndex,
  { words = '', commodity = '', region, criterion }: VendorSearch,
  how: { language: Language; sort?: 'relevance' | 'name'; from?: number; size: number },
): Answer<VendorField, VendorFacet> => {
  const level = levelIn(commodity);
  return search(index, {
    ...how,
    texts: [
      ...(words.trim() ? [{ text: words }] : []),
      ...(commodity.trim() && !level ? [{ text: commodity, fields: ['commodity' as const] }] : []),
    ],
    where: {
      ...(level && { commodity: [level] }),
      ...(region && { region: [region] }),
      ...(criterion && { criterion: [criterion] }),
    },
  });
};
