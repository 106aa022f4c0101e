import fc from 'fast-check';
import type { Criterion, Definition, ReciprocityTable, Rule } from '#schemas/definition.ts';
import { assurances, type Facts, type Known } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import { addMonths, dayOf, isoOf } from '../days.ts';
import { definitionOf } from './build.ts';

/** Small worlds in which definitions and suppliers meet often: few names, few shares, three years of dates. */
export const groupNames = ['women', 'indigenous', 'black'];
export const certificationNames = ['wbe', 'camsc', 'ccib'];
const regions = ['CA', 'CA-ON', 'CA-ON-toronto', 'CA-ON-brampton', 'CA-QC'];
const shares = [0, 1000, 2500, 3300, 5000, 5050, 5100, 6000, 10_000];
export const window = { from: '2024-01-01', until: '2026-12-31' };
const firstDay = dayOf(window.from);
const lastDay = dayOf(window.until);

export const date = fc.integer({ min: firstDay, max: lastDay }).map(isoOf);
const level = fc.constantFrom(...assurances);
const some = <T>(items: readonly T[], minLength = 1) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength, maxLength: items.length });

const known = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Known<T>> =>
  fc
    .record({ value, level, first: date, second: date, shape: fc.nat(5) })
    .map(({ value, level, first, second, shape }) => {
      const [since, until] = first < second ? [first, second] : [second, first];
      return {
        value,
        level,
        since: shape < 4 ? window.from : since,
        ...(shape % 2 === 0 ? {} : { until }),
      };
    });
const partial = <T>(names: readonly string[], value: fc.Arbitrary<Known<T>>): fc.Arbitrary<Record<string, Known<T>>> =>
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length, noNullPrototype: true });

const owners = fc
  .array(fc.record({ bp: fc.constantFrom(...shares), groups: partial(groupNames, known(fc.boolean())) }), {
    maxLength: 3,
  })
  .map((list) => {
    let left = 10_000;
    return list.map(({ bp, groups }) => {
      const share = Math.min(bp, left);
      left -= share;
      return { bp: share, groups };
    });
  });

const places = fc
  .array(known(fc.record({ region: fc.constantFrom(...regions), head: fc.boolean() })), { maxLength: 3 })
  .map((list) => {
    const head = list.findIndex(({ value }) => value.head);
    return list.map((place, index) => ({ ...place, value: { ...place.value, head: index === head } }));
  });

const founded = fc.integer({ min: addMonths(firstDay, -20), max: lastDay }).map(isoOf);

export const facts: fc.Arbitrary<Facts> = fc.record(
  {
    owners,
    managed: partial(groupNames, known(fc.boolean())),
    controlled: partial(groupNames, known(fc.boolean())),
    workforce: partial(groupNames, known(fc.constantFrom(...shares))),
    certifications: partial(certificationNames, known(fc.boolean())),
    flags: partial(['reinvests-profits', 'living-wage'], known(fc.boolean())),
    places,
    legalForm: known(fc.constantFrom(...legalForms)),
    placesComplete: known(fc.boolean()),
    employees: known(fc.integer({ min: 0, max: 8 })),
    revenueCad: known(fc.integer({ min: 0, max: 8 })),
    foundedOn: known(founded),
  },
  { requiredKeys: ['owners', 'managed', 'controlled', 'workforce', 'certifications', 'flags', 'places'] },
);

const share = {
  groups: some(groupNames),
  combine: fc.constantFrom('union' as const, 'sum' as const, 'anyOne' as const),
  cmp: fc.constantFrom('>=' as const, '>' as const),
  bp: fc.constantFrom(...shares),
};
const byKind = {
  ownership: fc.record({ kind: fc.constant('ownership' as const), ...share }),
  workforce: fc.record({ kind: fc.constant('workforce' as const), ...share }),
  control: fc.record({
    kind: fc.constant('control' as const),
    groups: some(groupNames),
    aspect: fc.constantFrom('managed' as const, 'controlled' as const),
  }),
  certification: fc.record({
    kind: fc.constant('certification' as const),
    anyOf: some(certificationNames),
    reciprocity: fc.constantFrom(null, 'mutual'),
  }),
  legalForm: fc.record({ kind: fc.constant('legalForm' as const), anyOf: some(legalForms) }),
  region: fc.record({
    kind: fc.constant('region' as const),
    anyOf: some(regions),
    scope: fc.constantFrom('head' as const, 'any' as const),
  }),
  measure: fc.record({
    kind: fc.constant('measure' as const),
    measure: fc.constantFrom('employees' as const, 'revenueCad' as const, 'monthsInBusiness' as const),
    cmp: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const),
    value: fc.integer({ min: 0, max: 24 }),
  }),
  flag: fc.record({ kind: fc.constant('flag' as const), flag: fc.constantFrom('reinvests-profits', 'living-wage') }),
};

export const criterion: fc.Arbitrary<Criterion> = fc
  .tuple(
    fc.oneof(...Object.values(byKind)),
    level,
    fc.option(fc.integer({ min: 1, max: 24 }), { nil: undefined, freq: 3 }),
  )
  .map(([body, assurance, maxAgeMonths]) => ({
    ...body,
    id: 'c',
    label: { fr: 'Critère', en: 'Criterion' },
    assurance,
    ...(maxAgeMonths === undefined ? {} : { maxAgeMonths }),
  }));

/** Gives every criterion of a rule an id of its own. */
export const numbered = (rule: Rule, next = { id: 1 }): Rule => {
  if (rule.kind === 'not') return { ...rule, of: numbered(rule.of, next) };
  if (rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast') {
    return { ...rule, of: rule.of.map((part) => numbered(part, next)) };
  }
  return { ...rule, id: `c${next.id++}` };
};

export const rule: fc.Arbitrary<Rule> = fc
  .letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      criterion,
      fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
      }),
      fc
        .tuple(fc.array(tie('rule'), { minLength: 1, maxLength: 3 }), fc.nat(2))
        .map(([of, n]) => ({ kind: 'atLeast' as const, n: (n % of.length) + 1, of })),
      fc.record({ kind: fc.constant('not' as const), of: tie('rule') }),
    ),
  }))
  .rule.map((r) => numbered(r));

export const definition: fc.Arbitrary<Definition> = rule.map((r) => definitionOf(r));

/** Two versions of one table, so that a certification can begin and cease to be accepted. */
export const tables: fc.Arbitrary<ReciprocityTable[]> = fc
  .array(
    fc.record({
      effective: fc.record({ from: date, until: date }, { requiredKeys: ['from'] }),
      entries: fc.array(
        fc.record({ held: fc.constantFrom(...certificationNames), accepted: fc.constantFrom(...certificationNames) }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 2 },
  )
  .map((list) => list.map((table, index) => ({ id: 'mutual', version: index + 1, ...table })));
