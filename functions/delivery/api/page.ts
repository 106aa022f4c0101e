import { Problem } from '#platform/problem.ts';
import type { EventType, VendorEvent } from '#schemas/events/v1.ts';
import type { EntryRecord } from '#schemas/feed-records.ts';
import { type Feed, pollSeconds } from '../feed.ts';

type Query = { after?: number | undefined; since?: string | undefined; limit: number; type?: EventType | undefined };

/** Reads of the table that one request may cost when it filters by type. */
const mostReads = 8;

const trimmed = (oldest: number) =>
  new Problem('feed-trimmed', {
    detail: {
      fr: `Le fil commence au numéro ${oldest}. Lisez d’abord la liste des fournisseurs reconnus, puis reprenez ici.`,
      en: `The feed starts at ${oldest}. Read the list of recognized vendors first, then go on from here.`,
    },
  });

/** One page of a feed: events as they were told, and where to go on. */
export const readPage = async (feed: Omit<Feed, 'entry'>, { after, since, limit, type }: Query) => {
  const { sequence: head } = await feed.head();
  const start = after ?? (since === undefined ? 0 : await feed.before(since));
  const found: EntryRecord[] = [];
  let next = Math.min(start, head);
  for (let reads = 0; reads < mostReads && found.length < limit && next < head; reads++) {
    const entries = await feed.after(next, type ? limit : limit - found.length);
    const first = entries[0]?.sequence;
    // What is no longer kept must not look as if it had never been.
    const gone = first === undefined || (next > 0 && first > next + 1);
    if (gone && next === start) throw trimmed(first ?? head + 1);
    if (gone) break;
    for (const entry of entries) {
      // Entries go one by one: the page ends before one that is gone, and whoever goes on there is told.
      if (found.length === limit || (next > 0 && entry.sequence > next + 1)) break;
      if (!type || entry.type === type) found.push(entry);
      next = entry.sequence;
    }
  }
  return { events: found.map(({ body }) => JSON.parse(body) as VendorEvent), next, head };
};

/** The head, for pollers: an ETag to come back with, 304 when nothing was added, and when it is worth asking again. */
export const readHead = async (
  feed: Omit<Feed, 'entry'>,
  after: number | undefined,
  ifNoneMatch: string | undefined,
  now: Date,
) => {
  const { sequence, at } = await feed.head();
  const etag = `"${sequence}"`;
  const headers = {
    etag,
    'cache-control': 'private, no-cache',
    'retry-after': String(after !== undefined && after < sequence ? 0 : pollSeconds(at, now)),
  };
  const known = ifNoneMatch?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
  if (known) return { status: 304, headers };
  return {
    headers,
    body: {
      sequence,
      ...(at && { at }),
      ...(after !== undefined && { lag: Math.max(0, sequence - after) }),
    },
  };
};
