import { describe, expect, test } from 'vitest';
import type { Definition, Rule } from '#schemas/definition.ts';
import { facts } from '#schemas/facts.ts';
import {
  all,
  any,
  atLeast,
  certification,
  control,
  definitionOf,
  flagged,
  form,
  located,
  measured,
  not,
  ownership,
  workforce,
} from '../testing/build.ts';
import { type Comparison, compare } from './compare.ts';
import type { CompareOptions } from './inquiry.ts';

const between = (a: Rule, b: Rule, options?: CompareOptions): Comparison =>
  compare(definitionOf(a, { id: 'a' }), definitionOf(b, { id: 'b' }), options);
const relation = (a: Rule, b: Rule, options?: CompareOptions) => between(a, b, options).relation;

test('a higher threshold, a better assurance, a smaller group and a younger proof each ask for more', () => {
  const base = ownership({ assurance: 'documented' });
  expect(relation({ ...base, bp: 6000 }, base)).toBe('a-implies-b');
  expect(relation({ ...base, assurance: 'verified' }, base)).toBe('a-implies-b');
  expect(relation(base, { ...base, groups: ['women', 'black'] })).toBe('a-implies-b');
  expect(relation({ ...base, maxAgeMonths: 12 }, base)).toBe('a-implies-b');
  expect(relation({ ...base, maxAgeMonths: 12 }, { ...base, maxAgeMonths: 13 })).toBe('a-implies-b');
});

test('more than 50 % is less than at least 51 %, and 50.01 % tells them apart', () => {
  const { relation: found, onlyB } = between(ownership(), ownership({ cmp: '>', bp: 5000 }));
  expect(found).toBe('a-implies-b');
  expect(onlyB?.facts.owners).toMatchObject([{ bp: 5001 }]);
});

test('owners in two groups are one owner for a union and two for a sum', () => {
  const groups = ['women', 'black'];
  const union = ownership({ groups });
  const sum = ownership({ groups, combine: 'sum' });
  const { relation: found, onlyB } = between(union, sum);
  expect(found).toBe('a-implies-b');
  expect(onlyB?.facts.owners.map(({ groups: known }) => Object.keys(known).sort())).toEqual([['black', 'women']]);
});

test('two groups that reach a majority together leave it open which one has it', () => {
  const some = ownership({ groups: ['women', 'black'] });
  const one = any(ownership({ groups: ['women'] }), ownership({ groups: ['black'] }));
  expect(relation(one, some)).toBe('a-implies-b');
  expect(between(one, some).onlyB?.facts.owners).toHaveLength(2);
});

test('two majorities share an owner, so a majority of women and one of non-women exclude each other', () => {
  expect(relation(ownership(), not(ownership({ assurance: 'declared', bp: 5000 })))).toBe('disjoint');
  const groups = ['women', 'black', 'indigenous'];
  const twoThirds = groups.map((group) => ownership({ groups: [group], bp: 6667 }));
  // Three shares of two thirds add up to more than all owners twice: someone is in all three groups.
  expect(between(all(...twoThirds), ownership({ groups, combine: 'sum', bp: 20_001 })).aImpliesB).toBe('yes');
  expect(between(all(...twoThirds), ownership({ groups, combine: 'sum', bp: 20_002 })).aImpliesB).toBe('no');
});

test('headcounts without a cross-tab bound a union by the largest group only', () => {
  const two = workforce({ groups: ['women', 'black'], bp: 6000 });
  const each = all(workforce({ groups: ['women'], bp: 3000 }), workforce({ groups: ['black'], bp: 3000 }));
  expect(between(each, two).aImpliesB).toBe('no');
  expect(between(each, { ...two, combine: 'sum' }).aImpliesB).toBe('yes');
});

test('what is known twice over implies each: forms, places, counts, ages, names', () => {
  expect(relation(form({ anyOf: ['band'] }), form({ anyOf: ['band', 'mutual'] }))).toBe('a-implies-b');
  expect(relation(form({ anyOf: ['band'] }), form({ anyOf: ['mutual'] }))).toBe('disjoint');
  expect(relation(located({ anyOf: ['CA-ON-toronto'] }), located())).toBe('a-implies-b');
  expect(relation(located({ scope: 'head' }), located())).toBe('a-implies-b');
  expect(relation(located({ scope: 'head' }), located({ scope: 'head', anyOf: ['CA-QC'] }))).toBe('disjoint');
  expect(relation(located(), located({ anyOf: ['CA-QC'] }))).toBe('overlapping');
  expect(relation(measured({ cmp: '<', value: 5 }), measured({ cmp: '<=', value: 4 }))).toBe('equivalent');
  expect(
    relation(
      measured({ measure: 'monthsInBusiness', value: 24 }),
      measured({ measure: 'monthsInBusiness', value: 12 }),
    ),
  ).toBe('a-implies-b');
  expect(relation(flagged(), any(flagged(), control()))).toBe('a-implies-b');
});

