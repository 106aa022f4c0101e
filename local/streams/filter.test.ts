import { expect, test } from 'vitest';
import { compileFilters } from './filter.ts';

const record = {
  eventName: 'MODIFY',
  dynamodb: { Keys: { sk: { S: 'SUBMISSION#2' } }, NewImage: { status: { S: 'approved' }, count: { N: '5' } } },
};
const passes = (...patterns: object[]) => compileFilters(patterns.map((pattern) => JSON.stringify(pattern)))(record);
const status = (...choices: unknown[]) => ({ dynamodb: { NewImage: { status: { S: choices } } } });

test.each([
  ['no filter', true, []],
  ['an exact value', true, [{ eventName: ['INSERT', 'MODIFY'] }]],
  ['another value', false, [{ eventName: ['INSERT'] }]],
  ['all of a pattern', false, [{ eventName: ['MODIFY'], ...status('rejected') }]],
  ['any of several filters', true, [{ eventName: ['INSERT'] }, status('approved')]],
  ['a prefix', true, [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'SUBMISSION#' }] } } } }]],
  ['a suffix', false, [{ dynamodb: { Keys: { sk: { S: [{ suffix: '#1' }] } } } }]],
  ['what is there', true, [{ dynamodb: { NewImage: { status: { S: [{ exists: true }] } } } }]],
  ['what is not there', true, [{ dynamodb: { NewImage: { gone: { S: [{ exists: false }] } } } }]],
  ['what must be there and is not', false, [{ dynamodb: { OldImage: { status: { S: [{ exists: true }] } } } }]],
  ['anything but a value', false, [status({ 'anything-but': ['approved', 'draft'] })]],
  ['anything but a prefix', true, [status({ 'anything-but': { prefix: 're' } })]],
  ['anything but, on nothing', false, [{ dynamodb: { NewImage: { gone: { S: [{ 'anything-but': 'x' }] } } } }]],
  ['whatever the case', true, [status({ 'equals-ignore-case': 'APPROVED' })]],
  ['a choice of patterns', true, [{ $or: [{ eventName: ['INSERT'] }, status('approved')] }]],
  ['a number as text', false, [{ dynamodb: { NewImage: { count: { N: [{ numeric: ['>', 1] }] } } } }]],
])('%s: %s', (_, expected, patterns) => {
  expect(passes(...patterns)).toBe(expected);
});

test('a number is compared with both bounds', () => {
  const between = compileFilters(['{"size":[{"numeric":[">",1,"<=",5]}]}']);
  expect([1, 2, 5, 6].map((size) => between({ size }))).toEqual([false, true, true, false]);
});

test('an operator that is not implemented is refused', () => {
  expect(() => passes(status({ cidr: '10.0.0.0/24' }))).toThrow('cidr');
  expect(() => compileFilters(['{"size":[{"numeric":["~",1]}]}'])).toThrow('numeric');
});
