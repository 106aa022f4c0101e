import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  combined,
  combinedRule,
  describe,
  type Reading,
  type Relation,
  standards,
} from '#definitions/compare/index.ts';
import { pendingTold } from '#definitions/compare/words.ts';
import { route } from '#platform/api.ts';
import { dayOf } from '#platform/clock.ts';
import { currentNetwork, type Network } from '#platform/network.ts';
import { Problem } from '#platform/problem.ts';
import { compareDefinitions, readCommonCore, readMatrix } from '#schemas/api/comparison.ts';
import { comparisonKey, matrixRecord, type PairRecord, pairRecord, relationAt } from '#schemas/comparison-records.ts';
import type { Definition } from '#schemas/definition.ts';
import { comparedOn, mirrored, questionOf } from '../compared.ts';
import type { Dependencies } from './deps.ts';
import { ofNetwork } from './standing.ts';

const mostCombined = 60;
/** What a set that somebody chose may cost while they wait; pairs, and all together, are kept and cost nothing. */
const STEPS = 100_000;
const MOST_KEPT = 500;
const MOST_GIVEN = 20;

const named = ({ id, institution, version, label }: Definition) => ({ id, institution, version, label });
const noWords = { groups: {}, flags: {}, certifications: {} };

/** A pair as it is kept, seen with the other definition first. */
const turned = ({ aImpliesB, bImpliesA, satisfiable, onlyA, onlyB, both, ...pair }: PairRecord): PairRecord => {
  const swapped = (example: PairRecord['both']) => example && { ...example, a: example.b, b: example.a };
  return {
    ...pair,
    relation: mirrored[pair.relation],
    aImpliesB: bImpliesA,
    bImpliesA: aImpliesB,
    satisfiable: { a: satisfiable.b, b: satisfiable.a },
    onlyA: swapped(onlyB),
    onlyB: swapped(onlyA),
    both: swapped(both),
  };
};
const opposite = { yes: 'no', no: 'yes', 'not-decided': 'not-decided' } as const;

/**
 * How definitions lie to each other, as it was found when they were published: anyone may ask, and what they may ask about
 * is what institutions name. Nothing is compared while somebody waits.
 */
