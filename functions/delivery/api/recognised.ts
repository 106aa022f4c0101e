import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type * as z from 'zod';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { toInstitution } from '#platform/relations.ts';
import { csvOf, csvType, xlsxOf, xlsxType } from '#platform/spreadsheet.ts';
import { downloadRecognised, listRecognised, readRecognised, searchRecognised } from '#schemas/api/delivery.ts';
import { allRecognised, headOf, recognisedPage, theseRecognised } from '../recognised.ts';
import { vendorSheet } from '../sheet.ts';
import { vendorIndexes } from '../vendor-indexes.ts';
import { searchVendors } from '../vendor-search.ts';
import type { Dependencies } from './deps.ts';

type Why = z.input<NonNullable<typeof searchRecognised.answer>>['vendors'][number]['why'];

const compress = promisify(gzip);

/** Whom an institution recognises: for its buyers, and for systems that begin, or begin again, with the whole list. */
export const recognisedRoutes = (deps: Dependencies) => {
  const indexes = vendorIndexes(deps);
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);
  return [
    route(listRecognised, {
      subject,
      handle: async ({ params: { institution }, query }) => {
        // Read before the list: what is told meanwhile is told again by the feed, never skipped.
        const sequence = await headOf(deps, institution);
        const { vendors, next } = await recognisedPage(deps, institution, query.after, query.limit);
        return { body: { vendors, ...(next && { next }), sequence } };
      },
    }),
    route(searchRecognised, {
      subject,
      handle: async ({ params: { institution }, query, language }) => {
        const { index, sequence } = await indexes(institution);
        const { from, limit, sort } = query;
        const found = searchVendors(index, query, { language: query.language ?? language, sort, from, size: limit });
        // The index proposes, the record decides: what is shown is what holds now.
        const ids = found.hits.map(({ document }) => document.id);
        const now = await theseRecognised(deps, institution, ids);
        return {
          body: {
            vendors: found.hits.flatMap(({ document, why }) => {
              const vendor = now.get(document.id);
              return vendor ? [{ vendor, why: why as Why }] : [];
            }),
            total: found.total,
            unfiltered: found.unfiltered,
            ...(from + limit < found.total && { next: from + limit }),
            corrected: found.corrected,
            without: found.without,
            facets: {
              regions: (found.facets.region ?? []).map(([region, count]) => ({ region, count })),
              criteria: (found.facets.criterion ?? []).flatMap(([criterion, count]) => {
                const label = index.criteria.get(criterion);
                return label ? [{ criterion, label, count }] : [];
              }),
            },
            sequence,
          },
        };
      },
    }),
    route(readRecognised, {
      subject,
      handle: async ({ params: { institution, vendor } }) => {
        const shared = (await theseRecognised(deps, institution, [vendor])).get(vendor);
        if (!shared) throw new Problem('not-found');
        return { body: shared };
      },
    }),
    route(downloadRecognised, {
      subject,
      handle: async ({ params: { institution }, query, language, at, headers }) => {
        const chosen = query.language ?? language;
        const [{ index }, vendors] = await Promise.all([indexes(institution), allRecognised(deps, institution)]);
        const { hits } = searchVendors(index, query, { language: chosen, sort: 'name', size: index.size });
        const byId = new Map(vendors.map((one) => [String(one.vendor.id), one]));
        const found = hits.flatMap(({ document }) => byId.get(document.id) ?? []);
        const sheet = vendorSheet(found, chosen);
        const name = `${institution}-${chosen === 'fr' ? 'fournisseurs' : 'vendors'}-${dayOf(at)}.${query.format}`;
        const spoken = { 'content-language': chosen };
        if (query.format === 'xlsx')
          return { file: { type: xlsxType, name, bytes: await xlsxOf(sheet) }, headers: spoken };
        const bytes = csvOf(sheet);
        const packed = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
        return {
          file: { type: csvType, name, bytes: packed ? await compress(bytes) : bytes },
          headers: { ...spoken, ...(packed && { 'content-encoding': 'gzip' }) },
        };
      },
    }),
  ];
};
