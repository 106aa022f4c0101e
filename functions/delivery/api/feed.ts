import { route } from '#platform/api.ts';
import { auditWrite, entryOf } from '#platform/audit.ts';
import type { Caller } from '#platform/caller.ts';
import { toInstitution } from '#platform/relations.ts';
import { readFeed, readFeedHead } from '#schemas/api/delivery.ts';
import { feedOf } from '../feed.ts';
import type { Dependencies } from './deps.ts';
import { readHead, readPage } from './page.ts';

export const feedRoutes = (deps: Dependencies) => {
  const { db, feeds } = deps;
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);

  return [
    route(readFeed, {
      subject,
      handle: async (request) => {
        const { params, query } = request;
        const page = await readPage(feedOf(db, feeds, params.institution), query);
        if (page.events.length === 0) return { body: page };
        // Whoever polls finds nothing most of the time; what is handed over is a delivery.
        const codes = { events: page.events.length, to: page.next };
        return { body: page, writes: [auditWrite(deps.auditTable, entryOf(readFeed, request, { codes }))] };
      },
    }),
    route(readFeedHead, {
      subject,
      handle: ({ params, query, headers, at }) =>
        readHead(feedOf(db, feeds, params.institution), query.after, headers['if-none-match'], at),
    }),
  ];
};
