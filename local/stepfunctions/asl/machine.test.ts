import { expect, test } from 'vitest';
import { InvalidDefinition } from './errors.ts';
import { compileMachine } from './machine.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const compile = (Odd: object, top: object = {}) =>
  compileMachine(JSON.stringify({ StartAt: 'Odd', States: { Odd }, ...top }));
const task = (more: object) => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: { FunctionName: 'f' },
  End: true,
  ...more,
});
const inner = { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } };

test('branches and processors are found under their scope', () => {
  const { scopes } = compile({ Type: 'Parallel', Branches: [inner, { ...inner, Comment: 'second' }], End: true });
  expect([...scopes.keys()].sort()).toEqual(['', '/Odd:0', '/Odd:1']);
});

test.each<[string, object]>([
  ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata', End: true }],
  ['variables', { Type: 'Pass', Assign: { a: 1 }, End: true }],
  ['credentials', task({ Credentials: { RoleArn: 'x' } })],
  ['an activity', task({ Resource: 'arn:aws:states:ca-central-1:000000000000:activity:a' })],
  ['another integration', task({ Resource: 'arn:aws:states:::dynamodb:putItem' })],
  ['.sync', task({ Resource: 'arn:aws:states:::states:startExecution.sync' })],
  ['a parameter of lambda:invoke', task({ Parameters: { FunctionName: 'f', Qualifier: '1' } })],
  ['no FunctionName', task({ Parameters: { Payload: {} } })],
  [
    'Distributed Map',
    { Type: 'Map', ItemProcessor: { ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED' } }, End: true },
  ],
  ['an ItemReader', { Type: 'Map', ItemProcessor: inner, ItemReader: {}, End: true }],
  ['ErrorPath', { Type: 'Fail', ErrorPath: '$.e' }],
  ['CausePath', { Type: 'Fail', CausePath: '$.c' }],
  ['an unknown type', { Type: 'Sleep', End: true }],
  ['an unknown field', { Type: 'Pass', Retry: [], End: true }],
  ['neither Next nor End', { Type: 'Pass' }],
  ['Next and End', { Type: 'Pass', Next: 'Odd', End: true }],
  ['Next on Succeed', { Type: 'Succeed', Next: 'Odd' }],
  ['a hashing function', { Type: 'Pass', Parameters: { 'a.$': "States.Hash('a','MD5')" }, End: true }],
  ['a random id', { Type: 'Pass', Parameters: { 'a.$': 'States.UUID()' }, End: true }],
  ['a path function', { Type: 'Pass', InputPath: '$.a.length()', End: true }],
  ['a ResultPath that is no reference path', { Type: 'Pass', ResultPath: '$..a', End: true }],
  ['two kinds of wait', { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true }],
  ['no kind of wait', { Type: 'Wait', End: true }],
  ['a wait until no timestamp', { Type: 'Wait', Timestamp: 'tomorrow', End: true }],
  ['an impossible choice', { Type: 'Choice', Choices: [{ Variable: '$.a', Likes: 'b', Next: 'Odd' }] }],
  ['a choice without choices', { Type: 'Choice', Choices: [] }],
  ['two time-outs', task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' })],
  ['a heartbeat as long as the time-out', task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 })],
  ['States.ALL before others', task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] })],
  ['States.ALL among others', task({ Catch: [{ ErrorEquals: ['A', 'States.ALL'], Next: 'Odd' }] })],
  ['a Map without processor', { Type: 'Map', End: true }],
  ['two selectors', { Type: 'Map', ItemProcessor: inner, ItemSelector: {}, Parameters: {}, End: true }],
  ['a branch with a fault', { Type: 'Parallel', Branches: [{ ...inner, Extra: 1 }], End: true }],
])('%s is refused by the name of the state', (_what, state) => {
  expect(() => compile(state)).toThrow(InvalidDefinition);
  expect(() => compile(state)).toThrow(/'Odd'/);
});

test('a transition to nowhere, a state that is never reached, and text that is not JSON are refused', () => {
  expect(() => compile({ Type: 'Pass', Next: 'Gone' })).toThrow(/MISSING_TRANSITION_TARGET.*'Odd'.*'Gone'/);
  expect(() => compile({ Type: 'Succeed' }, { StartAt: 'Gone' })).toThrow(/'Gone'/);
  const States = { Odd: { Type: 'Succeed' }, Lonely: { Type: 'Succeed' } };
  expect(() => compile({}, { States })).toThrow(/UNREACHABLE_STATE.*'Lonely'/);
  expect(() => compileMachine('{')).toThrow(/INVALID_JSON/);
  expect(() => compile({ Type: 'Succeed' }, { QueryLanguage: 'JSONata' })).toThrow(/QueryLanguage/);
});
