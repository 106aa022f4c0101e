import type * as z from 'zod';
import type { Engine } from '../engine/engine.ts';
import type { Work } from '../engine/work.ts';
import type { ApiAnswer } from '../types.ts';
import { ApiError, validation } from './errors.ts';
import * as executions from './executions.ts';
import { getExecutionHistory } from './history.ts';
import { inputs } from './inputs.ts';
import * as machines from './machines.ts';
import * as tasks from './tasks.ts';

type Operation = (work: Work, input: unknown) => unknown;

/** @param machineArn names the state machine of that name */
export function createApi(engine: Engine, machineArn: (name: string) => string) {
  const operations: Record<string, Operation> = {
    CreateStateMachine: operation(inputs.createStateMachine, (work, input) =>
      machines.createStateMachine(work, input, machineArn(input.name)),
    ),
    UpdateStateMachine: operation(inputs.updateStateMachine, machines.updateStateMachine),
    DescribeStateMachine: operation(inputs.describeStateMachine, machines.describeStateMachine),
    ListStateMachines: operation(inputs.listStateMachines, machines.listStateMachines),
    StartExecution: operation(inputs.startExecution, executions.startExecution),
    DescribeExecution: operation(inputs.describeExecution, executions.describeExecution),
    StopExecution: operation(inputs.stopExecution, executions.stopExecution),
    ListExecutions: operation(inputs.listExecutions, executions.listExecutions),
    GetExecutionHistory: operation(inputs.getExecutionHistory, getExecutionHistory),
    SendTaskSuccess: operation(inputs.sendTaskSuccess, tasks.sendTaskSuccess),
    SendTaskFailure: operation(inputs.sendTaskFailure, tasks.sendTaskFailure),
    SendTaskHeartbeat: operation(inputs.sendTaskHeartbeat, tasks.sendTaskHeartbeat),
  };

  return async (target: string, body: string): Promise<ApiAnswer> => {
    try {
      const name = /^AWSStepFunctions\.(\w+)$/.exec(target)?.[1] ?? '';
      const run = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!run) throw new ApiError('UnknownOperationException', `The operation ${target} is not implemented`);
      const input = parseBody(body);
      return answer(200, await engine.run((work) => run(work, input)));
    } catch (error) {
      if (error instanceof ApiError) return answer(error.status, { __type: error.type, message: error.message });
      console.error(`Step Functions failed at ${target}`, error);
      return answer(500, { __type: 'InternalFailure', message: 'The request could not be processed' });
    }
  };
}

function operation<Schema extends z.ZodType>(
  schema: Schema,
  run: (work: Work, input: z.output<Schema>) => unknown,
): Operation {
  return (work, input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw validation(complaint(parsed.error.issues));
    return run(work, parsed.data);
  };
}

function complaint(issues: z.core.$ZodIssue[]): string {
  const reasons = issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  return `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected: ${reasons.join('; ')}`;
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new ApiError('SerializationException', 'The body is not JSON');
  }
}

const answer = (status: number, content: unknown): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(content),
});
