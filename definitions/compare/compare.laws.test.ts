import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Definition, Rule } from '#schemas/definition.ts';
import { facts as factsSchema } from '#schemas/facts.ts';
import { dayOf } from '../days.ts';
import { compile } from '../evaluate.ts';
import { prepare } from '../evidence.ts';
import * as arbitrary from '../testing/arbitrary.ts';
import { all, any, definitionOf, not } from '../testing/build.ts';
import { compare, type Example } from './compare.ts';
import { commonCore, union } from './core.ts';
import { matrix } from './matrix.ts';
import { isAlwaysMet, isSatisfiable, redundantParts } from './vacuity.ts';

const at = '2025-06-30';
const runs = (numRuns: number) => ({ numRuns });
const { rule, definition } = arbitrary;
const of = (r: Rule, id = 'd'): Definition => definitionOf(r, { id });
const implies = (a: Rule, b: Rule) => compare(of(a), of(b), { at }).aImpliesB;
const reading = fc.constantFrom('evidence' as const, 'standards' as const);

test('every definition is equivalent to itself, to itself twice denied, and to itself twice over', () => {
  fc.assert(
    fc.property(rule, (r) => {
      for (const same of [r, not(not(r)), all(r, r), any(r, r)]) {
        expect(compare(of(r), of(structuredClone(same)), { at }).relation).toBe('equivalent');
      }
    }),
    runs(100),
  );
});

test('what is asked in addition implies, and what is allowed in addition is implied', () => {
  fc.assert(
    fc.property(rule, rule, (a, b) => {
      expect(implies(all(a, b), a)).toBe('yes');
      expect(implies(a, any(a, b))).toBe('yes');
      expect(implies(all(a, b), any(a, b))).toBe('yes');
    }),
    runs(150),
  );
});

test('turned round, a comparison says the same', () => {
  fc.assert(
    fc.property(definition, definition, reading, (a, b, how) => {
      const there = compare(a, b, { at, reading: how });
      const back = compare(b, a, { at, reading: how });
      expect([back.bImpliesA, back.aImpliesB, back.disjoint]).toEqual([
        there.aImpliesB,
        there.bImpliesA,
        there.disjoint,
      ]);
    }),
    runs(100),
  );
});

test('implication is transitive, and both ways it is equivalence', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 3, maxLength: 5 }), (rules) => {
      const some = [
        ...rules,
        all(rules[0]!, rules[1]!),
        any(rules[1]!, rules[2]!),
        any(rules[0]!, all(rules[1]!, rules[2]!)),
      ];
      const yes = some.map((a) => some.map((b) => implies(a, b) === 'yes'));
      const { relations } = matrix(
        some.map((r, i) => of(r, `d${i}`)),
        { at },
      );
      for (const a of some.keys()) {
        for (const b of some.keys()) {
          expect(relations[a]![b] === 'equivalent').toBe(yes[a]![b]! && yes[b]![a]!);
          for (const c of some.keys()) if (yes[a]![b] && yes[b]![c]) expect(yes[a]![c]).toBe(true);
        }
      }
    }),
    runs(15),
  );
});

test.each(arbitrary.worlds)(
  'a matrix says of every pair what comparing the two says ($count names)',
  ({ share, definition }) => {
    fc.assert(
      fc.property(fc.array(definition, { minLength: 2, maxLength: 8 }), reading, (definitions, how) => {
        const options = { at, reading: how };
        const { relations, satisfiable } = matrix(definitions, options);
        for (const [i, a] of definitions.entries()) {
          expect(satisfiable[i]).toBe(isSatisfiable(a.rule, at, options));
          for (const [j, b] of definitions.entries()) expect(relations[i]![j]).toBe(compare(a, b, options).relation);
        }
      }),
      runs(Math.max(3, 25 * share)),
    );
  },
);

