import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import { listRecognition } from '#schemas/api/delivery.ts';
import { feedKey, headRecord } from '#schemas/feed-records.ts';
import { institutionsIn } from '../institutions.ts';
import type { Dependencies } from './deps.ts';

/** Keys of one read. */
const most = 100;

/** How many vendors each institution recognises, as the head of each feed counts them. */
export const recognitionRoutes = ({ db, feeds, network }: Dependencies) => [
  route(listRecognition, {
    subject: async () => ({ relation: 'none' as const, record: undefined }),
    handle: async () => {
      const institutions = await institutionsIn(db, network);
      const heads = new Map<string, number | undefined>();
      for (let from = 0; from < institutions.length; from += most) {
        let request: Record<string, { Keys: Record<string, unknown>[] }> | undefined = {
          [feeds]: {
            Keys: institutions.slice(from, from + most).map(({ institution }) => feedKey.head(institution)),
          },
        };
        while (request?.[feeds]?.Keys.length) {
          const answer = await db.send(new BatchGetCommand({ RequestItems: request }));
          for (const item of answer.Responses?.[feeds] ?? [])
            heads.set(String(item.pk).slice('FEED#'.length), headRecord.parse(item).recognised);
          request = answer.UnprocessedKeys as typeof request;
        }
      }
      const counted = institutions.map(({ institution }) => {
        // A feed without a head has told nothing: it recognises nobody.
        const recognised = heads.has(institution) ? heads.get(institution) : 0;
        return { institution, ...(recognised !== undefined && { recognised }) };
      });
      return { body: { institutions: counted } };
    },
  }),
];
