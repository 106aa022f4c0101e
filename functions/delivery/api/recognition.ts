import { route } from '#platform/api.ts';
import { readMany } from '#platform/many.ts';
import { listRecognition } from '#schemas/api/delivery.ts';
import { feedKey, headRecord } from '#schemas/feed-records.ts';
import { institutionsIn } from '../institutions.ts';
import type { Dependencies } from './deps.ts';

/** How many vendors each institution recognises, as the head of each feed counts them. */
export const recognitionRoutes = ({ db, feeds, network }: Dependencies) => [
  route(listRecognition, {
    subject: async () => ({ relation: 'none' as const, record: undefined }),
    handle: async () => {
      const institutions = await institutionsIn(db, network);
      const found = await readMany(
        db,
        feeds,
        institutions.map(({ institution }) => feedKey.head(institution)),
      );
      const heads = new Map(
        found.map((item) => [String(item.pk).slice('FEED#'.length), headRecord.parse(item).recognised]),
      );
      const counted = institutions.map(({ institution }) => {
        // A feed without a head has told nothing: it recognises nobody.
        const recognised = heads.has(institution) ? heads.get(institution) : 0;
        return { institution, ...(recognised !== undefined && { recognised }) };
      });
      return { body: { institutions: counted } };
    },
  }),
];
