import type { z } from 'zod';
import { allInForceOn, comingAfter, inForceOn, versionsById } from '#definitions/in-force.ts';
import {
  type institutionSaid,
  listDefinitions,
  listInstitutions,
  listReciprocity,
  readVocabulary,
} from '#schemas/api/network.ts';
import type { Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import type { PageContext } from './context.ts';

export type InstitutionSaid = z.infer<typeof institutionSaid>;

/** What anyone may know of the network: who is in it, what they ask, and in which words. */
export type Network = {
  generation: number;
  vocabulary: Vocabulary;
  institutions: readonly InstitutionSaid[];
  /** Every published version, by the id of its definition, newest first. */
  versions: ReadonlyMap<string, readonly Definition[]>;
  reciprocity: readonly ReciprocityTable[];
  /** Those in force on a day, one version of each. */
  inForce: (day: string) => readonly Definition[];
  /** What an institution asks on a day; nothing where no version of its definition is in force. */
  definitionOf: (institution: InstitutionSaid, day: string) => Definition | undefined;
  /** The version of its definition that is published and begins after a day. */
  comingOf: (institution: InstitutionSaid, day: string) => Definition | undefined;
};

/** Looked at again after this long: a definition that was published is seen within half a minute. */
const freshMilliseconds = 30_000;
let latest: { at: number; network: Promise<Network> } | undefined;

/** Tables keep names in no order; a list that moved between two looks at it would be read anew. */
const ordered = <T>(names: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Everything, unless nothing was published since `known`: what is public is large, and changes seldom. */
const read = async ({ var: { api } }: PageContext, known: Network | undefined): Promise<Network> => {
  const institutions = await api(listInstitutions, {});
  if (known?.generation === institutions.body.generation) return known;
  const [vocabulary, definitions, reciprocity] = await Promise.all([
    api(readVocabulary, {}),
    api(listDefinitions, { query: { versions: 'all' } }),
    api(listReciprocity, {}),
  ]);
  const versions = versionsById(definitions.body.definitions);
  const of = ({ definition }: InstitutionSaid) => versions.get(definition) ?? [];
  let latestDay: { day: string; definitions: readonly Definition[] } | undefined;
  return {
    generation: institutions.body.generation,
    vocabulary: {
      ...vocabulary.body,
      groups: ordered(vocabulary.body.groups),
      certifications: ordered(vocabulary.body.certifications),
      flags: ordered(vocabulary.body.flags),
    },
    institutions: institutions.body.institutions,
    versions,
    reciprocity: reciprocity.body.tables,
    inForce: (day) => {
      if (latestDay?.day !== day) latestDay = { day, definitions: allInForceOn(definitions.body.definitions, day) };
      return latestDay.definitions;
    },
    definitionOf: (institution, day) => inForceOn(of(institution), day),
    comingOf: (institution, day) => comingAfter(of(institution), day),
  };
};

/** The public side of the network; the same for everyone, so it is read once for many pages. */
export const networkOf = async (c: PageContext): Promise<Network> => {
  const now = Date.now();
  if (latest && now - latest.at < freshMilliseconds) return latest.network;
  const known = latest?.network;
  // What cannot be read now is read by the next page.
  const mine = {
    at: now,
    network: Promise.resolve(known)
      .catch(() => undefined)
      .then((one) => read(c, one)),
  };
  latest = mine;
  mine.network.catch(() => {
    if (latest === mine) latest = known && { at: 0, network: known };
  });
  return mine.network;
};
