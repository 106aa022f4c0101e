import type { Json, JsonObject } from '../types.ts';

/** What an intrinsic function may use besides its arguments. */
interface IntrinsicTools {
  /** A number in [0, 1). */
  random: () => number;
}

interface Intrinsic {
  /** How many arguments it takes, at least and at most. */
  takes: [number, number];
  call: (args: Json[], tools: IntrinsicTools) => Json;
}

const MAX_RANGE = 1000;
const MAX_BASE64 = 10_000;

/** The functions implemented here; a definition that names another is refused when it is registered. */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  'States.Format': {
    takes: [1, Number.POSITIVE_INFINITY],
    call: ([template, ...args]) => format(text(template), args),
  },
  'States.StringToJson': { takes: [1, 1], call: ([value]) => (text(value) === '' ? null : JSON.parse(text(value))) },
  'States.JsonToString': { takes: [1, 1], call: ([value]) => JSON.stringify(value) },
  'States.Array': { takes: [0, Number.POSITIVE_INFINITY], call: (args) => args },
  'States.ArrayPartition': { takes: [2, 2], call: ([items, size]) => partition(array(items), integer(size)) },
  'States.ArrayContains': {
    takes: [2, 2],
    call: ([items, wanted]) => array(items).some((item) => equal(item, wanted)),
  },
  'States.ArrayRange': { takes: [3, 3], call: (args) => range(integer(args[0]), integer(args[1]), integer(args[2])) },
  'States.ArrayGetItem': { takes: [2, 2], call: ([items, index]) => getItem(array(items), integer(index)) },
  'States.ArrayLength': { takes: [1, 1], call: ([items]) => array(items).length },
  'States.ArrayUnique': { takes: [1, 1], call: ([items]) => unique(array(items)) },
  'States.Base64Encode': { takes: [1, 1], call: ([value]) => Buffer.from(base64Sized(value)).toString('base64') },
  'States.Base64Decode': { takes: [1, 1], call: ([value]) => Buffer.from(base64Sized(value), 'base64').toString() },
  'States.JsonMerge': { takes: [3, 3], call: ([left, right, deep]) => merge(object(left), object(right), deep) },
  'States.MathRandom': { takes: [2, 2], call: ([from, to], tools) => randomIn(integer(from), integer(to), tools) },
  'States.MathAdd': { takes: [2, 2], call: ([left, right]) => integer(left) + integer(right) },
  'States.StringSplit': { takes: [2, 2], call: ([value, separators]) => split(text(value), text(separators)) },
};

/** `{}` takes the next argument; `\{`, `\}` and `\\` stand for themselves. */
function format(template: string, args: Json[]): string {
  let next = 0;
  const filled = template.replaceAll(/\\([{}\\])|\{\}/g, (_whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    if (next >= args.length) throw new Error('there are more {} than arguments');
    const value = args[next++]!;
    // AWS would write Java's notation ({a=1}): nothing that a state machine should come to rely on.
    if (typeof value === 'object' && value !== null)
      throw new Error('arrays and objects go through States.JsonToString first');
    return String(value);
  });
  if (next !== args.length) throw new Error('there are more arguments than {}');
  return filled;
}

/** Every character of `separators` separates; empty parts are left out. */
function split(value: string, separators: string): string[] {
  const parts = [''];
  for (const char of value) {
    if (separators.includes(char)) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part !== '');
}

function partition(items: Json[], size: number): Json[][] {
  if (size < 1) throw new Error('the chunk size must be a positive integer');
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function range(first: number, last: number, by: number): number[] {
  if (by === 0) throw new Error('the step must not be 0');
  const count = Math.max(0, Math.floor((last - first) / by) + 1);
  if (count > MAX_RANGE) throw new Error(`a range holds ${MAX_RANGE} items at most`);
  return Array.from({ length: count }, (_, i) => first + i * by);
}

function getItem(items: Json[], index: number): Json {
  if (!(index in items)) throw new Error(`index ${index} is out of bounds`);
  return items[index]!;
}

const unique = (items: Json[]): Json[] =>
  items.filter((item, at) => items.findIndex((other) => equal(other, item)) === at);

function merge(left: JsonObject, right: JsonObject, deep: Json | undefined): JsonObject {
  if (deep !== false) throw new Error('only the shallow merge (false) is supported');
  return { ...left, ...right };
}

/** From `from`, inclusive, to `to`, exclusive. */
function randomIn(from: number, to: number, tools: IntrinsicTools): number {
  if (from >= to) throw new Error('the start must be below the end');
  return from + Math.floor(tools.random() * (to - from));
}

function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, at) => equal(item, right[at]))
    );
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Error(`a string is expected, not ${JSON.stringify(value)}`);
  return value;
}

/** Numbers are rounded to the nearest integer, as Step Functions does. */
function integer(value: Json | undefined): number {
  if (typeof value !== 'number') throw new Error(`a number is expected, not ${JSON.stringify(value)}`);
  return Math.round(value);
}

function array(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new Error(`an array is expected, not ${JSON.stringify(value)}`);
  return value;
}

function object(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`an object is expected, not ${JSON.stringify(value)}`);
  return value;
}

function base64Sized(value: Json | undefined): string {
  const data = text(value);
  if (data.length > MAX_BASE64) throw new Error(`at most ${MAX_BASE64} characters are encoded or decoded`);
  return data;
}
