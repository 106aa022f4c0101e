import { expect, test } from 'vitest';
import type { Facts } from '#schemas/facts.ts';
import { dayOf, isoOf } from './days.ts';
import { compile, evaluate, judge } from './evaluate.ts';
import { levelOf, prepare } from './evidence.ts';
import {
  all,
  any,
  certification,
  control,
  definitionOf,
  factsOf,
  form,
  known,
  located,
  measured,
  not,
  ownerIn,
  ownership,
  workforce,
} from './testing/build.ts';

const at = '2026-06-15';
const outcome = (rule: Parameters<typeof definitionOf>[0], facts: Partial<Facts>) =>
  judge(definitionOf(rule), factsOf(facts), at).outcome;

test('more than 50 % and at least 51 % are told apart by 50.5 %', () => {
  const owners = [ownerIn(5050, { women: true }), ownerIn(4950, { women: false })];
  expect(outcome(ownership({ cmp: '>', bp: 5000 }), { owners })).toBe('qualifies');
  expect(outcome(ownership({ cmp: '>=', bp: 5100 }), { owners })).toBe('does-not-qualify');
});

test('60 % known to be owned by others settles "at least 51 %" although the rest is unknown', () => {
  expect(outcome(ownership(), { owners: [ownerIn(6000, { women: false })] })).toBe('does-not-qualify');
  expect(outcome(ownership(), { owners: [ownerIn(4900, { women: false })] })).toBe('undetermined');
});

test('an owner in two groups counts once in a union and twice in a sum', () => {
  const owners = [ownerIn(3000, { women: true, black: true }), ownerIn(7000, { women: false, black: false })];
  const groups = ['women', 'black'];
  expect(outcome(ownership({ groups }), { owners })).toBe('does-not-qualify');
  expect(outcome(ownership({ groups, combine: 'sum' }), { owners })).toBe('qualifies');
});

test('groups that only reach the threshold together do not reach it as one group', () => {
  const owners = [
    ownerIn(3000, { women: true, black: false }),
    ownerIn(3000, { women: false, black: true }),
    ownerIn(4000, { women: false, black: false }),
  ];
  const groups = ['women', 'black'];
  expect(outcome(ownership({ groups }), { owners })).toBe('qualifies');
  expect(outcome(ownership({ groups, combine: 'anyOne' }), { owners })).toBe('does-not-qualify');
});

test('a declared value that fails is a no; one that passes is not yet a yes where more is asked', () => {
  expect(outcome(form(), { legalForm: known('corporation', 'declared') })).toBe('does-not-qualify');
  expect(outcome(form(), { legalForm: known('non-profit', 'declared') })).toBe('undetermined');
  expect(outcome(form({ assurance: 'declared' }), { legalForm: known('non-profit', 'declared') })).toBe('qualifies');
});

test('an expired certificate is a known no; any other lapsed fact is unknown again', () => {
  expect(outcome(certification(), { certifications: { wbe: known(true, 'verified', '2026-06-14') } })).toBe(
    'does-not-qualify',
  );
  expect(outcome(certification(), { certifications: { wbe: known(true, 'verified', at) } })).toBe('qualifies');
  expect(outcome(control(), { controlled: { women: known(true, 'verified', '2026-06-14') } })).toBe('undetermined');
});

test('absence is a no only where the certifier’s list is complete', () => {
  expect(outcome(certification({ anyOf: ['wbe', 'camsc'] }), { certifications: { wbe: known(false) } })).toBe(
    'undetermined',
  );
  const both = { wbe: known(false), camsc: known(false) };
  expect(outcome(certification({ anyOf: ['wbe', 'camsc'] }), { certifications: both })).toBe('does-not-qualify');
});

test('evidence older than the definition admits does not count', () => {
  const certifications = { wbe: known(true, 'verified', undefined, '2024-06-14') };
  expect(outcome(certification({ maxAgeMonths: 24 }), { certifications })).toBe('undetermined');
  expect(judge(definitionOf(certification({ maxAgeMonths: 25 })), factsOf({ certifications }), at)).toMatchObject({
    outcome: 'qualifies',
    validUntil: '2026-07-14',
  });
});

test('a reciprocity table counts from its date, through a chain, and its later version replaces it', () => {
  const definition = definitionOf(certification({ reciprocity: 'mutual' }));
  const tables = [
    {
      id: 'mutual',
      version: 1,
      effective: { from: '2025-01-01' },
      entries: [
        { held: 'camsc', accepted: 'ccib' },
        { held: 'ccib', accepted: 'wbe' },
      ],
    },
    { id: 'mutual', version: 2, effective: { from: '2026-07-01' }, entries: [] },
  ];
  const facts = factsOf({ certifications: { camsc: known(true), wbe: known(false) } });
  expect(judge(definition, facts, '2024-12-31', tables)).toMatchObject({
    outcome: 'does-not-qualify',
    validUntil: '2024-12-31',
  });
  expect(judge(definition, facts, '2025-01-01', tables)).toMatchObject({
    outcome: 'qualifies',
    validUntil: '2026-06-30',
  });
  expect(judge(definition, facts, '2026-07-01', tables)).toMatchObject({
    outcome: 'does-not-qualify',
    validUntil: null,
  });
});

