import { expect, test } from 'vitest';
import type { Json } from '../types.ts';
import { parseReferencePath, writePath } from './reference-path.ts';

const write = (path: string, document: Json, value: Json) => writePath(parseReferencePath(path), document, value);

test('a result replaces, joins or nests', () => {
  expect(write('$', { a: 1 }, 2)).toBe(2);
  expect(write('$.b', { a: 1 }, 2)).toEqual({ a: 1, b: 2 });
  expect(write('$.a', { a: 1 }, 2)).toEqual({ a: 2 });
  expect(write("$.b.c['d e']", { a: 1 }, 2)).toEqual({ a: 1, b: { c: { 'd e': 2 } } });
  expect(write('$.list[1].x', { list: [0, {}] }, 2)).toEqual({ list: [0, { x: 2 }] });
});

test('the document itself is not changed', () => {
  const document = { a: { b: 1 } };
  write('$.a.b', document, 2);
  expect(document).toEqual({ a: { b: 1 } });
});

test('a name such as __proto__ is a name like any other', () => {
  const written = write('$.__proto__', {}, { polluted: true }) as object;
  expect(Object.keys(written)).toEqual(['__proto__']);
  expect('polluted' in {}).toBe(false);
});

test.each<[string, Json]>([
  ['$.a.b', { a: 5 }],
  ['$.a.b', { a: null }],
  ['$.a', [1]],
  ['$.a', 'text'],
  ['$.list[2]', { list: [0, 1] }],
  ['$.list[0]', {}],
])('%s has no place in %j', (path, document) => {
  expect(() => write(path, document, 1)).toThrow(expect.objectContaining({ error: 'States.ResultPathMatchFailure' }));
});

test.each(['$..a', '$.a[*]', '$.a[0:1]', '$.a[-1]', "$['a','b']", '$$.a', '$.a[?(@.b)]'])(
  '%s is no reference path',
  (path) => {
    expect(() => parseReferencePath(path)).toThrow(SyntaxError);
  },
);
