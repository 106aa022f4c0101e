import { criteriaOf } from '#definitions/rules.ts';
import type { Network } from '#platform/network.ts';
import { Problem } from '#platform/problem.ts';
import type { Write } from '#platform/tables.ts';
import type { Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Institution } from '#schemas/institution.ts';
import { networkKey, type Withdrawal } from '#schemas/network-records.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/** What is about to become public. */
export type Publication = {
  institutions: readonly Institution[];
  definitions: readonly Definition[];
  reciprocity: readonly ReciprocityTable[];
  vocabulary: Vocabulary | undefined;
  withdrawals: readonly Withdrawal[];
};

export const nothing: Publication = {
  institutions: [],
  definitions: [],
  reciprocity: [],
  vocabulary: undefined,
  withdrawals: [],
};

const busy = new Problem('busy');

/** Institutions whose verdicts may differ after the publication. */
export const affectedBy = (network: Network, publication: Publication): string[] => {
  const profiles = new Map<string, Institution>(network.institutions.map((one) => [one.institution, one]));
  const affected = new Set<string>();
  for (const one of publication.institutions) {
    if (profiles.get(one.institution)?.definition !== one.definition) affected.add(one.institution);
    profiles.set(one.institution, one);
  }
  const definitions = new Set([...publication.definitions, ...publication.withdrawals].map(({ id }) => id));
  const tables = new Set(publication.reciprocity.map(({ id }) => id));
  for (const { id, rule } of [...network.definitions, ...publication.definitions])
    for (const criterion of criteriaOf(rule))
      if (criterion.kind === 'certification' && criterion.reciprocity && tables.has(criterion.reciprocity))
        definitions.add(id);
  for (const { institution, definition } of profiles.values())
    if (definitions.has(definition)) affected.add(institution);
  return [...affected].sort();
};

/**
 * The writes of a publication: each record conditional on what was read, and the generation, which moves on with every
 * publication and is conditional too, so that two at the same moment cannot both be built on the same network.
 */
export const publicationWrites = (table: string, network: Network, publication: Publication, at: Date): Write[] => {
  const now = at.toISOString();
  const put = (item: Record<string, unknown>, condition?: Partial<NonNullable<Write['Put']>>): Write => ({
    Put: {
      TableName: table,
      Item: item,
      ...(condition ?? { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
    orElse: busy,
  });
  const revised = (seen: number | undefined) =>
    seen === undefined
      ? undefined
      : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen } };
  const revisions = new Map(network.institutions.map((one) => [one.institution, one.revision]));
  return [
    ...publication.institutions.map((one) => {
      const seen = revisions.get(one.institution);
      return put({ ...networkKey.institution(one.institution), ...one, revision: (seen ?? 0) + 1 }, revised(seen));
    }),
    ...publication.definitions.map((one) =>
      put({ ...networkKey.definition(one.id, one.version), ...one, publishedAt: now }),
    ),
    ...publication.withdrawals.map((one) => put({ ...networkKey.withdrawal(one.id), ...one })),
    ...publication.reciprocity.map((one) =>
      put({ ...networkKey.reciprocity(one.id, one.version), ...one, publishedAt: now }),
    ),
    ...(publication.vocabulary
      ? [
          put(
            {
              ...networkKey.vocabulary(),
              ...publication.vocabulary,
              revision: (network.vocabulary?.revision ?? 0) + 1,
            },
            revised(network.vocabulary?.revision),
          ),
        ]
      : []),
    put(
      {
        ...networkKey.generation(),
        generation: network.generation + 1,
        affected: affectedBy(network, publication),
        at: now,
      },
      network.generation === 0
        ? undefined
        : { ConditionExpression: 'generation = :seen', ExpressionAttributeValues: { ':seen': network.generation } },
    ),
  ];
};
