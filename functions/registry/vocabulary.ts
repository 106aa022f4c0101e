import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readRecord } from '#platform/relations.ts';
import { networkKey } from '#schemas/network-records.ts';
import { type Vocabulary, vocabulary } from '#schemas/vocabulary.ts';

const record = z.object(vocabulary.shape);

/** The network's words; without a record there are none beyond those that the answers use themselves. */
export const readVocabulary = async ({
  db,
  network,
}: {
  db: DynamoDBDocumentClient;
  network: string;
}): Promise<Vocabulary> =>
  (await readRecord(db, network, networkKey.vocabulary(), record)) ?? {
    groups: {},
    flags: {},
    certifications: {},
  };
