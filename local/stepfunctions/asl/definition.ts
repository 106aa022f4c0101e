import * as z from 'zod';
import type { Json, JsonObject } from '../types.ts';
import { compileRule } from './choice.ts';
import { compilePath } from './expression.ts';
import { parseReferencePath } from './reference-path.ts';
import { compileTemplate } from './template.ts';
import { parseTimestamp } from './timestamp.ts';

/**
 * The Amazon States Language (JSONPath) as far as it is implemented, each field compiled where it stands. The objects
 * are strict: a field that is not here (JSONata, Assign, Credentials, ErrorPath, ItemReader…) is refused, not ignored.
 */
const json = z.json() as z.ZodType<Json>;

/** A field that is compiled when the machine is registered, so that no execution meets a malformed one. */
function compiled<In extends z.ZodType, Out>(schema: In, compile: (value: z.output<In>) => Out) {
  return schema.transform((value, context): Out => {
    try {
      return compile(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

const path = compiled(z.string(), compilePath);
const template = compiled(json, compileTemplate);
const nextState = z.string().min(1).max(80);
const seconds = z.number().int().min(1).max(99_999_999);

const described = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONPath').optional() };
const filtered = { InputPath: path.nullish(), OutputPath: path.nullish() };
const going = { Next: nextState.optional(), End: z.literal(true).optional() };
const resultPath = compiled(z.string(), parseReferencePath).nullish();

const resultful = { ResultPath: resultPath, Parameters: template.optional() };
const errorEquals = z.array(z.string()).min(1);

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  IntervalSeconds: seconds.default(1),
  MaxAttempts: z.number().int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.number().int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  Next: nextState,
  ResultPath: resultPath,
});
const careful = {
  ResultSelector: template.optional(),
  Retry: z.array(retrier).default([]).refine(allStandsLast, 'States.ALL must stand alone in the last retrier'),
  Catch: z.array(catcher).default([]).refine(allStandsLast, 'States.ALL must stand alone in the last catcher'),
};

function allStandsLast(rules: { ErrorEquals: string[] }[]): boolean {
  return rules.every(
    ({ ErrorEquals }, at) =>
      !ErrorEquals.includes('States.ALL') || (ErrorEquals.length === 1 && at === rules.length - 1),
  );
}

const pass = z.strictObject({
  Type: z.literal('Pass'),
  ...described,
  ...filtered,
  ...going,
  ...resultful,
  Result: json.optional(),
});

const task = z.strictObject({
  Type: z.literal('Task'),
  ...described,
  ...filtered,
  ...going,
  ...careful,
  ResultPath: resultPath,
  Resource: z
    .string()
    .regex(
      /^arn:[\w-]+:states:::lambda:invoke(\.waitForTaskToken)?$|^arn:[\w-]+:lambda:[^:]+:\d+:function:.+$/,
      'only arn:aws:states:::lambda:invoke (with or without .waitForTaskToken) and a Lambda ARN are implemented',
    ),
  Parameters: compiled(json, (value) => ({
    fill: compileTemplate(value),
    keys: Object.keys(value !== null && typeof value === 'object' ? value : {}),
  })).optional(),
  TimeoutSeconds: seconds.optional(),
  TimeoutSecondsPath: path.optional(),
  HeartbeatSeconds: seconds.optional(),
  HeartbeatSecondsPath: path.optional(),
});

const rule = compiled(z.looseObject({ Next: nextState }), ({ Next, ...condition }) => ({
  next: Next,
  holds: compileRule(json.parse(condition) as JsonObject),
}));
const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...described,
  ...filtered,
  Choices: z.array(rule).min(1),
  Default: nextState.optional(),
});

const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...described,
  ...filtered,
  ...going,
  Seconds: z.number().int().min(0).max(99_999_999).optional(),
  SecondsPath: path.optional(),
  Timestamp: z
    .string()
    .refine((text) => parseTimestamp(text) !== undefined, 'not an RFC 3339 timestamp')
    .optional(),
  TimestampPath: path.optional(),
});

