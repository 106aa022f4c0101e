import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule } from '#schemas/definition.ts';
import * as arb from '../testing/arbitrary.ts';
import {
  all,
  any,
  atLeast,
  certification,
  control,
  definitionOf,
  flagged,
  form,
  measured,
  not,
  ownership,
  vocabulary,
} from '../testing/build.ts';
import { lint } from './lint.ts';
import { lintTables } from './tables.ts';

const remarks = (input: unknown) =>
  lint(input, vocabulary).remarks.map(({ severity, path, code }) => [severity, path, code]);
const ofRule = (rule: unknown) => remarks(definitionOf(rule as Rule));
const sound = definitionOf(all(ownership({ id: 'a' }), control({ id: 'b' })));

test('a sound definition has no remark and is read', () => {
  expect(lint(sound, vocabulary)).toEqual({ definition: sound, remarks: [] });
});

test('both languages are required in every label', () => {
  expect(remarks({ ...sound, label: { fr: 'Oui' } })).toEqual([['error', 'label.en', 'invalid-type']]);
  expect(ofRule(all(ownership({ label: { fr: ' ', en: 'Owned' } }), control()))).toEqual([
    ['error', 'rule.of.0.label.fr', 'too-small'],
  ]);
});

test.each([
  ['an empty list', { kind: 'all', of: [] }, 'rule.of', 'too-small'],
  ['a share above the whole', ownership({ bp: 10_001 }), 'rule.bp', 'too-big'],
  ['a share that is not whole', ownership({ bp: 50.5 }), 'rule.bp', 'invalid-type'],
  ['more than the parts', all(atLeast(3, form(), flagged()), control()), 'rule.of.0.n', 'more-than-the-parts'],
  ['an unknown kind', { kind: 'vibes' }, 'rule.kind', 'invalid-union'],
  ['a group named twice', ownership({ groups: ['women', 'women'] }), 'rule.groups', 'named-twice'],
  ['an unknown group', all(form(), ownership({ groups: ['women', 'wimen'] })), 'rule.of.1.groups.1', 'unknown-group'],
  ['an inherited name', control({ groups: ['constructor'] }), 'rule.groups.0', 'unknown-group'],
  ['an unknown flag', flagged({ flag: 'good-vibes' }), 'rule.flag', 'unknown-flag'],
  ['an unknown certification', certification({ anyOf: ['wbe', 'abc'] }), 'rule.anyOf.1', 'unknown-certification'],
  ['an unknown table', certification({ reciprocity: 'mutual' }), 'rule.reciprocity', 'unknown-table'],
  ['an id used twice', all(form(), not(control({ id: 'form' }))), 'rule.of.1.of.id', 'repeated-id'],
  [
    'a polluting key',
    JSON.parse('{"kind":"all","of":[],"__proto__":{"kind":"any"}}'),
    'rule.__proto__',
    'unrecognized-keys',
  ],
  ['a polluting key below', { ...form(), constructor: { prototype: {} } }, 'rule.constructor', 'unrecognized-keys'],
  [
    'forms that exclude each other',
    all(form({ id: 'a' }), form({ id: 'b', anyOf: ['corporation'] })),
    'rule.of.1',
    'contradicts-part',
  ],
  [
    'a thing and its contrary',
    all(not(ownership({ id: 'a', bp: 3000 })), ownership({ id: 'b' })),
    'rule.of.1',
    'contradicts-part',
  ],
])('%s is an error at its path, in both languages', (_name, rule, path, code) => {
  const found = lint(definitionOf(rule as Rule), vocabulary);
  expect(found.definition).toBe(null);
  const remark = found.remarks.find((one) => one.path === path && one.code === code);
  expect(remark, JSON.stringify(found.remarks)).toMatchObject({ severity: 'error' });
  expect(remark?.message.fr).not.toBe(remark?.message.en);
});

test('a rule that contradicts itself across its branches, or that everyone meets, is found by comparison', () => {
  const women = ownership({ id: 'a', bp: 6000 });
  const others = all(not(ownership({ id: 'b', groups: ['women', 'black'] })), flagged());
  expect(ofRule(all(women, others))).toEqual([['error', 'rule', 'nobody-qualifies']]);
  expect(ofRule(any(ownership({ id: 'a', bp: 0 }), form()))).toContainEqual(['warning', 'rule', 'everybody-qualifies']);
});

