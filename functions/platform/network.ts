import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
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
  type Withdrawal,
  withdrawalRecord,
} from '#schemas/network-records.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/** Everything public of the network, as it rests now. */
export type Network = {
  generation: number;
  institutions: readonly InstitutionRecord[];
  /** Every published version, oldest first; those of a withdrawn definition say from when on. */
  definitions: readonly DefinitionRecord[];
  reciprocity: readonly ReciprocityTable[];
  vocabulary: (Vocabulary & { revision: number }) | undefined;
};

/** Reads the whole of it in one query: it is small, and what is published refers to each other. */
export const readNetwork = async (db: DynamoDBDocumentClient, table: string): Promise<Network> => {
  const institutions: InstitutionRecord[] = [];
  const definitions: DefinitionRecord[] = [];
  const reciprocity: ReciprocityTable[] = [];
  const withdrawals = new Map<string, Withdrawal>();
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
      else if (kind === 'WITHDRAWAL') withdrawals.set(String(item.id), withdrawalRecord.parse(item));
      else if (kind === 'VOCABULARY') vocabulary = vocabularyRecord.parse(item);
      else if (kind === 'GENERATION') generation = generationRecord.parse(item).generation;
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return {
    generation,
    institutions,
    definitions: definitions.map((one) => {
      const withdrawal = withdrawals.get(one.id);
      return withdrawal ? { ...one, withdrawnOn: withdrawal.on } : one;
    }),
    reciprocity,
    vocabulary,
  };
};

type Latest = { generation: number; network: Promise<Network> };
const latestOf = new WeakMap<DynamoDBDocumentClient, Map<string, Latest>>();

/**
 * `readNetwork` for whoever asks often: read again only when a publication moved the generation on, which every change of
 * what is public does.
 */
export const currentNetwork = async (db: DynamoDBDocumentClient, table: string): Promise<Network> => {
  const { Item } = await db.send(
    new GetCommand({ TableName: table, Key: networkKey.generation(), ConsistentRead: true }),
  );
  const generation = Item ? generationRecord.parse(Item).generation : 0;
  const tables = latestOf.get(db) ?? new Map<string, Latest>();
  latestOf.set(db, tables);
  const known = tables.get(table);
  // Before the first publication there may be anything.
  if (known?.generation === generation && generation > 0) return known.network;
  const network = readNetwork(db, table);
  const mine = { generation, network };
  tables.set(table, mine);
  network.catch(() => {
    if (tables.get(table) === mine) tables.delete(table);
  });
  return network;
};

const derived = new WeakMap<Network, Map<string, unknown>>();
/** What follows from the network alone, worked out once for each: `key` says what it is. */
export const ofNetworkOnce = <T>(network: Network, key: string, make: (network: Network) => T): T => {
  const known = derived.get(network) ?? new Map<string, unknown>();
  derived.set(network, known);
  if (!known.has(key)) known.set(key, make(network));
  return known.get(key) as T;
};
