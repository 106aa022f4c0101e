import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GeneratedMachine, generatedInput, generatedMachine } from './generated-machine.ts';
import { type Functions, NamedError, type Outcome, testBed } from './test-kit.ts';
import type { Json } from './types.ts';

/** The functions of `generated-machine.ts`; `flaky` fails twice for each input. */
function functions(): Functions {
  const calls = new Map<string, number>();
  return {
    wrap: (input) => ({ got: input }),
    bad: () => {
      throw new NamedError('Bad');
    },
    flaky(input) {
      const key = JSON.stringify(input);
      calls.set(key, (calls.get(key) ?? 0) + 1);
      if (calls.get(key)! <= 2) throw new NamedError('Flaky');
      return { got: input };
    },
  };
}

/** The oracle words causes in its own way. */
const withoutCauses = (output: Json): Json =>
  JSON.parse(JSON.stringify(output, (key, value) => (key === 'Cause' ? 'any' : value)));

async function oracle(machine: GeneratedMachine, input: Json): Promise<Outcome> {
  const lambdas = functions();
  const tasks = [...JSON.stringify(machine).matchAll(/"(\w+)":\{"Type":"Task","Resource":"[^"]+:(\w+)"/g)];
  const handlers = Object.fromEntries(tasks.map(([, state, name]) => [state!, lambdas[name!]!]));
  const intervals = Object.fromEntries(
    [...JSON.stringify(machine).matchAll(/"(S\w+)":\{"Type"/g)].map(([, state]) => [state!, 0]),
  );
  const definition: StateMachineDefinition = JSON.parse(JSON.stringify(machine));
  const { result } = new StateMachine(definition, { validationOptions: { noValidate: true } }).run(input, {
    overrides: { taskResourceLocalHandlers: handlers, retryIntervalOverrides: intervals },
    context: { Execution: { Input: input } },
  });
  try {
    return { status: 'SUCCEEDED', output: withoutCauses(await result) };
  } catch (error) {
    const cause = (error as Error).cause as Error;
    return { status: 'FAILED', error: cause.name };
  }
}

async function ours(machine: GeneratedMachine, input: Json): Promise<Outcome> {
  await using bed = testBed(functions());
  const arn = await bed.begin(machine, input);
  let outcome = await bed.describe(arn);
  for (let minute = 0; outcome.status === 'RUNNING' && minute < 100; minute++) {
    await bed.clock.advance(60_000);
    outcome = await bed.describe(arn);
  }
  const { status, output, error } = outcome;
  return status === 'SUCCEEDED' ? { status, output: withoutCauses(output!) } : { status, error: error! };
}

type State = { Type: string; Retry?: unknown; Catch?: unknown; ItemProcessor?: Machine; Branches?: Machine[] };
type Machine = { States: Record<string, State> };

/**
 * After one branch or item fails, the oracle lets the others run on; here, as in AWS, they are stopped. How often `flaky` was
 * called then differs, and so does what follows where the failure is retried or caught.
 */
const countsDiffer = ({ States }: Machine): boolean =>
  Object.values(States).some(({ Retry, Catch, ItemProcessor, Branches = [] }) => {
    const inner = [...Branches, ...(ItemProcessor ? [ItemProcessor] : [])];
    return ((Retry || Catch) && JSON.stringify(inner).includes(':flaky')) || inner.some(countsDiffer);
  });

test('generated machines end as in aws-local-stepfunctions', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(generatedMachine(2), generatedInput, async (machine, input) => {
      const parsed: Machine = JSON.parse(JSON.stringify(machine));
      fc.pre(!countsDiffer(parsed));
      expect(await ours(machine, input)).toEqual(await oracle(machine, input));
    }),
    { numRuns: 100 },
  );
});
