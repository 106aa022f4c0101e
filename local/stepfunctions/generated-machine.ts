import fc from 'fast-check';
import type { Json, JsonObject } from './types.ts';

/** State machines that always end, of what both this engine and `aws-local-stepfunctions` implement. */

export interface GeneratedMachine {
  StartAt: string;
  States: Record<string, JsonObject>;
}

/** Nothing empty and no 0: the oracle takes such values for missing ones, and an empty match for an error. */
export const generatedInput: fc.Arbitrary<Json> = fc.record({
  a: fc.constantFrom(-2, -1, 1, 2),
  b: fc.record({
    c: fc.integer({ min: 1, max: 3 }),
    d: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  }),
  s: fc.constantFrom('x', 'report.pdf', '2026-01-01T00:00:00Z'),
  l: fc.array(fc.record({ c: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 4 }),
});

const path = fc.constantFrom('$', '$.a', '$.b', '$.b.c', '$.b.d', '$.s', '$.l', "$['b']['c']", '$.r');
const expression = fc.oneof(
  path,
  fc.constantFrom('$.l[*].c', '$.b.d[0:2]'),
  fc.constantFrom('$.a', '$.b.c', '$.s', 'States.JsonToString($.b)').map((from) => `States.Format('{}!', ${from})`),
  path.map((from) => `States.Array(${from}, 'x', null)`),
  path.map((from) => `States.JsonToString(${from})`),
  fc.constantFrom(
    'States.MathAdd($.a, 2)',
    'States.ArrayLength($.b.d)',
    'States.ArrayContains($.b.d, 3)',
    'States.ArrayPartition($.b.d, 2)',
    'States.ArrayRange(0, 6, 3)',
    'States.ArrayUnique($.b.d)',
    "States.StringSplit('a,b', ',')",
    'States.Base64Encode($.s)',
    "States.ArrayGetItem(States.Array('p', 'q'), 1)",
    'States.JsonMerge($.b, $.l[0], false)',
  ),
);
const template = fc.record(
  { 'x.$': expression, plain: fc.constantFrom<Json[]>(1, '$.a', { deep: true }) },
  { requiredKeys: [] },
);

const optional = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.option(
    value.map((found) => ({ [name]: found })),
    { nil: {}, freq: 2 },
  );
const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((found) => Object.assign({}, ...found));

/** Mostly what keeps the input whole, so that most states find what their paths look for. */
const filters = [
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({}) },
    path.map((InputPath) => ({ InputPath })),
  ),
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom({}, { OutputPath: '$' }) },
    path.map((OutputPath) => ({ OutputPath })),
  ),
];
const shaping = [
  ...filters,
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom({ ResultPath: '$.r' }, { ResultPath: '$.b.r' }, { ResultPath: null }) },
    fc.constantFrom({}, { ResultPath: '$.deep.er' }, { ResultPath: '$.new' }),
  ),
];

const pass = merged(
  fc.constant({ Type: 'Pass' }),
  ...shaping,
  fc.oneof(
    fc.constant({}),
    template.map((Parameters) => ({ Parameters })),
    fc.constantFrom<Json[]>(1, { r: [1] }).map((Result) => ({ Result })),
  ),
);
const wait = merged(fc.constant({ Type: 'Wait', Seconds: 0 }), ...filters);

const retry = fc.record({
  ErrorEquals: fc.constantFrom(['Bad'], ['Flaky'], ['Other'], ['Flaky', 'Bad'], ['States.ALL']),
  IntervalSeconds: fc.constant(1),
  MaxAttempts: fc.integer({ min: 0, max: 3 }),
});
/** A Catch needs a later state to go to. */
const careful = (later: string[]) => [
  optional(
    'Retry',
    retry.map((found) => [found]),
  ),
  ...(later.length === 0 ? [] : [catching(fc.constantFrom(...later))]),
];
const catching = (next: fc.Arbitrary<string>) =>
  optional(
    'Catch',
    merged(
      fc.record({ ErrorEquals: fc.constantFrom(['Bad'], ['States.ALL']), Next: next }),
      fc.constantFrom({}, { ResultPath: '$.r' }, { ResultPath: '$.b.r' }),
    ).map((found) => [found]),
  );

/** The Lambdas these machines invoke: `wrap` answers with its input, `bad` and `flaky` (twice) throw. */
const task = merged(
  fc.constantFrom('wrap', 'wrap', 'bad', 'flaky').map((name) => ({
    Type: 'Task',
    Resource: `arn:aws:lambda:ca-central-1:000000000000:function:${name}`,
  })),
  ...shaping,
  optional('Parameters', template),
  optional('ResultSelector', fc.constant({ 'picked.$': '$.got', kept: 1 })),
);

const ending = fc.constantFrom<JsonObject[]>({ Type: 'Succeed' }, { Type: 'Fail', Error: 'Stopped', Cause: 'as said' });

