import {
  all,
  any,
  atLeast,
  certification,
  control,
  flagged,
  form,
  located,
  measured,
  not,
  ownership,
  workforce,
} from '#definitions/testing/build.ts';
import type { Definition, Rule } from '#schemas/definition.ts';
import type { Institution } from '#schemas/institution.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/**
 * A network whose definitions are as hard to compare as people write them, and harder: fourteen that governments and
 * certifiers publish, twenty-six of the shapes on which comparison used to run for ever, ten of 200 random criteria.
 */
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const named = (prefix: string, count: number) => numbers(count).map((i) => `${prefix}-${i}`);
const groups = ['women', 'indigenous', 'black', 'racialized', 'lgbtq2', 'disability', 'veteran', ...named('group', 17)];
const flags = named('statement', 60);
const certifications = ['wbe', 'camsc', 'ccib', 'cglcc', ...named('body', 16)];
const words = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { fr: `Nom ${name}`, en: `Name ${name}` }]));
const vocabulary: Vocabulary = { groups: words(groups), flags: words(flags), certifications: words(certifications) };

const first = (count: number) => groups.slice(0, count);
const flag = (i: number) => flagged({ flag: flags[i % flags.length]! });
const statements = (from: number, count: number): Rule[] => numbers(count).map((i) => flag(from + i));
const managed = (some: string[]) => control({ groups: some, aspect: 'managed' });
const controlled = (some: string[]) => control({ groups: some, aspect: 'controlled' });
const owned = (some: string[], bp = 5100) => ownership({ groups: some, bp });
const led = (some: string[], bp = 5100): Rule[] => [owned(some, bp), managed(some), controlled(some)];
const oneAndTheSame = (count: number, bp = 5100) => any(...first(count).map((one) => all(...led([one], bp))));
const pairs = (count: number, shift: number) => any(...numbers(count).map((i) => all(flag(i), flag(i * shift + 1))));

/** As the public pages say it; what the language has no word for is a statement. */
const published: Record<string, Rule> = {
  wosb: all(...led(['women']), ...statements(0, 3)),
  'eight-a': all(
    any(...led(['black', 'indigenous', 'racialized'])),
    measured({ cmp: '<=', value: 500 }),
    ...statements(3, 7),
  ),
  hubzone: all(located({ scope: 'head', anyOf: ['CA-ON', 'CA-MB'] }), ...statements(10, 3)),
  'supply-nation-registered': all(owned(['indigenous'], 5000), located({ anyOf: ['CA'] })),
  'supply-nation-certified': all(...led(['indigenous']), ...statements(13, 2)),
  'b-bbee': any(
    owned(['black'], 10_000),
    all(owned(['black']), measured({ measure: 'revenueCad', cmp: '<', value: 10_000_000 })),
  ),
  chicago: all(oneAndTheSame(6), ...statements(15, 3), located({ anyOf: ['CA-ON-toronto', 'CA-ON-brampton'] })),
  'new-york': all(any(...led(['women', 'black', 'racialized'])), any(located({ scope: 'head' }), flag(18))),
  nunavut: all(owned(['indigenous']), located({ scope: 'head', anyOf: ['CA-NU'] }), ...statements(19, 3)),
  yukon: all(owned(['indigenous'], 5000), any(located({ anyOf: ['CA-YT'] }), flag(22)), ...statements(23, 2)),
  nunavik: all(owned(['indigenous'], 5000), certification({ anyOf: ['body-0', 'body-1'] })),
  'eu-article-20': any(workforce({ groups: ['disability'], bp: 3000 }), all(form({ anyOf: ['non-profit'] }), flag(25))),
  'social-enterprise-mark': all(...statements(26, 5)),
  'quebec-social-economy': all(form({ anyOf: ['non-profit', 'co-operative', 'mutual'] }), ...statements(31, 6)),
};

