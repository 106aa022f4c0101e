import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toInstitution } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { replayFeed, resendParked, resumeDelivery, testEndpoint } from '#schemas/api/delivery.ts';
import { type CursorRecord, cursorRecord, feedKey, parkedRecord } from '#schemas/feed-records.ts';
import { cursorStore } from '../cursor.ts';
import { feedOf } from '../feed.ts';
import type { Dependencies } from './deps.ts';

const notDelivering = new Problem('wrong-state', {
  detail: {
    fr: 'Aucun point de réception n’est actif.',
    en: 'No endpoint is active.',
  },
});

const nothingDelivered = new Problem('wrong-state', {
  detail: {
    fr: 'Aucun événement n’a encore été livré\u00a0: il n’y en a aucun à renvoyer à titre d’essai. Pour envoyer ce qui attend, demandez la reprise des envois.',
    en: 'No event has been delivered yet, so there is none to send again as a test. To send what waits, resume delivery.',
  },
});

const noLongerKept = new Problem('feed-trimmed', {
  detail: {
    fr: 'Cet événement n’est plus conservé. Lisez la liste des fournisseurs reconnus\u00a0: elle dit ce qui vaut aujourd’hui.',
    en: 'This event is no longer kept. Read the list of recognized vendors: it says what holds today.',
  },
});

/**
 * What an institution can ask for beyond waiting. None of it moves the cursor forward: only what the endpoint took, or what
 * was set aside, does.
 */
export const againRoutes = (deps: Dependencies) => {
  const { db, feeds } = deps;
  const cursors = cursorStore(db, feeds);
  const subject = ({ params, caller }: { params: { institution: string }; caller: Caller }) =>
    toInstitution(deps, caller, params.institution);
  const activeCursor = async (institution: string): Promise<CursorRecord> => {
    const cursor = await readRecord(db, feeds, feedKey.cursor(institution), cursorRecord);
    if (cursor?.state !== 'active') throw notDelivering;
    return cursor;
  };
  /** Gives delivery to a new run: one that is under way finds that the cursor is no longer its own, and stops. */
  const startRun = (institution: string): Write => ({
    Update: {
      TableName: feeds,
      Key: feedKey.cursor(institution),
      UpdateExpression: 'SET #run = #run + :one, running = :no, wake = :yes, failures = :zero REMOVE nextTryAt',
      ConditionExpression: '#state = :active',
      ExpressionAttributeNames: { '#run': 'run', '#state': 'state' },
      ExpressionAttributeValues: { ':one': 1, ':no': false, ':yes': true, ':zero': 0, ':active': 'active' },
    },
    orElse: notDelivering,
  });
  /** The same, from an earlier sequence. Should another replay have gone back further meanwhile, that one has its way. */
  const rewind = (institution: string, sequence: number): Write => ({
    Update: {
      TableName: feeds,
      Key: feedKey.cursor(institution),
      UpdateExpression:
        'SET #run = #run + :one, running = :no, wake = :yes, failures = :zero, #sequence = :sequence REMOVE nextTryAt, trimmed',
      ConditionExpression: '#state = :active AND #sequence >= :sequence',
      ExpressionAttributeNames: { '#run': 'run', '#state': 'state', '#sequence': 'sequence' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':no': false,
        ':yes': true,
        ':zero': 0,
        ':active': 'active',
        ':sequence': sequence,
      },
    },
    orElse: new Problem('busy'),
  });

  return [
    route(replayFeed, {
      subject,
      handle: async ({ params: { institution }, body }) => {
        const cursor = await activeCursor(institution);
        const feed = feedOf(db, feeds, institution);
        const { sequence: head } = await feed.head();
        // What was not delivered yet waits for its turn: a replay goes back, never past it.
        const after = Math.min(cursor.sequence, 'after' in body ? body.after : await feed.before(body.since));
        return { body: { after, head }, writes: [rewind(institution, after)] };
      },
    }),
    route(resumeDelivery, {
      subject,
      handle: async ({ params: { institution } }) => {
        const cursor = await activeCursor(institution);
        const { sequence: head } = await feedOf(db, feeds, institution).head();
        const body = { after: cursor.sequence, head };
        // A run that is sending at this moment is left to it; one that waits for its next try is not.
        const sending = cursor.running && cursor.nextTryAt === undefined;
        return sending ? { body } : { body, writes: [startRun(institution)] };
      },
    }),
    route(testEndpoint, {
      subject,
      handle: async ({ params: { institution }, at }) => {
        const { sequence: last, lastDeliveredAt } = await activeCursor(institution);
        if (!lastDeliveredAt) throw nothingDelivered;
        const setAside = new Set((await cursors.parked(institution)).map(({ sequence }) => sequence));
        let sequence = last;
        while (setAside.has(sequence)) sequence--;
        if (sequence < 1) throw nothingDelivered;
        if (!(await cursors.entry(institution, sequence))) throw noLongerKept;
        const test = { sequence, requestedAt: at.toISOString() };
        return {
          body: test,
          writes: [{ Put: { TableName: feeds, Item: { ...feedKey.test(institution), ...test } } }],
        };
      },
    }),
    route(resendParked, {
      subject,
      handle: async ({ params: { institution, sequence } }) => {
        const key = feedKey.parked(institution, sequence);
        const parked = await readRecord(db, feeds, key, parkedRecord);
        if (!parked) throw new Problem('not-found');
        if (!(await cursors.entry(institution, sequence))) throw noLongerKept;
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
              orElse: new Problem('not-found'),
            },
            startRun(institution),
          ],
        };
      },
    }),
  ];
};
