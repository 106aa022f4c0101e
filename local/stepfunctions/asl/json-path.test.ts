import { expect, test } from 'vitest';
import type { Json } from '../types.ts';
import { parsePath, readPath } from './json-path.ts';

const store: Json = {
  books: [
    { title: 'A', price: 8, tags: ['x'] },
    { title: 'B', price: 12, isbn: '1' },
    { title: 'C', price: 22, isbn: '2' },
  ],
  'odd key': { 'it’s': true },
  limit: 10,
  nothing: null,
};
const read = (path: string) => readPath(parsePath(path), store);

test.each<[string, Json | undefined]>([
  ['$', store],
  ['$.limit', 10],
  ['$.nothing', null],
  ['$.missing', undefined],
  ['$.limit.deeper', undefined],
  ['$.toString', undefined],
  ['$.books[0].title', 'A'],
  ['$.books[-1].title', 'C'],
  ['$.books[3]', undefined],
  ["$['odd key']['it’s']", true],
  ['$["limit"]', 10],
  ['$.books.title', undefined],
])('a definite path %s names one place', (path, expected) => {
  expect(parsePath(path).definite).toBe(true);
  expect(read(path)).toEqual(expected);
});

test.each<[string, Json]>([
  ['$.books[*].title', ['A', 'B', 'C']],
  ['$.books[*].isbn', ['1', '2']],
  ['$..title', ['A', 'B', 'C']],
  ['$..tags[0]', ['x']],
  ['$.books[0:2].price', [8, 12]],
  ['$.books[-2:].price', [12, 22]],
  ['$.books[:1].price', [8]],
  ['$.books[0,2].title', ['A', 'C']],
  ["$.books[0]['title','price']", ['A', 8]],
  ['$.books[?(@.price < 10)].title', ['A']],
  ['$.books[?(@.price > $.limit && @.isbn == "2")].title', ['C']],
  ["$.books[?(@.title == 'A' || @.price >= 22)].title", ['A', 'C']],
  ['$.books[?(@.isbn)].title', ['B', 'C']],
  ['$.books[?(!(@.isbn))].title', ['A']],
  ['$.books[?(@.price != 8)].title', ['B', 'C']],
  ['$.books[?(@.title > 5)].title', []],
  ['$.books[5][*]', []],
  ['$.books[*].missing[*]', []],
  ['$.limit[*]', []],
])('an indefinite path %s yields all it matches', (path, expected) => {
  expect(parsePath(path).definite).toBe(false);
  expect(read(path)).toEqual(expected);
});

test.each(['limit', '$.', '$.a[', '$.a[x]', '$.a b', '$.a.length()', '$[?(@.a =~ /x/)]', "$['a"])(
  'the malformed path %s is refused',
  (path) => {
    expect(() => parsePath(path)).toThrow(SyntaxError);
  },
);

test.each(['$.missing[*]', '$.limit.a[*]', '$.limit[0:1]', '$.nothing[0,1]', '$.limit[?(@.a)]', "$.books['a','b']"])(
  'an indefinite path leads nowhere where its definite beginning does: %s',
  (path) => {
    expect(read(path)).toBeUndefined();
  },
);
