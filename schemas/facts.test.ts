import { expect, test } from 'vitest';
import { facts } from './facts.ts';
import { noFacts } from './no-facts.ts';
import { vocabulary } from './vocabulary.ts';

const codes = (input: unknown) =>
  facts
    .safeParse(input)
    .error?.issues.map((issue) => [issue.path.join('.'), issue.code === 'custom' && issue.params?.code]);
const fact = (value: unknown, until?: string) => ({
  value,
  level: 'verified',
  since: '2026-01-01',
  ...(until && { until }),
});

test('what cannot be is refused where it stands', () => {
  expect(codes(noFacts())).toBeUndefined();
  expect(
    codes({
      ...noFacts(),
      owners: [
        { bp: 6000, groups: {} },
        { bp: 4001, groups: {} },
      ],
    }),
  ).toEqual([['owners', 'more-than-the-whole']]);
  expect(codes({ ...noFacts(), employees: fact(3, '2025-12-31') })).toEqual([
    ['employees.until', 'ends-before-it-starts'],
  ]);
  const head = fact({ region: 'CA-ON', head: true });
  expect(codes({ ...noFacts(), places: [head, head] })).toEqual([['places', 'two-head-offices']]);
});

test('a vocabulary has no more words of a kind than the facts of a supplier can answer', () => {
  const words = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`word-${i}`, { fr: 'mot', en: 'word' }]));
  const answered = (count: number) =>
    facts.safeParse({
      ...noFacts(),
      managed: Object.fromEntries(
        Object.keys(words(count)).map((name) => [name, { value: false, level: 'verified', since: '2026-01-01' }]),
      ),
    }).success;
  for (const count of [200, 201]) {
    const { success } = vocabulary.safeParse({ groups: words(count), flags: {}, certifications: {} });
    expect(success).toBe(answered(count));
  }
});
