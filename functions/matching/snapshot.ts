import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type CompiledDefinition, compile } from '#definitions/evaluate.ts';
import { type Speaking, speakingOn, versionsById } from '#definitions/in-force.ts';
import { Moments } from '#definitions/moments.ts';
import { readNetwork } from '#platform/network.ts';
import { readRecord } from '#platform/relations.ts';
import type { Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Institution } from '#schemas/institution.ts';
import { generationRecord, networkKey } from '#schemas/network-records.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/** What the network had published at one generation. */
export type Snapshot = {
  generation: number;
  institutions: ReadonlyMap<string, Institution>;
  /** Every published version, by definition id. */
  definitions: ReadonlyMap<string, readonly Definition[]>;
  vocabulary: Vocabulary;
  reciprocity: readonly ReciprocityTable[];
  compiled: (definition: Definition) => CompiledDefinition;
};

/** The definition that speaks for an institution on a day. */
export const inForce = (snapshot: Snapshot, institution: Institution, day: string): Speaking | undefined =>
  speakingOn(snapshot.definitions.get(institution.definition) ?? [], day);

const emptyVocabulary: Vocabulary = { groups: {}, flags: {}, certifications: {} };

/** Builds a snapshot of published records, whatever their order. */
export const snapshotOf = (
  generation: number,
  records: {
    institutions: readonly Institution[];
    definitions: readonly Definition[];
    reciprocity: readonly ReciprocityTable[];
    vocabulary: Vocabulary | undefined;
  },
): Snapshot => {
  const compiled = new Map<Definition, CompiledDefinition>();
  const moments = new Moments();
  return {
    generation,
    institutions: new Map(records.institutions.map((one) => [one.institution, one])),
    definitions: versionsById(records.definitions),
    vocabulary: records.vocabulary ?? emptyVocabulary,
    reciprocity: records.reciprocity,
    compiled: (definition) => {
      const known = compiled.get(definition) ?? compile(definition, records.reciprocity, moments);
      compiled.set(definition, known);
      return known;
    },
  };
};

export type Network = { current: () => Promise<Snapshot> };

/**
 * The published network, read again whenever its generation has moved on. The generation is read at every use, and before
 * and after the rest: a snapshot never claims to be newer or older than what it holds, so a verdict reached from a stale one
 * is recognised as older by whoever writes it.
 */
export const networkIn = (db: DynamoDBDocumentClient, table: string): Network => {
  let cached: Snapshot | undefined;
  const generation = async (): Promise<number> =>
    (await readRecord(db, table, networkKey.generation(), generationRecord))?.generation ?? 0;

  return {
    current: async () => {
      for (let now = await generation(); ; ) {
        if (cached?.generation === now) return cached;
        const fresh = snapshotOf(now, await readNetwork(db, table));
        const after = await generation();
        if (after === now) cached = fresh;
        now = after;
      }
    },
  };
};