const shapes: Record<string, Rule> = {
  ...Object.fromEntries([8, 10, 12, 14, 18, 24].map((n) => [`same-${n}`, oneAndTheSame(n)])),
  ...Object.fromEntries([10, 14, 24].map((n) => [`same-third-${n}`, oneAndTheSame(n, 3334)])),
  ...Object.fromEntries([6, 14, 24].map((n) => [`any-of-${n}`, all(...led(first(n)))])),
  ...Object.fromEntries([12, 24].map((n) => [`largest-${n}`, ownership({ groups: first(n), combine: 'anyOne' })])),
  ...Object.fromEntries([12, 24].map((n) => [`sum-${n}`, ownership({ groups: first(n), combine: 'sum' })])),
  'each-twelve': all(...first(12).map((one) => owned([one], 900))),
  ...Object.fromEntries([1, 2, 3, 7].map((shift) => [`pairs-${shift}`, pairs(18, shift)])),
  quorum: atLeast(10, ...statements(0, 20)),
  'larger-quorum': atLeast(20, ...statements(0, 40)),
  'not-the-same': not(oneAndTheSame(14)),
  'same-but': all(oneAndTheSame(12), not(all(...led(first(3), 7500)))),
  'subsets-3': any(
    ...numbers(40).map((i) =>
      owned(
        [0, 1, 2].map((k) => groups[(i * 7 + k * 5) % 24]!),
        2000 + 97 * i,
      ),
    ),
  ),
};

/** The same numbers on every run (mulberry32). */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const random = (seed: number): Rule => {
  const next = chance(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const some = (items: readonly string[], most: number) => [
    ...new Set(numbers(1 + Math.floor(next() * most)).map(() => pick(items))),
  ];
  const leaf = (): Rule => {
    const assurance = pick(['declared', 'documented', 'verified'] as const);
    return pick<() => Rule>([
      () =>
        ownership({
          assurance,
          groups: some(groups, 5),
          bp: 100 * Math.floor(next() * 90),
          combine: pick(['union', 'sum', 'anyOne']),
        }),
      () => control({ assurance, groups: some(groups, 4), aspect: pick(['managed', 'controlled']) }),
      () => workforce({ assurance, groups: some(groups, 3), bp: 100 * Math.floor(next() * 60) }),
      () => certification({ assurance, anyOf: some(certifications, 4) }),
      () => flagged({ assurance, flag: pick(flags) }),
      () =>
        located({ assurance, anyOf: [pick(['CA-ON', 'CA-QC', 'CA-ON-toronto', 'CA'])], scope: pick(['head', 'any']) }),
      () => measured({ assurance, value: Math.floor(next() * 200), cmp: pick(['>=', '<=']) }),
    ])();
  };
  const grown = (leaves: number, depth: number): Rule => {
    if (leaves === 1) return leaf();
    if (depth === 0) return { kind: pick(['all', 'any']), of: numbers(leaves).map(leaf) };
    const parts = Math.min(leaves, 2 + Math.floor(next() * 5));
    const of = numbers(parts).map((i) => grown(Math.floor(leaves / parts) + (i < leaves % parts ? 1 : 0), depth - 1));
    const rule = pick<() => Rule>([
      () => all(...of),
      () => any(...of),
      () => any(...of),
      () => atLeast(Math.ceil(parts / 2), ...of),
    ])();
    return next() < 0.1 ? not(rule) : rule;
  };
  return grown(200, 4);
};

/** Every criterion gets an id of its own, as a published rule has. */
const numberedRule = (rule: Rule, next = { id: 1 }): Rule => {
  if (rule.kind === 'not') return { ...rule, of: numberedRule(rule.of, next) };
  if (rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast')
    return { ...rule, of: rule.of.map((part) => numberedRule(part, next)) };
  return { ...rule, id: `c${next.id++}` };
};

/** Seeds of rules in which no part contradicts another beside it: those would be refused. */
const seeds = [1, 2, 3, 4, 6, 7, 8, 10, 12, 13];

const rules: [string, Rule][] = [
  ...Object.entries(published),
  ...Object.entries(shapes),
  ...'abcdefghij'.split('').map((letter, i): [string, Rule] => [`random-${letter}`, random(seeds[i]!)]),
];

export const hardNetwork: { vocabulary: Vocabulary; institutions: Institution[]; definitions: Definition[] } = {
  vocabulary,
  institutions: rules.map(([id]) => ({
    institution: id,
    name: { fr: `Institution ${id}`, en: `Institution ${id}` },
    kind: 'city',
    level: 0,
    language: 'en',
    sample: true,
    definition: id,
  })),
  definitions: rules.map(([id, rule]) => ({
    id,
    institution: id,
    version: 1,
    label: { fr: `Définition ${id}`, en: `Definition ${id}` },
    effective: { from: '2025-01-01' },
    source: { status: 'sample', text: { fr: 'Exemple', en: 'Sample' } },
    rule: numberedRule(rule),
  })),
};
