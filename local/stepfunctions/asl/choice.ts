import type { Json, JsonObject } from '../types.ts';
import { runtimeError } from './errors.ts';
import { compilePath, type PathExpression, type Scope } from './expression.ts';
import { parseTimestamp } from './timestamp.ts';

/** Does the rule of a Choice state hold? @throws StatesError `States.Runtime` where its Variable leads nowhere */
export type Rule = (scope: Scope) => boolean;

type Comparison = (left: number | string, right: number | string) => boolean;

const COMPARISONS: Record<string, Comparison> = {
  Equals: (left, right) => left === right,
  LessThan: (left, right) => left < right,
  GreaterThan: (left, right) => left > right,
  LessThanEquals: (left, right) => left <= right,
  GreaterThanEquals: (left, right) => left >= right,
};

/** Reads a value as one of the types that can be compared; undefined means that it is not of that type. */
const READERS: Record<string, (value: Json | undefined) => number | string | undefined> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Timestamp: parseTimestamp,
};

const TYPE_TESTS: Record<string, (value: Json | undefined) => boolean> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => parseTimestamp(value) !== undefined,
};

/** @throws SyntaxError for an operator that does not exist, a wrong operand, or a rule with more than one operator */
export function compileRule(rule: JsonObject): Rule {
  const { Variable, Comment: _comment, ...rest } = rule;
  const operators = Object.entries(rest);
  if (operators.length !== 1)
    throw new SyntaxError(`a rule has exactly one operator, not ${JSON.stringify(Object.keys(rest))}`);
  const [operator, operand] = operators[0]!;
  if (Variable === undefined) return compileBoolean(operator, operand);
  if (typeof Variable !== 'string') throw new SyntaxError('Variable must be a path');
  return compileTest(compilePath(Variable), operator, operand);
}

function compileBoolean(operator: string, operand: Json): Rule {
  if (operator === 'Not') {
    const rule = compileRule(ruleObject(operand));
    return (scope) => !rule(scope);
  }
  if (operator !== 'And' && operator !== 'Or') throw new SyntaxError(`${operator} needs a Variable`);
  if (!Array.isArray(operand) || operand.length === 0) throw new SyntaxError(`${operator} needs a list of rules`);
  const rules = operand.map((inner) => compileRule(ruleObject(inner)));
  return operator === 'And'
    ? (scope) => rules.every((rule) => rule(scope))
    : (scope) => rules.some((rule) => rule(scope));
}

function ruleObject(value: Json): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new SyntaxError('a rule must be an object');
  if ('Next' in value) throw new SyntaxError('Next stands only in a rule at the top');
  return value;
}

function compileTest(variable: PathExpression, operator: string, operand: Json): Rule {
  if (operator === 'IsPresent') {
    const wanted = typed<boolean>(operator, operand, 'boolean');
    return (scope) => isPresent(variable, scope) === wanted;
  }
  const typeTest = TYPE_TESTS[operator];
  if (typeTest) {
    const wanted = typed<boolean>(operator, operand, 'boolean');
    return (scope) => typeTest(variableOf(variable, scope)) === wanted;
  }
  if (operator === 'StringMatches') {
    const pattern = wildcard(typed<string>(operator, operand, 'string'));
    return (scope) => {
      const value = variableOf(variable, scope);
      return typeof value === 'string' && pattern.test(value);
    };
  }
  const parts = /^(String|Numeric|Boolean|Timestamp)(Equals|(?:Less|Greater)Than(?:Equals)?)(Path)?$/.exec(operator);
  const [, type = '', comparison = '', path] = parts ?? [];
  if (!parts || (type === 'Boolean' && comparison !== 'Equals'))
    throw new SyntaxError(`the comparison operator ${operator} does not exist`);
  const right = path ? operandPath(operator, operand) : constantOperand(operator, type, operand);
  return (scope) => compare(type, COMPARISONS[comparison]!, variableOf(variable, scope), right(scope));
}

/** Values of another type than the operator's never compare: the rule does not hold. */
function compare(type: string, comparison: Comparison, left: Json, right: Json): boolean {
  if (type === 'Boolean') return typeof left === 'boolean' && left === right;
  const read = READERS[type]!;
  const [leftValue, rightValue] = [read(left), read(right)];
  return leftValue !== undefined && rightValue !== undefined && comparison(leftValue, rightValue);
}

function operandPath(operator: string, operand: Json): (scope: Scope) => Json {
  const path = compilePath(typed<string>(operator, operand, 'string'));
  return (scope) => variableOf(path, scope);
}

function constantOperand(operator: string, type: string, operand: Json): () => Json {
  const fits = type === 'Boolean' ? typeof operand === 'boolean' : READERS[type]!(operand) !== undefined;
  if (!fits) throw new SyntaxError(`${operator} cannot compare with ${JSON.stringify(operand)}`);
  return () => operand;
}

const isPresent = (variable: PathExpression, scope: Scope): boolean => {
  const value = variable.read(scope);
  return value !== undefined && (variable.definite || !Array.isArray(value) || value.length > 0);
};

function variableOf(path: PathExpression, scope: Scope): Json {
  const value = path.read(scope);
  if (value === undefined)
    throw runtimeError(`Invalid path '${path.text}': The choice state's condition path references an invalid value.`);
  return value;
}

function typed<T extends boolean | string>(operator: string, operand: Json, type: 'boolean' | 'string'): T {
  if (typeof operand !== type) throw new SyntaxError(`${operator} needs a ${type}, not ${JSON.stringify(operand)}`);
  return operand as T;
}

/** `*` stands for any text; `\*` and `\\` for themselves. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replaceAll(/\\([*\\])|\*|[.+?^${}()|[\]\\/-]/g, (found, escaped: string | undefined) => {
    if (found === '*') return '[^]*';
    return `\\${escaped ?? found}`;
  });
  return new RegExp(`^${source}$`);
}
