import { commonCore, compare, describe, type Reading, standards, union } from '#definitions/compare/index.ts';
import { matrix } from '#definitions/compare/matrix.ts';
import { allInForceOn } from '#definitions/in-force.ts';
import { route } from '#platform/api.ts';
import { dayOf } from '#platform/clock.ts';
import { type Network, readNetwork } from '#platform/network.ts';
import { Problem } from '#platform/problem.ts';
import { compareDefinitions, readCommonCore, readMatrix } from '#schemas/api/comparison.ts';
import type { Definition } from '#schemas/definition.ts';
import type { Dependencies } from './deps.ts';
import { ofNetwork } from './standing.ts';

const mostCombined = 60;

/** The version of each definition that is in force on a day. */
const inForce = (network: Network, day: string): Map<string, Definition> =>
  new Map(allInForceOn(network.definitions, day).map((one) => [one.id, one]));

const named = ({ id, institution, version, label }: Definition) => ({ id, institution, version, label });

/**
 * How definitions lie to each other. Anyone may ask, and an answer takes a while to find: each is kept until the next
 * publication or the next day.
 */
export const comparisonRoutes = ({ db, network: table }: Dependencies) => {
  const kept = new Map<string, unknown>();
  let keptFor = '';
  const once = <T>(network: Network, day: string, question: unknown[], find: () => T): T => {
    const now = `${network.generation} ${day}`;
    if (keptFor !== now || kept.size > 2_000) kept.clear();
    keptFor = now;
    const key = JSON.stringify(question);
    if (!kept.has(key)) kept.set(key, find());
    return kept.get(key) as T;
  };
  const optionsFor = (network: Network, reading: Reading, at: string) => ({
    reading,
    at,
    tables: network.reciprocity,
    standards,
  });
  const pick = (definitions: Map<string, Definition>, id: string): Definition => {
    const found = definitions.get(id);
    if (!found) throw new Problem('not-found');
    return found;
  };

  return [
    route(compareDefinitions, {
      subject: ofNetwork,
      handle: async ({ query, at }) => {
        const [network, day] = [await readNetwork(db, table), dayOf(at)];
        const definitions = inForce(network, day);
        const [a, b] = [pick(definitions, query.a), pick(definitions, query.b)];
        const words = network.vocabulary ?? { groups: {}, flags: {}, certifications: {} };
        const body = once(network, day, ['compare', a.id, b.id, query.reading], () => {
          const found = compare(a, b, optionsFor(network, query.reading, day));
          const { relation, aImpliesB, bImpliesA, disjoint } = found;
          return {
            ...{ a: named(a), b: named(b), relation, aImpliesB, bImpliesA, disjoint },
            told: describe(found, a, b, words),
          };
        });
        return { body };
      },
    }),
    route(readMatrix, {
      subject: ofNetwork,
      handle: async ({ query: { reading }, at }) => {
        const [network, day] = [await readNetwork(db, table), dayOf(at)];
        const definitions = [...inForce(network, day).values()];
        const body = once(network, day, ['matrix', reading], () => {
          const { relations, satisfiable } = matrix(definitions, optionsFor(network, reading, day));
          return { reading, definitions: definitions.map(named), relations, satisfiable };
        });
        return { body };
      },
    }),
    route(readCommonCore, {
      subject: ofNetwork,
      handle: async ({ query, at }) => {
        const [network, day] = [await readNetwork(db, table), dayOf(at)];
        const all = inForce(network, day);
        const asked = query.definitions?.split(',').map((id) => pick(all, id)) ?? [
          ...new Set(network.institutions.flatMap(({ definition }) => all.get(definition) ?? [])),
        ];
        if (asked.length === 0 || asked.length > mostCombined) throw new Problem('not-found');
        const combine = query.kind === 'all' ? commonCore : union;
        const key = ['core', query.kind, query.reading, asked.map(({ id }) => id)];
        const body = once(network, day, key, () => {
          const { satisfiable, of, rule } = combine(asked, optionsFor(network, query.reading, day));
          return { definitions: asked.map(named), satisfiable, of, rule };
        });
        return { body };
      },
    }),
  ];
};
