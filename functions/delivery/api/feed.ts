import { route } from '#platform/api.ts';
import { auditWrite, entryOf } from '#platform/audit.ts';
import type { Caller } from '#platform/caller.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toInstitution } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { readFeed, readFeedHead, replayFeed, resendParked } from '#schemas/api/delivery.ts';
import { feedKey, parkedRecord } from '#schemas/feed-records.ts';
import { feedOf } from '../feed.ts';
import type { Dependencies } from './deps.ts';
import { readHead, readPage } from './page.ts';

const notDelivering = new Problem('wrong-state', {
  detail: {
    fr: 'Aucun point de réception n’est actif.',
    en: 'No endpoint is active.',
  },
});

export const feedRoutes = (deps: Dependencies) => {
  const { db, feeds } = deps;
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);
  /** Gives delivery to a new run: one that is under way finds that the cursor is no longer its own, and stops. */
  const again = (institution: string, sequence?: number): Write => ({
    Update: {
      TableName: feeds,
      Key: feedKey.cursor(institution),
      UpdateExpression: `SET #run = #run + :one, running = :no, wake = :yes, failures = :zero, refusals = :zero${
        sequence === undefined ? '' : ', #sequence = :sequence'
      } REMOVE nextTryAt`,
      ConditionExpression: '#state = :active',
      ExpressionAttributeNames: {
        '#run': 'run',
        '#state': 'state',
        ...(sequence !== undefined && { '#sequence': 'sequence' }),
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ':no': false,
        ':yes': true,
        ':zero': 0,
        ':active': 'active',
        ...(sequence !== undefined && { ':sequence': sequence }),
      },
    },
    orElse: notDelivering,
  });

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
    route(replayFeed, {
      subject,
      handle: async ({ params: { institution }, body }) => {
        const feed = feedOf(db, feeds, institution);
        const { sequence: head } = await feed.head();
        const after = Math.min(head, 'after' in body ? body.after : await feed.before(body.since));
        return { body: { after, head }, writes: [again(institution, after)] };
      },
    }),
    route(resendParked, {
      subject,
      handle: async ({ params: { institution, sequence } }) => {
        const key = feedKey.parked(institution, sequence);
        const parked = await readRecord(db, feeds, key, parkedRecord);
        if (!parked) throw new Problem('not-found');
        return {
          body: { ...parked, state: 'queued' as const },
          writes: [
            {
              Update: {
                TableName: feeds,
                Key: key,
                UpdateExpression: 'SET #state = :queued',
                ConditionExpression: 'attribute_exists(pk)',
                ExpressionAttributeNames: { '#state': 'state' },
                ExpressionAttributeValues: { ':queued': 'queued' },
              },
            },
            again(institution),
          ],
        };
      },
    }),
  ];
};
