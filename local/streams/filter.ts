type Test = (value: unknown) => boolean;

/**
 * Compiles the filters of a mapping, EventBridge patterns over one stream record: a record passes when any of them
 * matches. @throws Error on an operator that is not implemented.
 */
export function compileFilters(patterns: readonly string[]): (record: object) => boolean {
  if (patterns.length === 0) return () => true;
  const tests = patterns.map((pattern) => compileObject(JSON.parse(pattern)));
  return (record) => tests.some((test) => test(record));
}

function compileObject(pattern: unknown): Test {
  if (pattern === null || typeof pattern !== 'object' || Array.isArray(pattern)) {
    throw new Error(`a filter pattern must be an object: ${JSON.stringify(pattern)}`);
  }
  const fields = Object.entries(pattern).map(([name, below]): Test => {
    if (name === '$or') {
      const choices = (below as unknown[]).map(compileObject);
      return (value) => choices.some((test) => test(value));
    }
    const test = Array.isArray(below) ? compileLeaf(below) : compileObject(below);
    return (value) => test((value as Record<string, unknown> | undefined)?.[name]);
  });
  return (value) => fields.every((test) => test(value));
}

function compileLeaf(choices: readonly unknown[]): Test {
  const tests = choices.map(compileChoice);
  // A list in the record matches when any of its elements does.
  return (value) => tests.some((test) => (Array.isArray(value) ? value.some(test) : test(value)));
}

function compileChoice(choice: unknown): Test {
  if (choice === null || typeof choice !== 'object') return (value) => value === choice;
  const [[operator, argument] = ['', undefined]] = Object.entries(choice);
  const text =
    (test: (value: string, argument: string) => boolean): Test =>
    (value) =>
      typeof value === 'string' && test(value, argument as string);
  if (operator === 'exists') return (value) => (value !== undefined) === argument;
  if (operator === 'anything-but') return anythingBut(argument);
  if (operator === 'numeric') return numeric(argument as readonly (string | number)[]);
  if (typeof argument === 'string') {
    if (operator === 'prefix') return text((value, prefix) => value.startsWith(prefix));
    if (operator === 'suffix') return text((value, suffix) => value.endsWith(suffix));
    if (operator === 'equals-ignore-case') return text((value, other) => value.toLowerCase() === other.toLowerCase());
  }
  throw new Error(`the filter operator ${JSON.stringify(choice)} is not implemented`);
}

function anythingBut(argument: unknown): Test {
  const excluded = (Array.isArray(argument) ? argument : [argument]).map(compileChoice);
  return (value) => value !== undefined && !excluded.some((test) => test(value));
}

/** `["numeric", [">", 0, "<=", 5]]`: of no use on a DynamoDB number, which travels as text, as on AWS. */
function numeric(conditions: readonly (string | number)[]): Test {
  const compare: Record<string, (a: number, b: number) => boolean> = {
    '=': (a, b) => a === b,
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  };
  const tests = Array.from({ length: conditions.length / 2 }, (_, index): ((value: number) => boolean) => {
    const test = compare[conditions[2 * index] as string];
    const bound = conditions[2 * index + 1];
    if (!test || typeof bound !== 'number') throw new Error(`a numeric filter reads [operator, number, …]`);
    return (value) => test(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}
