import { regionName } from '#definitions/asked.ts';
import { unaccented } from '#definitions/unaccented.ts';
import type { SearchedFirm } from '#samples/search/firms.ts';
import { commodities } from '#schemas/commodities.ts';
import { wordsFor } from '#schemas/commodity-words.ts';
import { type QualifiedData, qualifiedData } from '#schemas/events/v1.ts';
import type { Bilingual } from '#schemas/primitives.ts';

const codes = Object.keys(commodities);
const known: Readonly<Record<string, Bilingual>> = commodities;

const vendorOf = (one: SearchedFirm): QualifiedData => ({
  vendor: {
    id: `sup_${one.id.padEnd(26, '0')}` as QualifiedData['vendor']['id'],
    legalName: one.legalName,
    ...(one.operatingName && { operatingName: one.operatingName }),
    identifiers: [{ scheme: 'CA-CRA_ACR', id: `${one.businessNumber}RT0001`, legalName: one.legalName }],
    email: one.email,
    language: one.language,
  },
  commodities: one.commodities.map((id) => ({ scheme: 'UNSPSC' as const, id })),
  places: [{ region: one.region, head: true }],
  certification: { version: 1, certifiedOn: '2026-01-01', expiresOn: '2028-01-01' },
  verdict: {
    definition: 'sample',
    definitionVersion: 1,
    outcome: 'qualifies',
    assurance: null,
    validUntil: null,
    text: { fr: 'Reconnu.', en: 'Recognized.' },
  },
  disclosure: 'verdict',
});

export const judgedVendors = (firms: readonly SearchedFirm[]): QualifiedData[] =>
  firms.map((one) => qualifiedData.parse(vendorOf(one)));

const opening = 'Groupe,Atelier,Services,Les Entreprises,Maison,Studio,North,Blue,Great,Golden,Nouvelle,Prime'.split(
  ',',
);
const family =
  'Tremblay,Gagnon,Roy,Côté,Bouchard,Gauthier,Morin,Lavoie,Fortin,Gagné,Singh,Nguyen,Patel,Smith,Brown,Wilson,MacDonald,O’Brien,Chen,Haddad,Diallo,Osei,Okafor,Kowalski,Rossi,Tran,Lefebvre,D’Angelo,St-Pierre,Whitefeather'.split(
    ',',
  );
const trade =
  'Nettoyage,Catering,Plomberie,Security,Traduction,Design,Construction,Transport,Conseil,Printing,Paysage,Training'.split(
    ',',
  );
const ending = 'inc.,ltée,Ltd.,S.E.N.C.,Corp.,& Fils,& Sisters,Co-op'.split(',');
const towns =
  'QC-montreal,QC-laval,QC-quebec,QC-saint-jerome,QC-levis,ON-toronto,ON-ottawa,ON-brampton,ON-st-catharines,BC-vancouver,NS-halifax,MB-winnipeg'.split(
    ',',
  );
const syllables = 'ba,ro,mi,tel,van,sor,li,gra,dou,ne,pa,cru,fi,mon,ze,ta,kel,vi,ur,os'.split(',');

/** Invented vendors, the same each time, each of them with a name of its own. */
export const manyVendors = (count: number): QualifiedData[] => {
  let seed = 20_261_130;
  const chance = (most: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * most);
  };
  const of = <T>(all: readonly T[]): T => all[chance(all.length)]!;
  const coined = (number: number) => {
    let word = '';
    for (let left = number + 400; left > 0; left = Math.floor(left / syllables.length))
      word += syllables[left % syllables.length];
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  return Array.from({ length: count }, (_, number) =>
    vendorOf({
      id: `v${number.toString(36)}x`,
      legalName: `${of(opening)} ${of(family)} ${coined(number)} ${of(trade)} ${of(ending)}`,
      language: chance(2) ? 'fr' : 'en',
      commodities: [...new Set([of(codes), of(codes), of(codes)])],
      region: `CA-${of(towns)}`,
      businessNumber: String(100_000_000 + number),
      email: `info@${coined(number).toLowerCase()}.example.ca`,
    }),
  );
};

/** What needs no index: every text of every vendor is looked through for every word. */
export const scan = (vendors: readonly QualifiedData[], text: string): string[] => {
  const words = unaccented(text).split(/\s+/);
  return vendors
    .filter(({ vendor, commodities: sold, places }) => {
      const all = [
        vendor.legalName,
        vendor.operatingName ?? '',
        vendor.email,
        ...vendor.identifiers.map(({ id }) => id),
        ...sold.flatMap(({ id }) => [id, known[id]?.fr ?? '', known[id]?.en ?? '', ...wordsFor(id)]),
        ...places.flatMap(({ region }) => [regionName(region, 'fr'), regionName(region, 'en')]),
      ];
      const said = unaccented(all.join(' '));
      return words.every((word) => said.includes(word));
    })
    .map(({ vendor }) => vendor.id);
};
