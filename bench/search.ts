import { searchedFirms } from '#samples/search/firms.ts';
import { judgedQueries } from '#samples/search/judged.ts';
import { trades } from '#samples/search/trades.ts';
import { commodities } from '#schemas/commodities.ts';
import { searchVendors, VendorIndex } from '../functions/delivery/vendor-search.ts';
import { searchCommodities } from '../web/supplier/commodity-search.ts';
import { clock, type Section } from './figure.ts';
import { judgedVendors, manyVendors, scan } from './search/vendors.ts';

const count = Number(process.env.BENCH_VENDORS ?? 100_000);

const quantile = (all: readonly number[], q: number) =>
  all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(q * all.length))] ?? Number.NaN;

/** How often the right one comes first. */
const rightFirst = (): Section => {
  const index = new VendorIndex(judgedVendors(searchedFirms));
  const share = (right: readonly boolean[]) => (100 * right.filter(Boolean).length) / right.length;
  const vendors = (language: 'fr' | 'en') =>
    share(
      judgedQueries
        .filter(([one]) => one === language)
        .map(([, words, firm]) => {
          const [hit] = searchVendors(index, { words }, { language, size: 1 }).hits;
          return hit?.document.id === `sup_${firm.padEnd(26, '0')}`;
        }),
    );
  const words = (language: 'fr' | 'en') =>
    share(trades[language].map(([text, code]) => searchCommodities(text, 1).codes[0] === code));
  const figures = [
    { name: 'vendors, French queries', value: vendors('fr'), unit: '%', atLeast: 90 },
    { name: 'vendors, English queries', value: vendors('en'), unit: '%', atLeast: 90 },
    { name: 'commodities, French trades', value: words('fr'), unit: '%', atLeast: 90 },
    { name: 'commodities, English trades', value: words('en'), unit: '%', atLeast: 90 },
  ];
  return {
    title: `right answer first: ${judgedQueries.length} queries over ${searchedFirms.length} firms, ${trades.fr.length + trades.en.length} trades over ${Object.keys(commodities).length} commodities`,
    figures,
    wrong: figures.filter(({ value, atLeast }) => value < atLeast).map(({ name, value }) => `${name}: ${value} %`),
  };
};

/** How long an answer takes among many, beside looking through them all. */
const latency = (): Section => {
  const vendors = manyVendors(count);
  const heap = process.memoryUsage().heapUsed;
  const began = performance.now();
  const index = new VendorIndex(vendors);
  const built = performance.now() - began;
  const ask = (words: string) => searchVendors(index, { words }, { language: 'fr', size: 25 });
  ask('traiteur');
  const queries = [
    ...judgedQueries.map(([, words]) => words),
    // As a buyer of a large list asks: everything, a common trade, a name, and what nobody has.
    ...['', 'services', 'nettoyage montréal', vendors[17]!.vendor.legalName, 'traiteur introuvable', 'plombeir'],
  ];
  const times = queries.map((words) => {
    const start = clock();
    ask(words);
    return (clock() - start) * 1000;
  });
  const some = queries.slice(0, 3);
  const scanned = some.map((words) => {
    const start = clock();
    scan(vendors, words);
    return (clock() - start) * 1000;
  });
  const updates = vendors.slice(0, 1000).map((one) => {
    const start = clock();
    index.putVendor(one);
    return (clock() - start) * 1000;
  });
  const wrong = vendors
    .slice(1000, 1050)
    .filter(({ vendor }) => ask(vendor.legalName).hits[0]?.document.name !== vendor.legalName)
    .map(({ vendor }) => `${vendor.legalName} is not found first by its name`);
  const median = (all: readonly number[]) => quantile(all, 0.5);
  return {
    title: `${count} vendors in memory, 25 shown with reasons and all facets counted, ${queries.length} queries`,
    figures: [
      { name: 'p50', value: median(times), unit: 'ms' },
      { name: 'p95', value: quantile(times, 0.95), unit: 'ms', atMost: 300 },
      { name: 'a scan of all, p50', value: median(scanned), unit: 'ms' },
      { name: 'quicker than a scan', value: median(scanned) / median(times), unit: '×', atLeast: 10 },
      { name: 'one vendor put again, p95', value: quantile(updates, 0.95), unit: 'ms', atMost: 5 },
      { name: 'index made', value: built / 1000, unit: 's' },
      { name: 'memory of it', value: (process.memoryUsage().heapUsed - heap) / 1e6, unit: 'MB' },
    ],
    wrong,
  };
};

export async function* run(): AsyncGenerator<Section> {
  yield rightFirst();
  yield latency();
}
