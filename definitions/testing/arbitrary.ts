import fc from 'fast-check';
import type { Criterion, Definition, ReciprocityTable, Rule } from '#schemas/definition.ts';
import { assurances, type Facts, type Known } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import { addMonths, dayOf, isoOf } from '../days.ts';
import { definitionOf } from './build.ts';

/** Small worlds in which definitions and suppliers meet often: few names, few shares, three years of dates. */
export const groupNames = ['women', 'indigenous', 'black'];
export const certificationNames = ['wbe', 'camsc', 'ccib'];
const flagNames = ['reinvests-profits', 'living-wage'];
const regionNames = ['CA', 'CA-ON', 'CA-ON-toronto', 'CA-ON-brampton', 'CA-QC'];
/** What the schemas allow in one list of a criterion, and in one record of a supplier. */
const most = { criterion: 50, facts: 200 };
const shares = [0, 1000, 2500, 3300, 5000, 5050, 5100, 6000, 10_000];
export const window = { from: '2024-01-01', until: '2026-12-31' };
const firstDay = dayOf(window.from);
const lastDay = dayOf(window.until);

export const date = fc.integer({ min: firstDay, max: lastDay }).map(isoOf);
const level = fc.constantFrom(...assurances);
const some = <T>(items: readonly T[], minLength = 1) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength, maxLength: Math.min(items.length, most.criterion) });

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
  fc.dictionary(fc.constantFrom(...names), value, {
    maxKeys: Math.min(names.length, most.facts),
    // Of many names a supplier is asked about a good part, or it would never be known to be in none of ten groups.
    minKeys: names.length > 10 ? names.length >> 3 : 0,
    noNullPrototype: true,
  });

const owners = (groupNames: readonly string[]) =>
  fc
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

const places = (regions: readonly string[]) =>
  fc
    .array(known(fc.record({ region: fc.constantFrom(...regions), head: fc.boolean() })), { maxLength: 3 })
    .map((list) => {
      const head = list.findIndex(({ value }) => value.head);
      return list.map((place, index) => ({ ...place, value: { ...place.value, head: index === head } }));
    });

const founded = fc.integer({ min: addMonths(firstDay, -20), max: lastDay }).map(isoOf);

interface Names {
  groups: readonly string[];
  certifications: readonly string[];
  flags: readonly string[];
  regions: readonly string[];
}

const factsIn = (names: Names): fc.Arbitrary<Facts> =>
  fc.record(
    {
      owners: owners(names.groups),
      managed: partial(names.groups, known(fc.boolean())),
      controlled: partial(names.groups, known(fc.boolean())),
      workforce: partial(names.groups, known(fc.constantFrom(...shares))),
      certifications: partial(names.certifications, known(fc.boolean())),
      flags: partial(names.flags, known(fc.boolean())),
      places: places(names.regions),
      legalForm: known(fc.constantFrom(...legalForms)),
      placesComplete: known(fc.boolean()),
      employees: known(fc.integer({ min: 0, max: 8 })),
      revenueCad: known(fc.integer({ min: 0, max: 8 })),
      foundedOn: known(founded),
    },
    { requiredKeys: ['owners', 'managed', 'controlled', 'workforce', 'certifications', 'flags', 'places'] },
  );

const share = (groupNames: readonly string[]) => ({
  groups: some(groupNames),
  combine: fc.constantFrom('union' as const, 'sum' as const, 'anyOne' as const),
  cmp: fc.constantFrom('>=' as const, '>' as const),
  bp: fc.constantFrom(...shares),
});
const byKind = ({ groups, certifications, flags, regions }: Names) => ({
  ownership: fc.record({ kind: fc.constant('ownership' as const), ...share(groups) }),
  workforce: fc.record({ kind: fc.constant('workforce' as const), ...share(groups) }),
  control: fc.record({
    kind: fc.constant('control' as const),
    groups: some(groups),
    aspect: fc.constantFrom('managed' as const, 'controlled' as const),
  }),
  certification: fc.record({
    kind: fc.constant('certification' as const),
    anyOf: some(certifications),
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
  flag: fc.record({ kind: fc.constant('flag' as const), flag: fc.constantFrom(...flags) }),
});

const criterionIn = (names: Names): fc.Arbitrary<Criterion> =>
  fc
    .tuple(
      fc.oneof(...Object.values(byKind(names))),
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

const ruleOf = (criterion: fc.Arbitrary<Criterion>): fc.Arbitrary<Rule> =>
  fc
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

/** Two versions of one table, so that a certification can begin and cease to be accepted. */
const tablesIn = (names: Names): fc.Arbitrary<ReciprocityTable[]> =>
  fc
    .array(
      fc.record({
        effective: fc.record({ from: date, until: date }, { requiredKeys: ['from'] }),
        entries: fc.array(
          fc.record({
            held: fc.constantFrom(...names.certifications),
            accepted: fc.constantFrom(...names.certifications),
          }),
          { maxLength: names.certifications.length },
        ),
      }),
      { maxLength: 2 },
    )
    .map((list) => list.map((table, index) => ({ id: 'mutual', version: index + 1, ...table })));

/** A world with so many names of each kind; the few that the others know are among them. */
export const worldOf = (count: number) => {
  const names = (known: readonly string[], one: (i: number) => string) => [
    ...known,
    ...Array.from({ length: Math.max(0, count - known.length) }, (_, i) => one(i + known.length)),
  ];
  const all: Names = {
    groups: names(groupNames, (i) => `group-${i}`),
    certifications: names(certificationNames, (i) => `certification-${i}`),
    flags: names(flagNames, (i) => `flag-${i}`),
    regions: names(
      regionNames,
      (i) => `CA-ON-town-${'abcdefghij'[Math.floor(i / 26)]}${'abcdefghijklmnopqrstuvwxyz'[i % 26]}`,
    ),
  };
  const criterion = criterionIn(all);
  const rule = ruleOf(criterion);
  return {
    facts: factsIn(all),
    criterion,
    rule,
    definition: rule.map((one): Definition => definitionOf(one)),
    tables: tablesIn(all),
  };
};

export const { facts, criterion, rule, definition, tables } = worldOf(0);

/** Worlds for laws that have to hold whatever the number of names: with how many runs, as each costs more. */
export const worlds = [
  { count: 3, share: 1, ...worldOf(0) },
  { count: 40, share: 0.1, ...worldOf(40) },
  { count: 200, share: 0.02, ...worldOf(200) },
];
