import type { Json } from '../types.ts';
import { runtimeError, StatesError } from './errors.ts';
import { INTRINSICS } from './intrinsics.ts';
import { type JsonPath, parsePath, readPath } from './json-path.ts';
import { Scanner } from './scanner.ts';

/** What an expression is evaluated over. */
export interface Scope {
  input: Json;
  /** The context object (`$$`), built only when an expression asks for it. */
  context: () => Json;
  random: () => number;
}

/** @throws StatesError where a path leads nowhere or a function fails; `field` is named in its cause. */
export type Expression = (scope: Scope, field: string) => Json;

export interface PathExpression {
  text: string;
  definite: boolean;
  /** @returns undefined where a definite path leads nowhere */
  read(scope: Scope): Json | undefined;
  /** @throws StatesError `States.Runtime` where the path leads nowhere */
  need(scope: Scope, field?: string): Json;
}

/** A path into the input (`$…`) or the context object (`$$…`). @throws SyntaxError */
export function compilePath(text: string): PathExpression {
  const ofContext = text.startsWith('$$');
  const path: JsonPath = parsePath(ofContext ? text.slice(1) : text);
  const root = (scope: Scope) => (ofContext ? scope.context() : scope.input);
  const read = (scope: Scope) => readPath(path, root(scope));
  return {
    text,
    definite: path.definite,
    read,
    need: (scope, field) => {
      const value = read(scope);
      if (value !== undefined) return value;
      const place = field === undefined ? '' : ` specified for the field '${field}'`;
      throw runtimeError(
        `The JSONPath '${text}'${place} could not be found in the input '${JSON.stringify(root(scope))}'`,
      );
    },
  };
}

/** The value of a field whose name ends in `.$`: a path or an intrinsic function. @throws SyntaxError */
export function compileExpression(text: string): Expression {
  if (text.startsWith('$')) {
    const path = compilePath(text);
    return (scope, field) => path.need(scope, field);
  }
  const scanner = new Scanner(text);
  const call = parseCall(scanner);
  scanner.spaces();
  if (!scanner.done) throw scanner.error('the end is expected');
  return call;
}

function parseCall(scanner: Scanner): Expression {
  const start = scanner.at;
  const name = scanner.match(/States\.\w+/y);
  if (name === undefined) throw scanner.error('a path ($…) or an intrinsic function (States.…) is expected');
  const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (!intrinsic) throw new SyntaxError(`the intrinsic function ${name} is not implemented`);
  const args = parseArguments(scanner);
  const [least, most] = intrinsic.takes;
  if (args.length < least || args.length > most)
    throw new SyntaxError(`${name} does not take ${args.length} argument${args.length === 1 ? '' : 's'} here`);
  const text = scanner.text.slice(start, scanner.at);
  return (scope, field) => {
    const values = args.map((arg) => arg(scope, field));
    try {
      return intrinsic.call(values, scope);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StatesError(
        'States.IntrinsicFailure',
        `The function '${text}' specified for the field '${field}' failed: ${reason}`,
      );
    }
  };
}

function parseArguments(scanner: Scanner): Expression[] {
  const args: Expression[] = [];
  scanner.expect('(');
  scanner.spaces();
  if (scanner.take(')')) return args;
  do {
    scanner.spaces();
    args.push(parseArgument(scanner));
    scanner.spaces();
  } while (scanner.take(','));
  scanner.expect(')');
  return args;
}

function parseArgument(scanner: Scanner): Expression {
  const next = scanner.peek();
  if (next === "'") return constant(scanner.quoted("'", unescapeArgument));
  if (next === '$') return compileExpression(pathText(scanner));
  if (next === 'S') return parseCall(scanner);
  const number = scanner.number();
  if (number !== undefined) return constant(number);
  for (const [word, value] of [
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const)
    if (scanner.take(word)) return constant(value);
  throw scanner.error('an argument is expected');
}

/** `\'` is a quote; other escapes (`\{`, `\\`) are left for the function, `States.Format` reads them. */
const unescapeArgument = (char: string): string => (char === "'" ? char : `\\${char}`);

/** A path among arguments ends at the comma or parenthesis that is outside of its brackets. */
function pathText(scanner: Scanner): string {
  const start = scanner.at;
  let depth = 0;
  for (; !scanner.done; scanner.at += 1) {
    const char = scanner.peek();
    if (char === '[') depth += 1;
    if (char === ']') depth -= 1;
    if (depth === 0 && /[,)\s]/.test(char)) break;
  }
  return scanner.text.slice(start, scanner.at);
}

const constant =
  (value: Json): Expression =>
  () =>
    value;
