import { derivedId } from '#platform/ids.ts';
import type { EntryRecord } from '#schemas/feed-records.ts';

/** One request: an event on its own, or several in a row. */
export type Message = { id: string; contentType: string; body: string; entries: readonly EntryRecord[] };

/** A batch is closed before it grows beyond this many characters. */
const batchCharacters = 512 * 1024;

export const single = (entry: EntryRecord): Message => ({
  id: entry.id,
  contentType: 'application/cloudevents+json; charset=utf-8',
  body: entry.body,
  entries: [entry],
});

/** The id follows from the first and the last event, so that the same batch sent again has the same id. */
const batch = (entries: readonly EntryRecord[]): Message => ({
  id: `bat_${derivedId(entries[0]!.id, entries.at(-1)!.id)}`,
  contentType: 'application/cloudevents-batch+json; charset=utf-8',
  body: `[${entries.map(({ body }) => body).join(',')}]`,
  entries,
});

/** Entries as requests, in their order: singly when the institution wants one at a time, else in batches. */
export const messagesOf = (entries: readonly EntryRecord[], size: number): Message[] => {
  if (size === 1) return entries.map(single);
  const messages: Message[] = [];
  let open: EntryRecord[] = [];
  let characters = 0;
  for (const entry of entries) {
    if (open.length === size || (open.length > 0 && characters + entry.body.length > batchCharacters)) {
      messages.push(batch(open));
      [open, characters] = [[], 0];
    }
    open.push(entry);
    characters += entry.body.length;
  }
  if (open.length > 0) messages.push(batch(open));
  return messages;
};
