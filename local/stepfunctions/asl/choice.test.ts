import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../types.ts';
import { compileRule } from './choice.ts';

const input = {
  text: 'report-7.pdf',
  star: 'a*b',
  empty: '',
  five: 5,
  half: 0.5,
  yes: true,
  nothing: null,
  noon: '2026-01-01T12:00:00Z',
  sameNoon: '2026-01-01T07:00:00-05:00',
  list: [1],
};
const holds = (rule: JsonObject) => compileRule(rule)({ input, context: () => ({ Now: 5 }), random: Math.random });

test.each<[string, string, Json, boolean]>([
  ['$.text', 'StringEquals', 'report-7.pdf', true],
  ['$.five', 'StringEquals', '5', false],
  ['$.text', 'StringEqualsPath', '$.text', true],
  ['$.text', 'StringLessThan', 's', true],
  ['$.text', 'StringLessThanPath', '$.empty', false],
  ['$.text', 'StringGreaterThan', 'a', true],
  ['$.text', 'StringLessThanEquals', 'report-7.pdf', true],
  ['$.text', 'StringGreaterThanEquals', 'z', false],
  ['$.text', 'StringMatches', 'report-*.pdf', true],
  ['$.text', 'StringMatches', 'report-?.pdf', false],
  ['$.text', 'StringMatches', '*', true],
  ['$.star', 'StringMatches', 'a\\*b', true],
  ['$.text', 'StringMatches', 'report-\\*.pdf', false],
  ['$.five', 'StringMatches', '*', false],
  ['$.five', 'NumericEquals', 5, true],
  ['$.five', 'NumericEqualsPath', '$$.Now', true],
  ['$.text', 'NumericEquals', 5, false],
  ['$.half', 'NumericLessThan', 0.6, true],
  ['$.five', 'NumericGreaterThan', 5, false],
  ['$.five', 'NumericGreaterThanEquals', 5, true],
  ['$.five', 'NumericLessThanEquals', 4, false],
  ['$.five', 'NumericGreaterThanPath', '$.half', true],
  ['$.yes', 'BooleanEquals', true, true],
  ['$.yes', 'BooleanEquals', false, false],
  ['$.yes', 'BooleanEqualsPath', '$.yes', true],
  ['$.text', 'BooleanEquals', true, false],
  ['$.noon', 'TimestampEquals', '2026-01-01T07:00:00-05:00', true],
  ['$.noon', 'TimestampEqualsPath', '$.sameNoon', true],
  ['$.noon', 'TimestampLessThan', '2026-01-01T12:00:00.001Z', true],
  ['$.noon', 'TimestampGreaterThanEquals', '2026-01-02T00:00:00Z', false],
  ['$.text', 'TimestampLessThan', '2026-01-02T00:00:00Z', false],
  ['$.nothing', 'IsNull', true, true],
  ['$.five', 'IsNull', false, true],
  ['$.nothing', 'IsPresent', true, true],
  ['$.gone', 'IsPresent', true, false],
  ['$.gone', 'IsPresent', false, true],
  ['$.five', 'IsNumeric', true, true],
  ['$.text', 'IsNumeric', true, false],
  ['$.text', 'IsString', true, true],
  ['$.yes', 'IsBoolean', true, true],
  ['$.noon', 'IsTimestamp', true, true],
  ['$.text', 'IsTimestamp', false, true],
])('%s %s %j is %j', (Variable, operator, operand, expected) => {
  expect(holds({ Variable, [operator]: operand })).toBe(expected);
});

test('And, Or and Not nest, and stop at what decides', () => {
  const yes = { Variable: '$.five', NumericEquals: 5 };
  const no = { Not: yes };
  const broken = { Variable: '$.gone', NumericEquals: 1 };
  expect(holds({ And: [yes, { Or: [no, yes] }] })).toBe(true);
  expect(holds({ And: [no, broken] })).toBe(false);
  expect(holds({ Or: [yes, broken] })).toBe(true);
});

test('a Variable that leads nowhere is an error of the execution', () => {
  expect(() => holds({ Variable: '$.gone', StringEquals: 'a' })).toThrow(/Invalid path '\$\.gone'/);
});

test('StringMatches takes any text but the star literally', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const plain = (text: string) => text.replaceAll(/[*\\]/g, '.');
      const pattern = `${plain(before)}*${plain(after)}`;
      const matches = (value: string) =>
        compileRule({ Variable: '$', StringMatches: pattern })({ input: value, context: () => null, random: () => 0 });
      expect(matches(`${plain(before)}anything\n${plain(after)}`)).toBe(true);
      expect(matches(`!${plain(before)}${plain(after)}`)).toBe(
        before === '' || `!${plain(before)}`.startsWith(plain(before)),
      );
    }),
  );
});

test.each<JsonObject>([
  { Variable: '$.a' },
  { Variable: '$.a', StringEquals: 'a', NumericEquals: 1 },
  { Variable: '$.a', StringEquals: 1 },
  { Variable: '$.a', NumericEquals: '1' },
  { Variable: '$.a', TimestampEquals: 'noon' },
  { Variable: '$.a', BooleanLessThan: true },
  { Variable: '$.a', StringLike: 'x' },
  { Variable: '$.a', IsNull: 'yes' },
  { Variable: 'a', IsNull: true },
  { StringEquals: 'a' },
  { And: [] },
  { Not: [] },
  { And: [{ Variable: '$.a', IsNull: true, Next: 'B' }] },
])('the rule %j is refused', (rule) => {
  expect(() => compileRule(rule)).toThrow(SyntaxError);
});
