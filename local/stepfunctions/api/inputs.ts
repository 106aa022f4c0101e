import * as z from 'zod';

/** What the operations take, as far as they are implemented; what else the SDK may send (roleArn, tags…) is left aside. */

const arn = z.string().min(1).max(256);
/** No spaces, brackets, wildcards, control or special characters. */
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;
export const isName = (name: string): boolean => NAME.test(name);

const page = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const token = z.string().min(1).max(2048);
const payload = z.string().max(262_144);

export const inputs = {
  createStateMachine: z.object({
    name: z.string().min(1),
    definition: z.string().min(1).max(1_048_576),
    type: z.enum(['STANDARD', 'EXPRESS']).optional(),
    publish: z.literal(false).optional(),
  }),
  updateStateMachine: z.object({
    stateMachineArn: arn,
    definition: z.string().min(1).max(1_048_576).optional(),
    publish: z.literal(false).optional(),
  }),
  describeStateMachine: z.object({ stateMachineArn: arn }),
  listStateMachines: z.object(page),
  startExecution: z.object({ stateMachineArn: arn, name: z.string().min(1).optional(), input: payload.default('{}') }),
  describeExecution: z.object({ executionArn: arn }),
  stopExecution: z.object({
    executionArn: arn,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  listExecutions: z.object({
    stateMachineArn: arn,
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
    ...page,
  }),
  getExecutionHistory: z.object({
    executionArn: arn,
    reverseOrder: z.boolean().default(false),
    includeExecutionData: z.boolean().default(true),
    ...page,
  }),
  sendTaskSuccess: z.object({ taskToken: token, output: payload }),
  sendTaskFailure: z.object({
    taskToken: token,
    error: z.string().max(256).optional(),
    cause: z.string().max(32_768).optional(),
  }),
  sendTaskHeartbeat: z.object({ taskToken: token }),
};