test('headcounts without a cross-tab bound a union by the largest and by the sum', () => {
  const groups = ['women', 'black'];
  const shares = (women: number, black: number) => ({ workforce: { women: known(women), black: known(black) } });
  expect(outcome(workforce({ groups }), shares(5100, 0))).toBe('qualifies');
  expect(outcome(workforce({ groups }), shares(3000, 3000))).toBe('undetermined');
  expect(outcome(workforce({ groups }), shares(3000, 2000))).toBe('does-not-qualify');
});

test('a place known only by its province is perhaps in the municipality', () => {
  const place = (region: string, head = false) => known({ region, head });
  const rule = located({ anyOf: ['CA-ON-toronto'] });
  expect(outcome(rule, { places: [place('CA-ON')], placesComplete: known(true) })).toBe('undetermined');
  expect(outcome(rule, { places: [place('CA-ON-north-bay')], placesComplete: known(true) })).toBe('does-not-qualify');
  expect(outcome(rule, { places: [place('CA-ON-north-bay')] })).toBe('undetermined');
  expect(outcome(located({ scope: 'head' }), { places: [place('CA-QC', true)] })).toBe('does-not-qualify');
});

test('months in business reach a threshold on the day itself', () => {
  const rule = measured({ measure: 'monthsInBusiness', cmp: '>=', value: 12 });
  const facts = factsOf({ foundedOn: known('2025-06-16') });
  expect(judge(definitionOf(rule), facts, at)).toMatchObject({ outcome: 'does-not-qualify', validUntil: at });
  expect(judge(definitionOf(rule), facts, '2026-06-16')).toMatchObject({ outcome: 'qualifies', validUntil: null });
});

test('a verdict ends with its definition', () => {
  const definition = definitionOf(not(form()), { effective: { from: '2024-01-01', until: '2026-12-31' } });
  expect(judge(definition, factsOf({ legalForm: known('corporation') }), at)).toMatchObject({
    outcome: 'qualifies',
    validUntil: '2026-12-31',
  });
});

test('an outcome rests on the weakest link of its strongest support', () => {
  const women = control({ id: 'women', assurance: 'declared' });
  const certified = certification({ assurance: 'declared' });
  const facts = { controlled: { women: known(true, 'documented') }, certifications: { wbe: known(true, 'verified') } };
  expect(judge(definitionOf(all(women, certified)), factsOf(facts), at).assurance).toBe('documented');
  expect(judge(definitionOf(any(women, certified)), factsOf(facts), at).assurance).toBe('verified');
  expect(judge(definitionOf(any(women, certified)), factsOf(), at).assurance).toBe(null);
});

test('a group named like an inherited property is unknown, not true', () => {
  expect(outcome(control({ groups: ['constructor'] }), {})).toBe('undetermined');
});

test('an explanation carries the evidence used, with its assurance and last day', () => {
  const facts = factsOf({ owners: [ownerIn(4500, { women: true }), ownerIn(5500, {})] });
  expect(evaluate(definitionOf(all(ownership())), facts, at).explanation).toMatchObject({
    kind: 'all',
    state: 'unknown',
    of: [
      {
        kind: 'criterion',
        state: 'unknown',
        found: {
          established: 4500,
          possible: 10_000,
          evidence: [{ path: 'owners.0.groups.women', value: true, level: levelOf.verified, ends: null }],
        },
      },
    ],
  });
});

test('fifty certificates that end one after the other carry the verdict to the end of the last', () => {
  const names = Array.from({ length: 50 }, (_, i) => `certificate-${i}`);
  const ends = (i: number) => isoOf(dayOf('2026-06-20') + 3 * i);
  const held = factsOf({
    certifications: Object.fromEntries(
      names.map((name, i) => [name, known(true, i === 0 ? 'verified' : 'declared', ends(i))]),
    ),
  });
  const asked = (count: number) => definitionOf(certification({ anyOf: names.slice(0, count), assurance: 'declared' }));
  const evidence = prepare(held);
  for (const count of [1, 28, 29, 30, 31, 50]) {
    const compiled = compile(asked(count));
    expect(compiled.verdict(evidence, dayOf('2026-06-15'))).toMatchObject({
      outcome: 'qualifies',
      assurance: 'verified',
      validUntil: ends(count - 1),
    });
    expect(compiled.outcome(evidence, dayOf(ends(count - 1)))).toBe('qualifies');
    // Every certificate has ended: from then on, for ever.
    expect(compiled.verdict(evidence, dayOf(ends(count - 1)) + 1)).toMatchObject({
      outcome: 'does-not-qualify',
      validUntil: null,
    });
  }
});
