import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Rule } from '#schemas/definition.ts';
import type { State } from '#schemas/verdict.ts';
import { acceptedCertifications, tableOn } from '../criteria/named.ts';
import { dayOf } from '../days.ts';
import { evaluate, judge } from '../evaluate.ts';
import { prepare } from '../evidence.ts';
import type { CriterionOf } from '../finding.ts';
import { implications } from '../implication.ts';
import { CompiledRule } from '../rule.ts';
import { criteriaOf, isCriterion } from '../rules.ts';
import * as arb from '../testing/arbitrary.ts';
import {
  all,
  any,
  certification,
  control,
  definitionOf,
  factsOf,
  flagged,
  form,
  known,
  not,
  ownerIn,
  ownership,
} from '../testing/build.ts';
import { withMore } from '../testing/more-evidence.ts';
import { missing } from './missing.ts';

const at = '2026-06-15';
const many = 100_000;

/** The rule over given states of its criteria, straight from the definition of three-valued logic. */
const kleene = (rule: Rule, states: readonly State[], next = { index: 0 }): State => {
  if (isCriterion(rule)) return states[next.index++]!;
  if (rule.kind === 'not') {
    const state = kleene(rule.of, states, next);
    return state === 'unknown' ? state : state === 'met' ? 'unmet' : 'met';
  }
  const parts = rule.of.map((part) => kleene(part, states, next));
  const count = (state: State) => parts.filter((part) => part === state).length;
  const n = rule.kind === 'all' ? parts.length : rule.kind === 'any' ? 1 : rule.n;
  if (count('met') >= n) return 'met';
  return parts.length - count('unmet') < n ? 'unmet' : 'unknown';
};

type Literal = `${number}:${'met' | 'unmet'}`;

/** Every minimal sufficient set, by trying all subsets; each closed under what follows criterion by criterion. */
const exhaustive = (rule: Rule, states: readonly State[], follows: ReturnType<typeof implications>): Set<string> => {
  const criteria = criteriaOf(rule);
  const literals = states.flatMap((state, i): Literal[] => (state === 'unknown' ? [`${i}:met`, `${i}:unmet`] : []));
  const closed = (subset: readonly Literal[]): Literal[] => {
    const set = new Set<Literal>();
    for (const one of subset) {
      const [index, state] = one.split(':') as [string, 'met' | 'unmet'];
      criteria.forEach((other, i) => {
        if (i === Number(index) || follows[state](criteria[Number(index)]!, other)) set.add(`${i}:${state}`);
      });
    }
    return [...set].sort();
  };
  const enough: Literal[][] = [];
  for (let bits = 0; bits < 1 << literals.length; bits++) {
    const subset = closed(literals.filter((_, i) => bits & (1 << i)));
    if (criteria.some((_, i) => subset.includes(`${i}:met`) && subset.includes(`${i}:unmet`))) continue;
    const then = states.map(
      (state, i): State =>
        state !== 'unknown'
          ? state
          : subset.includes(`${i}:met`)
            ? 'met'
            : subset.includes(`${i}:unmet`)
              ? 'unmet'
              : state,
    );
    if (kleene(rule, then) === 'met') enough.push(subset);
  }
  const minimal = enough.filter(
    (set) => !enough.some((other) => other.length < set.length && other.every((one) => set.includes(one))),
  );
  return new Set(minimal.map((set) => set.join(' ')));
};

test.each(arb.worlds)(
  'the sets are the minimal sufficient ones among all subsets, less those that cannot be shown together ($count names)',
  ({ share, ...world }) => {
    fc.assert(
      fc.property(world.definition, world.facts, world.tables, arb.date, (definition, facts, tables, day) => {
        const criteria = criteriaOf(definition.rule);
        const states = criteria.map((c) => new CompiledRule(c, tables).state(prepare(facts), dayOf(day)));
        fc.pre(states.filter((state) => state === 'unknown').length <= 5);
        fc.pre(kleene(definition.rule, states) === 'unknown');
        const accepted = ({ anyOf, reciprocity }: CriterionOf<'certification'>) =>
          acceptedCertifications(anyOf, reciprocity === null ? undefined : tableOn(reciprocity, dayOf(day), tables));
        const follows = implications(accepted);
        const expected = exhaustive(definition.rule, states, follows);
        const found = missing(definition, facts, day, tables, many);
        expect(found.complete).toBe(true);
        for (const { steps, witness } of found.sets) {
          const closed = new Set(
            steps.flatMap(({ criterion, becomes }) =>
              criteria.flatMap((other, i) =>
                other.id === criterion.id || follows[becomes](criterion, other) ? [`${i}:${becomes}`] : [],
              ),
            ),
          );
          expect(expected).toContain([...closed].sort().join(' '));
          expect(judge(definition, witness, day, tables).outcome).toBe('qualifies');
        }
        expect(found.sets.map(({ cost }) => cost)).toEqual(found.sets.map(({ cost }) => cost).sort((a, b) => a - b));
      }),
      { numRuns: 1500 * share },
    );
  },
);