/** The oracle compares values of unlike types as JavaScript does, Step Functions does not: types are asked for first. */
const typed = (kind: 'IsNumeric' | 'IsString', comparison: fc.Arbitrary<JsonObject>) =>
  fc.tuple(path, comparison).map(([Variable, found]) => ({
    And: [
      { Variable, [kind]: true },
      { Variable, ...found },
    ],
  }));

const test: fc.Arbitrary<JsonObject> = fc.oneof(
  typed('IsNumeric', fc.record({ NumericGreaterThan: fc.integer({ min: -2, max: 2 }) })),
  typed('IsNumeric', fc.record({ NumericEquals: fc.integer({ min: 0, max: 2 }) })),
  typed('IsNumeric', fc.constant({ NumericLessThanEqualsPath: '$.a' })),
  typed('IsString', fc.record({ StringEquals: fc.constantFrom('x', '') })),
  typed('IsString', fc.record({ StringMatches: fc.constantFrom('*.pdf', 'x*', '*') })),
  typed('IsString', fc.constant({ StringLessThan: 'r' })),
  fc.record({ Variable: path, IsNumeric: fc.constant(true) }),
  fc.record({ Variable: path, IsString: fc.constant(true) }),
  fc.record({ Variable: path, IsNull: fc.constant(true) }),
  fc.record({ Variable: fc.constantFrom('$.a', '$.gone', '$.b.gone'), IsPresent: fc.constant(true) }),
);
const rule: fc.Arbitrary<JsonObject> = fc.oneof(
  test,
  test.map((inner) => ({ Not: inner })),
  fc.array(test, { minLength: 1, maxLength: 3 }).map((inner) => ({ And: inner })),
  fc.array(test, { minLength: 1, maxLength: 3 }).map((inner) => ({ Or: inner })),
);
const choice = (next: fc.Arbitrary<string>) =>
  merged(
    fc.constant({ Type: 'Choice' }),
    filters[1]!,
    fc.record({
      Choices: fc.array(
        fc.tuple(rule, next).map(([found, Next]) => ({ ...found, Next })),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    optional('Default', next),
  );

/** @param depth how deep Parallel and Map may nest @param prefix makes the states' names unique */
export function generatedMachine(depth: number, prefix = 'S'): fc.Arbitrary<GeneratedMachine> {
  return fc.integer({ min: 1, max: 4 }).chain((count) => {
    const names = Array.from({ length: count }, (_, i) => `${prefix}${i}`);
    const states = names.map((name, at) => generatedState(depth, name, names.slice(at + 1)));
    return fc.tuple(...states).map((found) => reachable(names, found));
  });
}

function generatedState(depth: number, name: string, later: string[]): fc.Arbitrary<JsonObject> {
  const going = fc.constant(later.length === 0 ? { End: true } : { Next: later[0]! });
  const kinds = [pass, wait, merged(task, ...careful(later)), ...(depth > 0 ? nesting(depth, name, later) : [])];
  const closing = later.length === 0 ? ending : choice(fc.constantFrom(...later));
  return fc.oneof(closing, ...kinds.map((kind) => merged(kind, going)));
}

function nesting(depth: number, name: string, later: string[]): fc.Arbitrary<JsonObject>[] {
  // Only one branch can fail, and items run one by one: else it would be chance which error comes first.
  const parallel = generatedMachine(depth - 1, `${name}l`).map((branch) => ({
    Type: 'Parallel',
    Branches: [branch, { StartAt: `${name}r`, States: { [`${name}r`]: { Type: 'Pass', End: true } } }],
  }));
  const map = merged(
    generatedMachine(depth - 1, `${name}m`).map((ItemProcessor) => ({ Type: 'Map', ItemProcessor })),
    fc.constantFrom({ ItemsPath: '$.l' }, { ItemsPath: '$.b.d' }),
    fc.constant({ MaxConcurrency: 1 }),
    fc.constantFrom(
      {},
      {
        ItemSelector: {
          'a.$': '$.a',
          'i.$': '$$.Map.Item.Index',
          'b.$': '$.b',
          's.$': '$.s',
          'l.$': '$.l',
          'r.$': '$$.Map.Item.Value',
        },
      },
    ),
  );
  return [
    merged(parallel, ...shaping, ...careful(later), optional('Parameters', template)),
    merged(map, ...shaping, ...careful(later)),
  ];
}

/** Leaves out what no state leads to, as a valid machine must. */
function reachable(names: string[], states: JsonObject[]): GeneratedMachine {
  const byName = new Map(names.map((name, at) => [name, states[at]!]));
  const reached = new Set([names[0]!]);
  for (const name of reached)
    for (const target of JSON.stringify(byName.get(name)).matchAll(/"(?:Next|Default)":"(\w+)"/g))
      if (byName.has(target[1]!)) reached.add(target[1]!);
  return { StartAt: names[0]!, States: Object.fromEntries([...byName].filter(([name]) => reached.has(name))) };
}
