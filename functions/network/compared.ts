import type { Reading } from '#definitions/compare/index.ts';
import { allInForceOn } from '#definitions/in-force.ts';
import { criteriaOf } from '#definitions/rules.ts';
import { derivedId } from '#platform/ids.ts';
import type { Network } from '#platform/network.ts';
import { comparisonKey } from '#schemas/comparison-records.ts';
import type { Definition, ReciprocityTable } from '#schemas/definition.ts';

/** Moved on whenever comparison would answer otherwise than it did, so that everything is found anew. */
const ENGINE = 1;

export const readings: readonly Reading[] = ['evidence', 'standards'];

/** What is compared on a day: what institutions name, the one that speaks for them and those they want beside it. */
export const comparedOn = (network: Network, day: string): Definition[] => {
  const named = new Map<string, string>();
  for (const { institution, definition, compared = [] } of network.institutions)
    for (const id of [definition, ...compared]) named.set(id, institution);
  return allInForceOn(network.definitions, day).filter(({ id, institution }) => named.get(id) === institution);
};

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

const tablesOf = ({ rule }: Definition): string[] =>
  criteriaOf(rule).flatMap((one) => (one.kind === 'certification' && one.reciprocity ? [one.reciprocity] : []));

/** One comparison: everything that its answer follows from, and where it is kept. The first definition is the lesser id. */
export type Question = {
  a: Definition;
  b: Definition;
  reading: Reading;
  /** The first day on which all was as it is on the day asked about: until the next such day the answer stays. */
  at: string;
  tables: readonly ReciprocityTable[];
  key: ReturnType<typeof comparisonKey.pair>;
};

/** Days on which something begins to be in force, or to be so no more. */
const turnsOf = (some: readonly { effective: { from: string; until?: string | undefined } }[]): string[] =>
  some.flatMap(({ effective: { from, until } }) => [from, ...(until ? [dayAfter(until)] : [])]);

/** At most so many days that come are compared ahead. */
const AHEAD = 12;

/**
 * The days for which definitions are compared: the last one on which something changed, and those on which it will. So
 * whatever comes into force was compared when it was published, and no clock has to do it.
 */
export const turningDays = ({ definitions, reciprocity }: Network, day: string): string[] => {
  const withdrawn = definitions.flatMap(({ withdrawnOn }) => withdrawnOn ?? []);
  const turns = [...new Set([...turnsOf(definitions), ...turnsOf(reciprocity), ...withdrawn])].sort();
  const now = turns.findLast((turn) => turn <= day) ?? day;
  return [now, ...turns.filter((turn) => turn > day).slice(0, AHEAD)];
};

export const questionOf = (
  one: Definition,
  other: Definition,
  reading: Reading,
  reciprocity: readonly ReciprocityTable[],
  day: string,
): Question => {
  const [a, b] = one.id <= other.id ? [one, other] : [other, one];
  const ids = new Set([...tablesOf(a), ...tablesOf(b)]);
  const tables = reciprocity.filter(({ id }) => ids.has(id));
  const at =
    [a.effective.from, b.effective.from, ...turnsOf(tables)]
      .filter((turn) => turn <= day)
      .sort()
      .at(-1) ?? day;
  const from = derivedId(ENGINE, reading, at, ...tables.map(({ id, version }) => `${id}#${version}`).sort());
  return { a, b, reading, at, tables, key: comparisonKey.pair(a, b, from) };
};

/** The same seen from the other definition. */
export const mirrored = {
  equivalent: 'equivalent',
  'a-implies-b': 'b-implies-a',
  'b-implies-a': 'a-implies-b',
  disjoint: 'disjoint',
  overlapping: 'overlapping',
  'not-decided': 'not-decided',
} as const;