test('the evidence of a set only adds to what is known', () => {
  fc.assert(
    fc.property(
      arb.definition,
      arb.definition,
      arb.facts,
      arb.tables,
      arb.date,
      (definition, other, facts, tables, day) => {
        const before = judge(other, facts, day, tables).outcome;
        fc.pre(before !== 'undetermined');
        for (const { witness } of missing(definition, facts, day, tables).sets) {
          expect(judge(other, witness, day, tables).outcome).toBe(before);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test.each(arb.worlds)(
  'where some further evidence makes a supplier qualify, a set is found ($count names)',
  ({ share, ...world }) => {
    fc.assert(
      fc.property(
        world.definition,
        world.facts,
        world.facts,
        world.tables,
        arb.date,
        (definition, facts, extra, tables, day) => {
          fc.pre(judge(definition, facts, day, tables).outcome === 'undetermined');
          fc.pre(judge(definition, withMore(facts, extra, 'verified'), day, tables).outcome === 'qualifies');
          expect(missing(definition, facts, day, tables).sets.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 800 * share },
    );
  },
);

test('of an owner of whom one group is known the others can still be shown', () => {
  const known = (women: boolean, indigenous?: boolean) =>
    ownerIn(5000, { women, ...(indigenous !== undefined && { indigenous }) }, 'declared');
  const groups = ['indigenous', 'women'];
  const notBoth = not(ownership({ groups, combine: 'sum', cmp: '>', bp: 10_000 }));
  const women = factsOf({ owners: [known(true), known(true)] });
  expect(missing(definitionOf(notBoth), women, at).sets).toHaveLength(1);
  const either = ownership({ groups, combine: 'union', cmp: '>=', bp: 10_000 });
  const mixed = factsOf({ owners: [known(false), ownerIn(5000, { indigenous: false }, 'declared')] });
  expect(missing(definitionOf(either), mixed, at).sets).toHaveLength(1);
});

test('the cheaper way comes first, and nothing is asked that another step already shows', () => {
  const women = ownership({ id: 'women' });
  const either = ownership({ id: 'either', groups: ['women', 'black'], assurance: 'documented' });
  const rule = any(certification(), all(women, either, control()));
  const facts = factsOf({ owners: [ownerIn(6000, { women: true }, 'declared'), ownerIn(4000, {})] });
  const ids = missing(definitionOf(rule), facts, at).sets.map(({ steps }) =>
    steps.map(({ criterion }) => criterion.id),
  );
  expect(ids).toEqual([['women', 'control'], ['certified']]);
});

test('what cannot be true together is not proposed', () => {
  const rule = any(
    all(form({ id: 'a', anyOf: ['non-profit'] }), form({ id: 'b', anyOf: ['corporation'] })),
    all(form({ id: 'c', anyOf: ['band', 'mutual'] }), not(form({ id: 'd', anyOf: ['band'] }))),
  );
  const { sets, complete } = missing(definitionOf(rule), factsOf(), at);
  expect(sets.map(({ steps }) => steps.map(({ criterion, becomes }) => `${criterion.id} ${becomes}`))).toEqual([
    ['c met', 'd unmet'],
  ]);
  expect(sets[0]?.witness.legalForm?.value).toBe('mutual');
  expect(complete).toBe(true);
});

test('nothing is missing where the answer is settled', () => {
  const expired = factsOf({ certifications: { wbe: known(true, 'verified', '2026-01-31') } });
  expect(missing(definitionOf(certification()), expired, at).sets).toEqual([]);
  const held = factsOf({ certifications: { wbe: known(true) } });
  expect(evaluate(definitionOf(certification()), held, at).outcome).toBe('qualifies');
  expect(missing(definitionOf(certification()), held, at).sets).toEqual([]);
});

test('where there are more ways than anyone could look through, some come soon and are said not to be all', () => {
  const flags = (count: number) => Array.from({ length: count }, (_, i) => flagged({ id: `f${i}`, flag: `f${i}` }));
  for (const [n, count] of [
    [10, 40],
    [100, 200],
  ] as const) {
    const definition = definitionOf({ kind: 'atLeast', n, of: flags(count) });
    const start = process.threadCpuUsage().user;
    const { sets, complete } = missing(definition, factsOf(), '2026-06-15');
    expect((process.threadCpuUsage().user - start) / 1e6).toBeLessThan(6);
    expect(complete).toBe(false);
    expect(sets).toHaveLength(5);
    for (const { steps, witness } of sets) {
      expect(steps).toHaveLength(n);
      expect(judge(definition, witness, '2026-06-15').outcome).toBe('qualifies');
    }
  }
});

test('a search that may cost little ends soon, says so, and tells nothing that the whole search does not', () => {
  const steps = ({ sets }: ReturnType<typeof missing>) =>
    sets.map(({ steps }) => steps.map(({ criterion }) => criterion.id).join());
  fc.assert(
    fc.property(
      arb.definition,
      arb.facts,
      arb.date,
      fc.integer({ min: 0, max: 20_000 }),
      (definition, facts, day, most) => {
        const whole = missing(definition, facts, day, [], many);
        const short = missing(definition, facts, day, [], many, most);
        expect(steps(whole)).toEqual(expect.arrayContaining(steps(short)));
        if (short.complete) expect(steps(short)).toEqual(steps(whole));
      },
    ),
    { numRuns: 300 },
  );
  const flags = Array.from({ length: 200 }, (_, i) => flagged({ id: `f${i}`, flag: `f${i}` }));
  const definition = definitionOf({ kind: 'atLeast', n: 100, of: flags });
  missing(definition, factsOf(), at, [], 1, 100_000);
  const start = process.threadCpuUsage().user;
  expect(missing(definition, factsOf(), at, [], 1, 100_000)).toMatchObject({ sets: [], complete: false });
  expect((process.threadCpuUsage().user - start) / 1000).toBeLessThan(200);
});