test('a count between two thresholds is found where neither end will do', () => {
  const a = all(measured({ value: 10 }), measured({ cmp: '<=', value: 100 }));
  const b = any(measured({ cmp: '<=', value: 20 }), measured({ value: 60 }));
  const found = between(a, b).onlyA?.facts.employees?.value;
  expect(found).toBeGreaterThan(20);
  expect(found).toBeLessThan(60);
});

test('an unsatisfiable definition implies all others, and says that it is one', () => {
  const never = all(measured({ cmp: '>', value: 9 }), measured({ cmp: '<', value: 9 }));
  const { relation: found, satisfiable, disjoint, onlyB } = between(never, ownership());
  expect({ found, satisfiable, disjoint }).toEqual({
    found: 'a-implies-b',
    satisfiable: { a: 'no', b: 'yes' },
    disjoint: 'yes',
  });
  expect(onlyB).not.toBeNull();
});

test('"it is or it is not" is not the same as nothing asked, while it may be unknown', () => {
  const either = any(flagged(), not(flagged()));
  const nothing = ownership({ bp: 0 });
  const { relation: found, onlyB } = between(either, nothing);
  expect(found).toBe('a-implies-b');
  expect(onlyB?.a).toBe('undetermined');
});

test('a certificate stands for its standard in one reading only', () => {
  const certified = certification({ anyOf: ['wbe-canada'], assurance: 'documented' });
  const owned = ownership({ groups: ['women', 'veteran'], assurance: 'documented' });
  expect(between(certified, owned)).toMatchObject({ reading: 'evidence', relation: 'overlapping' });
  expect(between(certified, owned, { reading: 'standards' })).toMatchObject({
    reading: 'standards',
    relation: 'a-implies-b',
  });
  expect(relation(certified, { ...owned, assurance: 'verified' }, { reading: 'standards' })).toBe('overlapping');
  expect(relation(certified, form({ anyOf: ['non-profit'] }), { reading: 'standards' })).toBe('disjoint');
});

test('a proof by certificate is as old as the certificate', () => {
  const certified = certification({ anyOf: ['wbe-canada'] });
  const fresh = ownership({ maxAgeMonths: 12 });
  expect(relation({ ...certified, maxAgeMonths: 12 }, fresh, { reading: 'standards' })).toBe('a-implies-b');
  expect(relation(certified, fresh, { reading: 'standards' })).toBe('overlapping');
  // Asked once well known and once recently, it is both: the two bounds are about one certificate.
  const both = all(certified, { ...certified, assurance: 'declared', maxAgeMonths: 12 });
  expect(relation(both, fresh, { reading: 'standards' })).toBe('a-implies-b');
});

test('reciprocity counts as the table in force on the day says', () => {
  const tables = [
    { id: 'mutual', version: 1, effective: { from: '2025-01-01' }, entries: [{ held: 'nmsdc', accepted: 'camsc' }] },
  ];
  const held = certification({ anyOf: ['nmsdc'] });
  const accepting = certification({ anyOf: ['camsc'], reciprocity: 'mutual' });
  expect(relation(held, accepting, { tables, at: '2025-06-30' })).toBe('a-implies-b');
  expect(relation(held, accepting, { tables, at: '2024-06-30' })).toBe('overlapping');
});

test('every example is a valid profile', () => {
  const a = all(ownership(), any(located(), measured({ measure: 'monthsInBusiness', value: 30, maxAgeMonths: 6 })));
  const b = all(workforce(), not(located({ scope: 'head', anyOf: ['CA-QC'] })), not(flagged()));
  const { onlyA, onlyB, both } = between(a, b);
  for (const example of [onlyA, onlyB, both]) expect(facts.parse(example?.facts)).toEqual(example?.facts);
});

