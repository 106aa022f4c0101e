import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toInstitution } from '#platform/relations.ts';
import { csvOf, csvType, xlsxOf, xlsxType } from '#platform/spreadsheet.ts';
import { downloadRecognised, listRecognised, readRecognised } from '#schemas/api/delivery.ts';
import { feedKey, verdictRecord } from '#schemas/feed-records.ts';
import { allRecognised, headOf, recognisedPage, sharedOf } from '../recognised.ts';
import { vendorSheet } from '../sheet.ts';
import type { Dependencies } from './deps.ts';

const compress = promisify(gzip);

/** Whom an institution recognises: for its buyers, and for systems that begin, or begin again, with the whole list. */
export const recognisedRoutes = (deps: Dependencies) => {
  const { db, feeds } = deps;
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
    route(readRecognised, {
      subject,
      handle: async ({ params: { institution, vendor } }) => {
        const verdict = await readRecord(db, feeds, feedKey.verdict(institution, vendor), verdictRecord);
        const shared = verdict && sharedOf(verdict);
        if (!shared) throw new Problem('not-found');
        return { body: shared };
      },
    }),
    route(downloadRecognised, {
      subject,
      handle: async ({ params: { institution }, query, language, at, headers }) => {
        const chosen = query.language ?? language;
        const sheet = vendorSheet(await allRecognised(deps, institution), chosen);
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
