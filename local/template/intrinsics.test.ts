import { expect, test } from 'vitest';
import { NO_VALUE, resolve } from './intrinsics.ts';

const lookup = {
  ref: (name: string) => (name === 'AWS::NoValue' ? NO_VALUE : `ref-${name}`),
  attribute: (id: string, name: string) => `${id}/${name}`,
};
const resolved = (value: unknown) => resolve(value, lookup);

test('references, attributes and text functions resolve wherever they stand', () => {
  expect(
    resolved({
      plain: [1, true, null, 'text'],
      ref: { Ref: 'Table' },
      attribute: { 'Fn::GetAtt': ['Table', 'Arn'] },
      nested: { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] },
      join: { 'Fn::Join': [':', ['a', { Ref: 'B' }, { 'Fn::GetAtt': 'C.Arn' }]] },
      sub: { 'Fn::Sub': `\${A}-\${B.Arn}-\${!Literal}` },
      subWith: { 'Fn::Sub': [`\${A}\${own}`, { own: { Ref: 'X' } }] },
      select: { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] },
      selectByText: { 'Fn::Select': ['0', ['a', 'b']] },
    }),
  ).toEqual({
    plain: [1, true, null, 'text'],
    ref: 'ref-Table',
    attribute: 'Table/Arn',
    nested: 'Nested/Outputs.Arn',
    join: 'a:ref-B:C/Arn',
    sub: `ref-A-B/Arn-\${Literal}`,
    subWith: 'ref-Aref-X',
    select: 'b',
    selectByText: 'a',
  });
});

test('no value removes a property and a list element', () => {
  expect(resolved({ kept: 1, gone: { Ref: 'AWS::NoValue' }, list: [1, { Ref: 'AWS::NoValue' }] })).toEqual({
    kept: 1,
    list: [1],
  });
});

test.each([
  [{ 'Fn::If': ['C', 1, 2] }, 'Fn::If'],
  [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
  [{ 'Fn::FindInMap': ['a', 'b', 'c'] }, 'Fn::FindInMap'],
  [{ 'Fn::Base64': 'x' }, 'Fn::Base64'],
  [{ deep: [{ 'Fn::GetAZs': '' }] }, 'Fn::GetAZs'],
  ['{{resolve:ssm:/name}}', 'dynamic reference'],
  [{ 'Fn::Select': [5, ['a']] }, 'no element'],
  [{ 'Fn::Join': [',', 'not a list'] }, 'list'],
])('%j is refused', (value, message) => {
  expect(() => resolved(value)).toThrow(message);
});
