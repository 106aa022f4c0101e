import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ReciprocityTable } from '#schemas/definition.ts';
import {
  type DefinitionRecord,
  definitionRecord,
  generationRecord,
  type InstitutionRecord,
  institutionRecord,
  networkKey,
  reciprocityRecord,
  vocabularyRecord,
} from '#schemas/network-records.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/** Everything public of the network, as it rests now. */
export type Network = {
  generation: number;
  institutions: readonly InstitutionRecord[];
  /** Every published version, oldest first. */
  definitions: readonly DefinitionRecord[];
  reciprocity: readonly ReciprocityTable[];
  vocabulary: (Vocabulary & { revision: number }) | undefined;
};

/** Reads the whole of it in one query: it is small, and what is published refers to each other. */
export const readNetwork = async (db: DynamoDBDocumentClient, table: string): Promise<Network> => {
  const institutions: InstitutionRecord[] = [];
  const definitions: DefinitionRecord[] = [];
  const reciprocity: ReciprocityTable[] = [];
  let [generation, vocabulary]: [number, Network['vocabulary']] = [0, undefined];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': networkKey.generation().pk },
        ConsistentRead: true,
        ExclusiveStartKey: from,
      }),
    );
    for (const item of page.Items ?? []) {
      const kind = String(item.sk).split('#')[0];
      if (kind === 'INSTITUTION') institutions.push(institutionRecord.parse(item));
      else if (kind === 'DEFINITION') definitions.push(definitionRecord.parse(item));
      else if (kind === 'RECIPROCITY') reciprocity.push(reciprocityRecord.parse(item));
      else if (kind === 'VOCABULARY') vocabulary = vocabularyRecord.parse(item);
      else if (kind === 'GENERATION') generation = generationRecord.parse(item).generation;
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return { generation, institutions, definitions, reciprocity, vocabulary };
};
