import { expect, test } from 'vitest';
import type { Json } from '../types.ts';
import { compileExpression } from './expression.ts';
import { compileTemplate } from './template.ts';

const scope = {
  input: { name: 'Zoé', n: 3, list: [1, 2, 3, 4, 5], mixed: [1, '1', { a: 1 }, { a: 1 }, [1], [1]], text: 'a,b;c,,d' },
  context: () => ({ State: { Name: 'S' }, Task: { Token: 'T' } }),
  random: () => 0.5,
};
const evaluate = (text: string) => compileExpression(text)(scope, 'field');

/** The examples of the Step Functions developer guide are among these. */
test.each<[string, Json]>([
  ["States.Format('Hello, my name is {}.', $.name)", 'Hello, my name is Zoé.'],
  ["States.Format('{}{}{}{}', $.n, null, true, States.JsonToString($.list))", '3nulltrue[1,2,3,4,5]'],
  ["States.Format('\\{{}\\} it\\'s \\\\', $.n)", "{3} it's \\"],
  ["States.Format('no argument')", 'no argument'],
  ['States.StringToJson(\'{"a":[1]}\')', { a: [1] }],
  ['States.JsonToString($.list)', '[1,2,3,4,5]'],
  ['States.Array()', []],
  ['States.ArrayPartition($.list, 2)', [[1, 2], [3, 4], [5]]],
  ['States.ArrayContains($.mixed, States.StringToJson(\'{"a":1}\'))', true],
  ["States.ArrayContains($.list, '3')", false],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(5, 1, -2)', [5, 3, 1]],
  ['States.ArrayRange(5, 1, 2)', []],
  ['States.ArrayGetItem($.list, 4)', 5],
  ['States.ArrayLength($.list)', 5],
  ['States.ArrayUnique($.mixed)', [1, '1', { a: 1 }, [1]]],
  ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
  ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'],
  [
    'States.JsonMerge(States.StringToJson(\'{"a":{"x":1},"b":1}\'), States.StringToJson(\'{"a":2}\'), false)',
    { a: 2, b: 1 },
  ],
  ['States.MathRandom(1, 11)', 6],
  ['States.MathAdd(-1.49, -1.5)', -2],
  ['States.MathAdd($.n, -1)', 2],
  ["States.StringSplit($.text, ',;')", ['a', 'b', 'c', 'd']],
  ["States.StringSplit(',,', ',')", []],
  ["States.ArrayGetItem(States.StringSplit('x/y', '/'), 1)", 'y'],
  ['$$.State.Name', 'S'],
  ["States.Format('{}', $$.Task.Token)", 'T'],
  ['States.Array($.list[0], $.list[0:2], $["name"])', [1, [1, 2], 'Zoé']],
])('%s', (text, expected) => {
  expect(evaluate(text)).toEqual(expected);
});

test.each([
  "States.Format('{} {}', 1)",
  "States.Format('{}', 1, 2)",
  "States.Format('{}', $.list)",
  "States.StringToJson('{')",
  'States.ArrayGetItem($.list, 5)',
  'States.ArrayGetItem($.list, -1)',
  'States.ArrayPartition($.list, 0)',
  'States.ArrayRange(1, 5000, 1)',
  'States.ArrayRange(1, 5, 0)',
  "States.ArrayLength('abc')",
  "States.MathAdd('1', 2)",
  'States.MathRandom(3, 3)',
  'States.JsonMerge($, $, true)',
  'States.StringSplit($.n, $.text)',
])('%s fails by name', (text) => {
  expect(() => evaluate(text)).toThrow(expect.objectContaining({ error: 'States.IntrinsicFailure' }));
});

test('a path that leads nowhere says which, for which field, in what', () => {
  expect(() => evaluate('$.gone')).toThrow(
    expect.objectContaining({
      error: 'States.Runtime',
      reason: expect.stringMatching(/^The JSONPath '\$\.gone' specified for the field 'field' could not be found/),
    }),
  );
});

test.each([
  'States.UUID()',
  "States.Hash('a', 'MD5')",
  'States.MathRandom(1, 2, 3)',
  'States.ArrayLength()',
  'States.Format(',
  "States.Format('a' 'b')",
  "States.Format('a') more",
  'plain text',
])('%s is refused when it is read', (text) => {
  expect(() => compileExpression(text)).toThrow(SyntaxError);
});

test('a template replaces the fields that end in .$, at any depth, and nothing else', () => {
  const template = compileTemplate({
    'n.$': '$.n',
    literal: '$.n',
    deep: [{ 'x.$': "States.Format('{}', $.n)" }, '$.n', { Result: null }],
  });
  expect(template(scope)).toEqual({ n: 3, literal: '$.n', deep: [{ x: '3' }, '$.n', { Result: null }] });
  expect(() => compileTemplate({ a: { 'b.$': 3 } })).toThrow(/'b\.\$'/);
  expect(() => compileTemplate({ 'b.$': '$.[' })).toThrow(/'b\.\$'/);
});