const many = (n: number, of: (i: number) => Rule): Rule[] => Array.from({ length: n }, (_, i) => of(i));
const cpu = () => process.threadCpuUsage().user / 1000;
const timed = (definition: Definition, other: Definition, steps: number) => {
  const start = cpu();
  const found = compare(definition, other, { budget: { steps } });
  return { found, took: cpu() - start };
};

test('a thousand criteria are compared', () => {
  const rule = all(...many(1000, (i) => ownership({ bp: 5 * i + 1 })));
  expect(relation(rule, ownership({ bp: 4996 }))).toBe('equivalent');
  expect(relation(any(...many(1000, (i) => measured({ value: i }))), measured({ value: 0 }))).toBe('equivalent');
  const flags = many(1000, (i) => flagged({ flag: `f${i}` }));
  expect(relation(any(...flags), atLeast(20, ...flags))).toBe('b-implies-a');
});

test('what only a supplier larger than facts may be could show is not decided', () => {
  const flags = many(201, (i) => flagged({ flag: `f${i}` }));
  expect(between(all(...flags), flagged({ flag: 'f0' }))).toMatchObject({ aImpliesB: 'yes', disjoint: 'not-decided' });
});

test('what would take too long is not decided, and said so in the steps allowed', () => {
  const deep = (depth: number): Rule => (depth === 0 ? flagged() : not(deep(depth - 1)));
  const subsets = (shift: number) =>
    any(
      ...many(40, (i) =>
        ownership({ groups: [0, 1, 2].map((k) => `g${(i * 7 + k * k * shift) % 23}`), bp: 2000 + 97 * i }),
      ),
    );
  for (const [a, b] of [
    [deep(5000), flagged()],
    [all(subsets(3), not(subsets(5))), all(subsets(11), not(subsets(13)))],
  ] as const) {
    const { found, took } = timed(definitionOf(a), definitionOf(b), 500_000);
    expect(found.relation).toBe('not-decided');
    expect(found).toMatchObject({ onlyA: null, onlyB: null });
    expect(took).toBeLessThan(3000);
  }
});

describe('definitions that people write, however many groups they name', () => {
  const groups = (n: number) => Array.from({ length: n }, (_, i) => `g${i}`);
  const oneAndTheSame = (n: number, bp = 5100) =>
    any(
      ...groups(n).map((one) =>
        all(
          ownership({ groups: [one], bp }),
          control({ groups: [one], aspect: 'managed' }),
          control({ groups: [one], aspect: 'controlled' }),
        ),
      ),
    );
  const anyOfThem = (n: number) =>
    all(
      ownership({ groups: groups(n) }),
      control({ groups: groups(n), aspect: 'managed' }),
      control({ groups: groups(n), aspect: 'controlled' }),
    );
  const flags = (from: number, to: number) => all(flagged({ flag: `f${from}` }), flagged({ flag: `f${to}` }));
  const sum = (n: number, bp = 5100) => ownership({ groups: groups(n), combine: 'sum', bp });

  test.each<[string, Rule, Rule, string]>([
    ['one and the same of 14 groups, and any', oneAndTheSame(14), anyOfThem(14), 'a-implies-b'],
    ['one and the same of 40 groups, and any', oneAndTheSame(40), anyOfThem(40), 'a-implies-b'],
    ['one and the same of 14 groups, at two thresholds', oneAndTheSame(14), oneAndTheSame(14, 3000), 'a-implies-b'],
    [
      'a hundred pairs, and the same turned round',
      any(...many(100, (i) => flags(2 * i, 2 * i + 1))),
      any(...many(100, (i) => flags(199 - 2 * i, 198 - 2 * i))),
      'equivalent',
    ],
    [
      'a dozen pairs, and a dozen others',
      any(...many(12, (i) => flags(2 * i, 2 * i + 1))),
      any(...many(12, (i) => flags(i, 23 - i))),
      'overlapping',
    ],
    ['the largest group, and the sum', ownership({ groups: groups(20), combine: 'anyOne' }), sum(20), 'a-implies-b'],
    [
      'each of twelve, and the sum',
      all(...groups(12).map((one) => ownership({ groups: [one], bp: 900 }))),
      sum(12, 10_000),
      'a-implies-b',
    ],
  ])('%s', (_name, a, b, expected) => {
    const { found, took } = timed(definitionOf(a), definitionOf(b), 2_000_000);
    expect(found).toMatchObject({ relation: expected, satisfiable: { a: 'yes', b: 'yes' } });
    expect(took).toBeLessThan(2000);
  });
});