test.each(arbitrary.worlds)(
  'no supplier refutes what is proved, at any assurance, age and date of its facts ($count names)',
  ({ share, definition, facts }) => {
    fc.assert(
      fc.property(definition, definition, fc.array(facts, { minLength: 30, maxLength: 30 }), (a, b, suppliers) => {
        const { aImpliesB, bImpliesA, disjoint } = compare(a, b, { at });
        const [first, second] = [compile(a), compile(b)];
        for (const facts of suppliers) {
          const evidence = prepare(facts);
          const inA = first.outcome(evidence, dayOf(at)) === 'qualifies';
          const inB = second.outcome(evidence, dayOf(at)) === 'qualifies';
          if (inA && !inB) expect(aImpliesB).toBe('no');
          if (inB && !inA) expect(bImpliesA).toBe('no');
          if (inA && inB) expect(disjoint).toBe('no');
        }
      }),
      runs(300 * share),
    );
  },
);

const without = (record: object, key: string) => Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));
const fields = ['managed', 'controlled', 'workforce', 'certifications', 'flags'] as const;

test.each(arbitrary.worlds)(
  'an example is a valid profile, shows what it says, and nothing can be left out of it ($count names)',
  ({ share, definition }) => {
    fc.assert(
      fc.property(definition, definition, (a, b) => {
        const [first, second] = [compile(a), compile(b)];
        const outcomes = (facts: Example['facts']) => {
          const evidence = prepare(factsSchema.parse(facts));
          return [first.outcome(evidence, dayOf(at)), second.outcome(evidence, dayOf(at))].map(
            (o) => o === 'qualifies',
          );
        };
        const { onlyA, onlyB, both } = compare(a, b, { at });
        for (const [example, shown] of [
          [onlyA, [true, false]],
          [onlyB, [false, true]],
          [both, [true, true]],
        ] as const) {
          if (!example) continue;
          const { facts } = example;
          expect(outcomes(facts)).toEqual(shown);
          expect([example.a, example.b].map((o) => o === 'qualifies')).toEqual(shown);
          for (const i of facts.owners.keys()) {
            expect(outcomes({ ...facts, owners: facts.owners.toSpliced(i, 1) })).not.toEqual(shown);
          }
          for (const field of fields) {
            for (const name of Object.keys(facts[field])) {
              expect(outcomes({ ...facts, [field]: without(facts[field], name) })).not.toEqual(shown);
            }
          }
        }
      }),
      runs(Math.max(5, 150 * share)),
    );
  },
);

test('the common core implies each definition, and each implies the union', () => {
  fc.assert(
    fc.property(fc.array(definition, { minLength: 1, maxLength: 4 }), reading, (list, how) => {
      const definitions = list.map((d, i) => ({ ...d, id: `d${i}` }));
      const options = { at, reading: how };
      const core = commonCore(definitions, options);
      const whole = union(definitions, options);
      for (const each of definitions) {
        expect(compare(of(core.rule), each, options).aImpliesB).toBe('yes');
        expect(compare(each, of(whole.rule), options).aImpliesB).toBe('yes');
      }
      const everything = of({ kind: 'all', of: definitions.map((d) => d.rule) });
      expect(compare(of(core.rule), everything, options).relation).toBe('equivalent');
      expect(core.satisfiable).toBe(isSatisfiable(everything.rule, at, options));
      expect(core.satisfiable === 'yes').toBe(core.example !== null);
      for (const each of core.example ? definitions : []) {
        expect(compile(each).outcome(prepare(core.example!), dayOf(at))).toBe('qualifies');
      }
    }),
    runs(60),
  );
});

test('a rule and its denial are never both met; one that is always met has a denial that never is', () => {
  fc.assert(
    fc.property(rule, (r) => {
      expect(compare(of(r), of(not(r)), { at }).disjoint).toBe('yes');
      if (isAlwaysMet(r, at) === 'yes') expect(isSatisfiable(not(r), at)).toBe('no');
    }),
    runs(150),
  );
});

test('a part said twice, or said by a stricter part beside it, is redundant', () => {
  fc.assert(
    fc.property(rule, (r) => {
      expect(redundantParts(all(r, structuredClone(r)), at).redundant).toEqual(expect.arrayContaining([[0], [1]]));
    }),
    runs(50),
  );
});