test.each([2, 6, 12, 14])('what nobody can meet is refused, however many groups it names: %i', (count) => {
  const groups = Array.from({ length: count }, (_, i) => `g${i}`);
  const words = { ...vocabulary, groups: Object.fromEntries(groups.map((one) => [one, { fr: one, en: one }])) };
  const oneAndTheSame = any(
    ...groups.map((one) =>
      all(ownership({ id: `o-${one}`, groups: [one] }), control({ id: `m-${one}`, groups: [one], aspect: 'managed' })),
    ),
  );
  const anyOfThem = all(ownership({ id: 'o', groups }), control({ id: 'm', groups, aspect: 'managed' }));
  const found = lint(definitionOf(all(oneAndTheSame, not(anyOfThem))), words);
  expect(found.remarks).toContainEqual(expect.objectContaining({ severity: 'error', code: 'nobody-qualifies' }));
});

test('what is too complex to be checked is remarked on, the same on every machine', () => {
  const group = (i: number) => `g${i % 60}`;
  const words = {
    ...vocabulary,
    groups: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [group(i), { fr: group(i), en: group(i) }])),
  };
  const tangled = (shift: number) =>
    any(
      ...Array.from({ length: 90 }, (_, i) =>
        all(
          ownership({
            id: `o-${shift}-${i}`,
            groups: [...new Set([group(i * 7), group(i * shift)])],
            bp: 2000 + 13 * i,
          }),
          control({ id: `m-${shift}-${i}`, groups: [group(i * i * shift + 5)] }),
        ),
      ),
    );
  const codes = () => lint(definitionOf(all(tangled(11), not(tangled(13)))), words).remarks.map(({ code }) => code);
  const first = lint(definitionOf(tangled(11)), words).remarks.map(({ code }) => code);
  expect(first).toContain('parts-not-checked');
  expect(codes()).toEqual(codes());
});

test('a part made idle by its cousins is found by comparison', () => {
  const rule = all(ownership({ id: 'a', bp: 6000 }), any(ownership({ id: 'b' }), form()));
  expect(ofRule(rule)).toEqual([
    ['warning', 'rule.of.1', 'idle-part'],
    ['warning', 'rule.of.1.of.1', 'idle-part'],
  ]);
});

test.each([
  ['a criterion that everyone meets', all(ownership({ bp: 0 }), form()), 'rule.of.0', 'always-met'],
  ['a criterion that nobody meets', any(ownership({ cmp: '>', bp: 10_000 }), form()), 'rule.of.0', 'never-met'],
  ['a list of one', all(form()), 'rule', 'single-part'],
  ['a double negation', not(not(form())), 'rule', 'double-negation'],
  ['a count of all', atLeast(2, form(), control()), 'rule.n', 'counts-to-all'],
  ['a count of one', atLeast(1, form(), control()), 'rule.n', 'counts-to-any'],
  [
    'a weaker threshold beside a stronger',
    all(ownership({ id: 'a' }), ownership({ id: 'b', bp: 3000 })),
    'rule.of.1',
    'implied-part',
  ],
  [
    'a stronger threshold as an alternative',
    any(ownership({ id: 'a' }), ownership({ id: 'b', bp: 3000 })),
    'rule.of.0',
    'implied-part',
  ],
  [
    'a size within another',
    any(measured({ id: 'a' }), measured({ id: 'b', cmp: '>', value: 9 })),
    'rule.of.1',
    'implied-part',
  ],
])('%s is a warning at its path', (_name, rule, path, code) => {
  const found = lint(definitionOf(rule), vocabulary);
  expect(found.definition).not.toBe(null);
  expect(found.remarks).toContainEqual(expect.objectContaining({ severity: 'warning', path, code }));
});