export const comparisonRoutes = ({ db, network: table }: Pick<Dependencies, 'db' | 'network'>) => {
  const cores = new Map<string, 'yes' | 'no' | 'not-decided'>();
  /** Large answers as they were last given: while nothing is published or compared they are asked for again and again. */
  const given = new Map<string, unknown>();
  const again = <T>(network: Network, key: unknown[], make: () => T): T => {
    const text = JSON.stringify([network.generation, ...key]);
    if (!given.has(text)) {
      if (given.size >= MOST_GIVEN) given.clear();
      given.set(text, make());
    }
    return given.get(text) as T;
  };

  const compared = async (at: Date) => {
    const [network, day] = [await currentNetwork(db, table), dayOf(at)];
    const all = new Map(comparedOn(network, day).map((one) => [one.id, one]));
    const pick = (id: string): Definition => {
      const found = all.get(id);
      if (!found) throw new Problem('not-found');
      return found;
    };
    return { network, day, all, pick };
  };
  const pairOf = async (network: Network, a: Definition, b: Definition, reading: Reading, day: string) => {
    const { key } = questionOf(a, b, reading, network.reciprocity, day);
    const { Item } = await db.send(new GetCommand({ TableName: table, Key: key }));
    if (!Item) return undefined;
    const pair = pairRecord.parse(Item);
    return a.id <= b.id ? pair : turned(pair);
  };
  /** The relations that are kept, by where definitions stand in the matrix. */
  const matrixFor = async (reading: Reading, day: string) => {
    const { pk, sk } = comparisonKey.matrix(reading, day);
    const { Items = [] } = await db.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': pk, ':first': comparisonKey.matrix(reading, '').sk, ':last': sk },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    const kept = Items[0] && matrixRecord.parse(Items[0]);
    const place = new Map(kept?.definitions.map(({ id, version }, i) => [`${id}#${version}`, i]));
    const at = ({ id, version }: Definition) => place.get(`${id}#${version}`) ?? -1;
    return {
      relation: (a: Definition, b: Definition) => relationAt(kept?.relations[at(a)], at(b)),
      /** Two that are alike say the same of every pair. */
      text: JSON.stringify([kept?.definitions, kept?.relations, kept?.satisfiable, kept?.together]),
      satisfiable: (one: Definition) => kept?.satisfiable[at(one)] ?? 'not-decided',
      together: (of: readonly Definition[]) =>
        kept && of.length === kept.definitions.length && of.every((one) => at(one) >= 0) ? kept.together : null,
    };
  };

  return [
    route(compareDefinitions, {
      subject: ofNetwork,
      handle: async ({ query, at }) => {
        const { network, day, pick } = await compared(at);
        const [a, b] = [pick(query.a), pick(query.b)];
        const pair = await pairOf(network, a, b, query.reading, day);
        const relation: Relation = pair?.relation ?? 'not-decided';
        const core = combinedRule('all', a === b ? [a] : [a, b], (i, j) =>
          i === j ? 'equivalent' : i < j ? relation : mirrored[relation],
        );
        return {
          body: {
            ...{ a: named(a), b: named(b) },
            relation: pair?.relation ?? ('pending' as const),
            aImpliesB: pair?.aImpliesB ?? ('not-decided' as const),
            bImpliesA: pair?.bImpliesA ?? ('not-decided' as const),
            disjoint: pair?.disjoint ?? ('not-decided' as const),
            core: { satisfiable: opposite[pair?.disjoint ?? 'not-decided'], ...core },
            told: pair ? describe(pair, a, b, network.vocabulary ?? noWords) : pendingTold(query.reading),
          },
        };
      },
    }),
    route(readMatrix, {
      subject: ofNetwork,
      handle: async ({ query: { reading }, at }) => {
        const { network, all, day } = await compared(at);
        const matrix = await matrixFor(reading, day);
        const definitions = [...all.values()];
        const body = again(network, ['matrix', reading, day, matrix.text], () => ({
          reading,
          definitions: definitions.map(named),
          relations: definitions.map((a) =>
            definitions.map((b) =>
              a === b ? ('equivalent' as const) : (matrix.relation(a, b) ?? ('pending' as const)),
            ),
          ),
          satisfiable: definitions.map(matrix.satisfiable),
        }));
        return { body };
      },
    }),
    route(readCommonCore, {
      subject: ofNetwork,
      handle: async ({ query: { definitions, kind, reading }, at }) => {
        const { network, day, all, pick } = await compared(at);
        const chosen = definitions ? [...new Set(definitions.split(','))].map(pick) : [...all.values()];
        if (chosen.length === 0 || chosen.length > mostCombined) throw new Problem('not-found');
        const matrix = await matrixFor(reading, day);
        const relation = (i: number, j: number): Relation =>
          i === j ? 'equivalent' : (matrix.relation(chosen[i]!, chosen[j]!) ?? 'not-decided');
        const satisfiable = () => {
          const each = chosen.map(matrix.satisfiable);
          if (kind === 'any')
            return each.includes('yes') ? 'yes' : each.every((one) => one === 'no') ? 'no' : 'not-decided';
          if (chosen.length === 1) return each[0]!;
          if (each.includes('no') || chosen.some((_, i) => chosen.some((_, j) => relation(i, j) === 'disjoint')))
            return 'no';
          const whole = matrix.together(chosen);
          if (whole) return whole;
          const key = JSON.stringify([reading, day, network.generation, chosen.map(({ id }) => id).sort()]);
          const known = cores.get(key);
          if (known) return known;
          const options = { reading, at: day, tables: network.reciprocity, standards, budget: { steps: STEPS } };
          const found = combined('all', chosen, relation, options).satisfiable;
          if (cores.size >= MOST_KEPT) cores.clear();
          cores.set(key, found);
          return found;
        };
        const ids = definitions ? chosen.map(({ id }) => id) : 'all';
        const body = again(network, ['core', reading, kind, day, ids, matrix.text], () => ({
          definitions: chosen.map(named),
          satisfiable: satisfiable(),
          ...combinedRule(kind, chosen, relation),
        }));
        return { body };
      },
    }),
  ];
};
