import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { feedOf } from './feed.ts';
import { allRecognised, headOf, theseRecognised } from './recognised.ts';
import { VendorIndex } from './vendor-search.ts';

/** Vendors that are kept in memory at most, over all institutions that were searched of late. */
const mostKept = 50_000;
/** Events that are applied one by one: after more, reading everything anew is quicker. */
const mostEvents = 400;
/** Share of an index that counts for nothing any more when it is made anew. */
const mostWaste = 0.5;

type Kept = { index: VendorIndex; sequence: number };

/**
 * The index of each institution, in memory. Its feed says what changed since it was made: the feed has no gap, so an index
 * that has all its events is as new as the list itself. What is erased is disqualified in the feed, and leaves with that.
 */
export const vendorIndexes = (where: { db: DynamoDBDocumentClient; feeds: string }) => {
  const kept = new Map<string, Kept>();

  const anew = async (institution: string): Promise<Kept> => {
    // Read before the list: what is told meanwhile is applied again, never skipped.
    const sequence = await headOf(where, institution);
    return { index: new VendorIndex(await allRecognised(where, institution, true)), sequence };
  };

  const followed = async (institution: string, known: Kept, head: number): Promise<Kept | undefined> => {
    if (head - known.sequence > mostEvents || known.index.waste > mostWaste) return undefined;
    const feed = feedOf(where.db, where.feeds, institution);
    while (known.sequence < head) {
      const entries = await feed.after(known.sequence, mostEvents);
      if (entries[0]?.sequence !== known.sequence + 1) return undefined;
      // The feed says who changed; the records say how it stands, and what may be seen of it now.
      const vendors = [...new Set(entries.map(({ vendor }) => vendor))];
      const now = await theseRecognised(where, institution, vendors);
      for (const vendor of vendors) {
        const recognised = now.get(vendor);
        if (recognised) known.index.putVendor(recognised);
        else known.index.remove(vendor);
      }
      known.sequence = Math.max(known.sequence, entries.at(-1)!.sequence);
    }
    return known;
  };

  return async (institution: string): Promise<Kept> => {
    const head = await headOf(where, institution);
    const known = kept.get(institution);
    const now =
      (known && (known.sequence >= head ? known : await followed(institution, known, head))) ??
      (await anew(institution));
    // The last one used is the last to go.
    kept.delete(institution);
    kept.set(institution, now);
    let size = [...kept.values()].reduce((sum, { index }) => sum + index.size, 0);
    for (const [one, { index }] of kept) {
      if (size <= mostKept || one === institution) break;
      kept.delete(one);
      size -= index.size;
    }
    return now;
  };
};