const succeed = z.strictObject({ Type: z.literal('Succeed'), ...described, ...filtered });
const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...described,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

/** Branches and the processor are state machines in themselves: `machine.ts` compiles them. */
const parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...described,
  ...filtered,
  ...going,
  ...resultful,
  ...careful,
  Branches: z.array(json).min(1),
});

const map = z.strictObject({
  Type: z.literal('Map'),
  ...described,
  ...filtered,
  ...going,
  ...resultful,
  ...careful,
  ItemsPath: path.optional(),
  ItemSelector: template.optional(),
  MaxConcurrency: z.number().int().min(0).default(0),
  MaxConcurrencyPath: path.optional(),
  ToleratedFailureCount: z.number().int().min(0).optional(),
  ToleratedFailureCountPath: path.optional(),
  ToleratedFailurePercentage: z.number().min(0).max(100).optional(),
  ToleratedFailurePercentagePath: path.optional(),
  ItemProcessor: json.optional(),
  Iterator: json.optional(),
});

const LAMBDA_PARAMETERS = new Set(['FunctionName', 'Payload']);

const endable = [pass, task, wait, parallel, map] as const;

/** One state by itself, with the rules that hold between its fields. */
export const stateSchema = z
  .discriminatedUnion('Type', [...endable, choice, succeed, fail])
  .superRefine((state, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if ('Next' in state || 'End' in state || endable.some((schema) => schema.shape.Type.value === state.Type)) {
      const { Next, End } = state as { Next?: string; End?: true };
      if ((Next === undefined) === (End === undefined)) refuse('needs either Next or End');
    }
    if (state.Type === 'Wait') exactlyOne(state, ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'], refuse);
    if (state.Type === 'Task') {
      atMostOne(state, ['TimeoutSeconds', 'TimeoutSecondsPath'], refuse);
      atMostOne(state, ['HeartbeatSeconds', 'HeartbeatSecondsPath'], refuse);
      if ((state.HeartbeatSeconds ?? 0) >= (state.TimeoutSeconds ?? Number.POSITIVE_INFINITY))
        refuse('HeartbeatSeconds must be below TimeoutSeconds');
      if (state.Resource.includes(':states:::')) checkLambdaParameters(state.Parameters?.keys ?? [], refuse);
    }
    if (state.Type === 'Map') {
      exactlyOne(state, ['ItemProcessor', 'Iterator'], refuse);
      atMostOne(state, ['ItemSelector', 'Parameters'], refuse);
      atMostOne(state, ['ToleratedFailureCount', 'ToleratedFailureCountPath'], refuse);
      atMostOne(state, ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'], refuse);
    }
  });

export type State = z.output<typeof stateSchema>;
export type StateOf<Type extends State['Type']> = Extract<State, { Type: Type }>;
export type Catcher = z.output<typeof catcher>;

/** A state machine, or the part of one that a branch or an item runs through. */
export const machineSchema = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONPath').optional(),
  StartAt: z.string(),
  States: z.record(nextState, json),
});
export const topSchema = machineSchema.extend({
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: seconds.optional(),
});
export const processorSchema = machineSchema.extend({
  ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }).optional(),
});

type Refuse = (message: string) => void;

function given(state: object, names: string[]): string[] {
  const fields = new Map(Object.entries(state));
  return names.filter((name) => fields.get(name) !== undefined);
}

function exactlyOne(state: object, names: string[], refuse: Refuse): void {
  if (given(state, names).length !== 1) refuse(`needs exactly one of ${names.join(', ')}`);
}

function atMostOne(state: object, names: string[], refuse: Refuse): void {
  if (given(state, names).length > 1) refuse(`takes only one of ${names.join(', ')}`);
}

function checkLambdaParameters(keys: string[], refuse: Refuse): void {
  const names = keys.map((key) => key.replace(/\.\$$/, ''));
  for (const name of names.filter((name) => !LAMBDA_PARAMETERS.has(name)))
    refuse(`the parameter ${name} of lambda:invoke is not implemented`);
  if (!names.includes('FunctionName')) refuse('lambda:invoke needs the parameter FunctionName');
}
