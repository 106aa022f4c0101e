import * as z from 'zod';
import { arnOf, byName, flag, idOf, ignored, kind, whole } from '../kind.ts';

/** Where a function's or a mapping's failures go: only a bucket, as the project uses no queue service. */
const onFailure = z.strictObject({
  OnFailure: z.strictObject({
    Destination: z.string().regex(/^arn:aws:s3:::/, 'only an S3 bucket is implemented as on-failure destination'),
  }),
});

const lambdaFunction = kind({
  nameProperty: 'FunctionName',
  ref: byName,
  attributes: { Arn: arnOf('lambda', (name) => `function:${name}`) },
  properties: z.strictObject({
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string().regex(/^[\w./-]+\.\w+$/),
    Runtime: z.string().regex(/^nodejs/, 'only Node.js runtimes are implemented'),
    /** Seconds. */
    Timeout: whole.default(3),
    /** Megabytes. */
    MemorySize: whole.default(128),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.string()).default({}) }).optional(),
    ReservedConcurrentExecutions: whole.optional(),
    ...ignored('FunctionName', 'Description', 'Role', 'Architectures', 'TracingConfig', 'LoggingConfig', 'Tags'),
    ...ignored('KmsKeyArn', 'EphemeralStorage', 'RuntimeManagementConfig', 'RecursiveLoop'),
  }),
});

const eventSourceMapping = kind({
  defaultName: (stack, logicalId) => idOf(stack, logicalId, 24),
  ref: byName,
  attributes: { Id: byName, EventSourceMappingArn: arnOf('lambda', (name) => `event-source-mapping:${name}`) },
  properties: z.strictObject({
    EventSourceArn: z.string().regex(/^arn:aws:dynamodb:.*\/stream\//, 'only DynamoDB streams are implemented'),
    FunctionName: z.string(),
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
    BatchSize: whole.min(1).max(10_000).default(100),
    MaximumBatchingWindowInSeconds: whole.min(0).max(300).default(0),
    ParallelizationFactor: whole.min(1).max(10).default(1),
    MaximumRetryAttempts: whole.min(-1).max(10_000).default(-1),
    MaximumRecordAgeInSeconds: whole.min(-1).max(604_800).default(-1),
    BisectBatchOnFunctionError: flag.default(false),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).optional(),
    DestinationConfig: onFailure.optional(),
    Enabled: flag.default(true),
    ...ignored('Tags', 'KmsKeyArn', 'MetricsConfig'),
  }),
});

const eventInvokeConfig = kind({
  ref: byName,
  attributes: {},
  properties: z.strictObject({
    FunctionName: z.string(),
    Qualifier: z.literal('$LATEST'),
    MaximumRetryAttempts: whole.min(0).max(2).default(2),
    MaximumEventAgeInSeconds: whole.min(60).max(21_600).default(21_600),
    DestinationConfig: onFailure.optional(),
  }),
});

const stateMachine = kind({
  nameProperty: 'StateMachineName',
  ref: arnOf('states', (name) => `stateMachine:${name}`),
  attributes: { Arn: arnOf('states', (name) => `stateMachine:${name}`), Name: byName },
  properties: z.strictObject({
    DefinitionString: z.string().optional(),
    DefinitionS3Location: z.strictObject({ Bucket: z.string(), Key: z.string() }).optional(),
    DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
    StateMachineType: z.literal('STANDARD').default('STANDARD'),
    ...ignored('StateMachineName', 'RoleArn', 'LoggingConfiguration', 'TracingConfiguration', 'Tags'),
    ...ignored('EncryptionConfiguration'),
  }),
});

export const computeKinds = {
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfig,
  'AWS::StepFunctions::StateMachine': stateMachine,
} as const;
