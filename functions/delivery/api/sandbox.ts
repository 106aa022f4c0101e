import { route } from '#platform/api.ts';
import { readSandbox, readSandboxHead } from '#schemas/api/delivery.ts';
import type { Relation } from '#schemas/authorisation.ts';
import { eventExamples } from '#schemas/events/examples.ts';
import type { EntryRecord } from '#schemas/feed-records.ts';
import type { Feed } from '../feed.ts';
import { readHead, readPage } from './page.ts';

const entries = eventExamples.map(
  (event): EntryRecord => ({
    sequence: Number(event.sequence),
    id: event.id,
    type: event.type,
    vendor: event.subject,
    at: event.time,
    body: JSON.stringify(event),
  }),
);

/** A feed like any other, made of the examples. */
const sandbox: Omit<Feed, 'entry'> = {
  head: async () => ({ sequence: entries.length, at: entries.at(-1)!.at }),
  after: async (sequence, limit) => entries.filter((one) => one.sequence > sequence).slice(0, limit),
  before: async (since) => entries.filter(({ at }) => at < since).length,
};

const ofAnyone = async () => ({ relation: 'none' as Relation, record: undefined });

export const sandboxRoutes = () => [
  route(readSandbox, { subject: ofAnyone, handle: async ({ query }) => ({ body: await readPage(sandbox, query) }) }),
  route(readSandboxHead, {
    subject: ofAnyone,
    handle: ({ query, headers, at }) => readHead(sandbox, query.after, headers['if-none-match'], at),
  }),
];