describe('reciprocity tables', () => {
  const table = (entries: { held: string; accepted: string }[], version = 1) => ({
    id: 'mutual',
    version,
    effective: { from: '2026-01-01' },
    entries,
  });
  test('a circle is an error at the entry that closes it', () => {
    const entries = [
      { held: 'wbe', accepted: 'camsc' },
      { held: 'camsc', accepted: 'ccib' },
      { held: 'ccib', accepted: 'wbe' },
    ];
    const found = lintTables([table([]), table(entries, 2)], vocabulary);
    expect(found).toMatchObject([{ path: '1.entries.2', code: 'reciprocity-cycle' }]);
    expect(found[0]?.message.en).toContain('wbe → camsc → ccib → wbe');
    expect(lintTables([table(entries.slice(0, 2))], vocabulary)).toEqual([]);
  });
  test('unknown names, and two tables of one version', () => {
    const twice = [table([{ held: 'wbe', accepted: 'abc' }]), table([])];
    expect(lintTables(twice, vocabulary).map(({ path, code }) => [path, code])).toEqual([
      ['0.entries.0.accepted', 'unknown-certification'],
      ['1.version', 'repeated-table'],
    ]);
  });
});

describe('within 100 ms, whatever comes in', () => {
  const timed = (input: unknown) => {
    const spent = () => process.threadCpuUsage().user / 1000;
    const start = spent();
    const found = lint(input, vocabulary);
    return { found, took: spent() - start };
  };
  const deep = (levels: number) => {
    let rule: unknown = form();
    for (let i = 0; i < levels; i++) rule = { kind: 'not', of: rule };
    return rule;
  };
  const numbered = (count: number, of: (i: number) => unknown) => ({
    kind: 'all',
    of: Array.from({ length: count }, (_, i) => of(i)),
  });

  test.each<[string, unknown, string, string]>([
    ['100 000 levels', deep(100_000), `rule${'.of'.repeat(12)}`, 'nested-too-deeply'],
    ['a thousand criteria', numbered(1000, (i) => form({ id: `c${i}` })), 'rule.of', 'too-many-criteria'],
    [
      'a thousand criteria spread out',
      numbered(100, () => numbered(10, (i) => form({ id: `c${i}` }))),
      'rule.of',
      'too-many-criteria',
    ],
    [
      'forty thousand empty lists',
      numbered(200, () => numbered(200, () => ({ kind: 'all', of: [] }))),
      'rule.of',
      'too-many-criteria',
    ],
    [
      'a rule that contains itself',
      (() => {
        const r: { kind: string; of?: unknown } = { kind: 'not' };
        r.of = r;
        return r;
      })(),
      `rule${'.of'.repeat(12)}`,
      'nested-too-deeply',
    ],
  ])('%s', (_name, rule, path, code) => {
    const { found, took } = timed({ ...sound, rule });
    expect(found.remarks.map((one) => one.code)).toContain(code);
    expect(found.remarks.find((one) => one.code === code)?.path.startsWith(path)).toBe(true);
    expect(took).toBeLessThan(100);
  });

  test('the largest definition allowed', () => {
    const groups = Array.from({ length: 50 }, (_, i) => `g${i}`);
    const { found, took } = timed({
      ...sound,
      rule: numbered(200, (i) => ownership({ id: `c${i}`, groups, bp: i * 10 })),
    });
    expect(found.remarks.length).toBe(200);
    expect(took).toBeLessThan(100);
  });

  test('tens of thousands of unknown keys, each named only where it stands', () => {
    const unknown = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`key-${i}`, i]));
    const { found, took } = timed({ ...sound, ...unknown });
    expect(found.remarks[7]).toMatchObject({ path: 'key-7', code: 'unrecognized-keys' });
    expect(found.remarks[7]!.message.en).toContain('key-7');
    expect(JSON.stringify(found.remarks).length).toBeLessThan(100_000);
    expect(took).toBeLessThan(100);
  });

  test('anything at all', () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), arb.definition, (thing, json, definition) => {
        for (const input of [
          thing,
          json,
          { ...definition, rule: thing },
          { ...definition, label: json },
          { ...definition, rule: { kind: 'all', of: json } },
        ]) {
          for (const { message } of lint(input, vocabulary).remarks) expect(message.fr && message.en).toBeTruthy();
        }
      }),
    );
  });
});
