import { expect, test } from 'vitest';
import type { Criterion, Definition, Rule } from '#schemas/definition.ts';
import type { Facts, KnownBoolean, Owner } from '#schemas/facts.ts';
import { dayOf } from '../days.ts';
import { compile } from '../evaluate.ts';
import { prepare } from '../evidence.ts';
import * as build from '../testing/build.ts';
import { BitRows } from './bits.ts';
import { compare } from './compare.ts';
import { matrix } from './matrix.ts';

/**
 * A small world in which every supplier can be written down: two groups, two certificates, three forms, two assurances,
 * shares in steps around the thresholds. What is proved of all suppliers must hold of each of these.
 */
const at = '2025-06-30';
const day = dayOf(at);
const levels = ['declared', 'verified'] as const;

const states = (): (KnownBoolean | undefined)[] => [
  undefined,
  build.known(false, 'declared'),
  ...levels.map((level) => build.known(true, level)),
];
const record = (entries: Record<string, KnownBoolean | undefined>): Record<string, KnownBoolean> =>
  Object.fromEntries(Object.entries(entries).flatMap(([name, fact]) => (fact ? [[name, fact]] : [])));

const owners: Owner[][] = [[]];
for (const women of states()) {
  for (const black of states()) {
    const groups = record({ women, black });
    if (Object.keys(groups).length === 0) continue;
    for (const bp of [4000, 4900, 5000, 5001, 5100, 6001, 10_000]) owners.push([{ bp, groups }]);
  }
}
const halves = owners.flat().filter(({ bp }) => bp === 4900 || bp === 5000 || bp === 5100);
for (const first of halves) {
  for (const second of halves)
    if (first.bp >= second.bp && first.bp + second.bp <= 10_000) owners.push([first, second]);
}
const rest: Facts[] = [];
for (const wbe of states()) {
  for (const camsc of states().slice(0, 3)) {
    for (const legalForm of [undefined, 'non-profit', 'corporation'] as const) {
      rest.push(
        build.factsOf({
          certifications: record({ wbe, camsc }),
          ...(legalForm && { legalForm: build.known(legalForm) }),
        }),
      );
    }
  }
}
/** Theories do not interfere, but rules join them: every set of owners meets a rotating choice of the rest, and back. */
const suppliers: Facts[] = [
  ...owners.flatMap((list, i) => [0, 7, 17, 29].map((k) => ({ ...rest[(i + k) % rest.length]!, owners: list }))),
  ...rest.flatMap((other, i) =>
    [1, 40, 90, 200].map((k) => ({ ...other, owners: owners[(i * 31 + k) % owners.length]! })),
  ),
];

const criteria: Criterion[] = levels.flatMap((assurance) => [
  build.ownership({ assurance }),
  build.ownership({ assurance, cmp: '>', bp: 5000 }),
  build.ownership({ assurance, groups: ['women', 'black'] }),
  build.ownership({ assurance, groups: ['women', 'black'], combine: 'sum', bp: 6000 }),
  build.ownership({ assurance, groups: ['women', 'black'], combine: 'anyOne', bp: 4000 }),
  build.certification({ assurance }),
  build.certification({ assurance, anyOf: ['wbe', 'camsc'] }),
  build.form({ assurance }),
]);
const rules: Rule[] = criteria.flatMap((one, i) => {
  const next = criteria[(i + 3) % criteria.length]!;
  const other = criteria[(i + 5) % criteria.length]!;
  const far = criteria[(i + 10) % criteria.length]!;
  return [
    one,
    build.not(one),
    build.all(one, next),
    build.any(one, next),
    build.all(one, build.not(other)),
    build.any(one, build.not(far)),
    build.all(one, build.not(far)),
    build.atLeast(2, one, next, other),
    build.not(build.any(one, far)),
    build.any(build.all(one, far), build.all(next, other)),
    build.all(build.any(one, far), build.any(next, other)),
  ];
});
const definitions: Definition[] = rules.map((rule, i) => build.definitionOf(rule, { id: `d${i}` }));

test('no supplier of a world written down in full refutes what is proved of all suppliers', () => {
  const evidence = suppliers.map(prepare);
  const recognised = new BitRows(definitions.length, evidence.length);
  for (const [i, definition] of definitions.entries()) {
    const { outcome } = compile(definition);
    for (const [k, supplier] of evidence.entries()) if (outcome(supplier, day) === 'qualifies') recognised.set(i, k);
  }
  const { relations, satisfiable } = matrix(definitions, { at });
  let pairs = 0;
  const wrong: string[] = [];
  for (const i of definitions.keys()) {
    if (satisfiable[i] === 'no' && recognised.meets(i, recognised, i)) wrong.push(`${i} can be met`);
    for (const j of definitions.keys()) {
      pairs++;
      const relation = relations[i]![j]!;
      const onlyA = recognised.exceeds(i, j);
      const onlyB = recognised.exceeds(j, i);
      const both = recognised.meets(i, recognised, j);
      const implies = relation === 'equivalent' || relation === 'a-implies-b';
      const implied = relation === 'equivalent' || relation === 'b-implies-a';
      if (relation === 'not-decided' || (implies && onlyA) || (implied && onlyB) || (relation === 'disjoint' && both)) {
        wrong.push(`${i} ${relation} ${j}`);
      }
      // Where this world has no example, the one that was found must convince the evaluator.
      if ((!implies && !onlyA) || (relation === 'overlapping' && !both)) {
        const { onlyA: shown, both: shared } = compare(definitions[i]!, definitions[j]!, { at });
        if (!implies && !(shown && shown.a === 'qualifies' && shown.b !== 'qualifies'))
          wrong.push(`${i} -> ${j}: no example`);
        if (relation === 'overlapping' && !(shared?.a === 'qualifies' && shared.b === 'qualifies'))
          wrong.push(`${i} & ${j}: no example`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(30_000);
});
