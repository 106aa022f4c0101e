import type { Json } from '../types.ts';
import { isDefinite, parseSegments, readPath } from './json-path.ts';
import type { Scanner } from './scanner.ts';

/** `[?(@.price < 10 && @.kind == 'x')]`: does `item` pass, seen from the document's root? */
export type FilterTest = (item: Json, root: Json) => boolean;
type Operand = (item: Json, root: Json) => Json | undefined;

/** Reads a filter up to the parenthesis that closes it. */
export function parseFilter(scanner: Scanner): FilterTest {
  return parseChain(scanner, '||', () => parseChain(scanner, '&&', () => parseTest(scanner)));
}

function parseChain(scanner: Scanner, operator: '||' | '&&', next: () => FilterTest): FilterTest {
  const tests = [next()];
  scanner.spaces();
  while (scanner.take(operator)) {
    tests.push(next());
    scanner.spaces();
  }
  return operator === '||'
    ? (item, root) => tests.some((test) => test(item, root))
    : (item, root) => tests.every((test) => test(item, root));
}

function parseTest(scanner: Scanner): FilterTest {
  scanner.spaces();
  if (scanner.take('!')) {
    const test = parseTest(scanner);
    return (item, root) => !test(item, root);
  }
  if (scanner.take('(')) {
    const test = parseFilter(scanner);
    scanner.expect(')');
    return test;
  }
  const left = parseOperand(scanner);
  scanner.spaces();
  const operator = scanner.match(/[=!<>]=|[<>]/y);
  if (operator === undefined) return (item, root) => left(item, root) !== undefined;
  scanner.spaces();
  const right = parseOperand(scanner);
  return (item, root) => compare(operator, left(item, root), right(item, root));
}

function parseOperand(scanner: Scanner): Operand {
  const start = scanner.peek();
  if (start === "'" || start === '"') return constant(scanner.quoted(start));
  if (start === '@' || start === '$') {
    scanner.at += 1;
    const segments = parseSegments(scanner);
    const path = { segments, definite: isDefinite(segments) };
    return start === '@' ? (item) => readPath(path, item) : (_item, root) => readPath(path, root);
  }
  const number = scanner.number();
  if (number !== undefined) return constant(number);
  for (const [word, value] of [
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const)
    if (scanner.take(word)) return constant(value);
  throw scanner.error('a path or a value is expected');
}

const constant =
  (value: Json): Operand =>
  () =>
    value;

function compare(operator: string, left: Json | undefined, right: Json | undefined): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const ordered =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!ordered) return false;
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}
