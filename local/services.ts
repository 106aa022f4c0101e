import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKms } from '#local/kms/kms.ts';
import type { Kms } from '#local/kms/types.ts';
import { InvokeRefused } from '#local/lambda/function.ts';
import type { Lambda } from '#local/lambda/lambda.ts';
import { createS3 } from '#local/s3/s3.ts';
import type { S3 } from '#local/s3/types.ts';
import type { ScheduleTarget } from '#local/schedule/scheduler.ts';
import type { InstanceCredentials } from '#local/state/credentials.ts';
import { createStepFunctions } from '#local/stepfunctions/index.ts';
import type { Invoke, StepFunctions } from '#local/stepfunctions/types.ts';
import type { Stack } from '#local/template/template.ts';

/** The buckets of the stack. What happens in them reaches the functions that they notify at least once. */
export function createBuckets(stack: Stack, dir: string, credentials: InstanceCredentials, lambda: Lambda): S3 {
  const s3 = createS3({
    dir: join(dir, 's3'),
    region: stack.region,
    credentials: (accessKeyId) => (accessKeyId === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    async onEvent({ target, event }) {
      const { functionError, payload } = await lambda.invoke(target, JSON.stringify(event));
      if (functionError) throw new Error(payload);
    },
  });
  for (const { name, properties } of stack.ofType('AWS::S3::Bucket')) s3.createBucket(name, properties);
  return s3;
}

/** Writes one object as the instance itself: rarely needed, so the client is loaded when it is. */
export const createPutObject =
  (endpoint: string, region: string, credentials: InstanceCredentials) =>
  async (bucket: string, key: string, body: string): Promise<void> => {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    client.destroy();
  };

/** Sets the target of a schedule going: done once it is accepted for good. */
export const createRunTarget =
  (stack: Stack, lambda: Lambda, stepFunctions: StepFunctions) =>
  async ({ arn, input }: ScheduleTarget): Promise<void> => {
    if (stack.ofType('AWS::Lambda::Function').some((found) => found.attribute('Arn') === arn)) {
      return lambda.enqueue(arn, input);
    }
    const request = JSON.stringify({ stateMachineArn: arn, input });
    const { status, body } = await stepFunctions.handle('AWSStepFunctions.StartExecution', request);
    if (status !== 200) throw new Error(`${arn}: ${body}`);
  };

/** The keys of the stack, under the ids that the template resolves to. */
export function createKeys(stack: Stack, dir: string): Kms {
  const kms = createKms({ file: join(dir, 'keys.json'), region: stack.region, account: stack.account });
  for (const { logicalId, name, properties } of stack.ofType('AWS::KMS::Key')) {
    kms.createKey(logicalId, { id: name, spec: properties.KeySpec, usage: properties.KeyUsage });
  }
  for (const { properties } of stack.ofType('AWS::KMS::Alias'))
    kms.createAlias(properties.AliasName, properties.TargetKeyId);
  return kms;
}

/** The state machines of the stack, with their functions' names put in. Those of an earlier template are forgotten. */
export function createWorkflows(stack: Stack, dir: string, lambda: Lambda): StepFunctions {
  const { region, account } = stack;
  const stepFunctions = createStepFunctions({
    file: join(dir, 'workflows.db'),
    region,
    account,
    invoke: invokeFor(lambda),
  });
  const machines = stack.ofType('AWS::StepFunctions::StateMachine');
  for (const { name, ref, properties } of machines) {
    const { DefinitionString: text, DefinitionS3Location: location, DefinitionSubstitutions: words } = properties;
    const definition = text ?? readFileSync(stack.assetPath(location?.Key ?? ''), 'utf8');
    const asl = definition.replace(/\$\{([\w]+)\}/g, (whole, word: string) => words[word] ?? whole);
    stepFunctions.register(name, asl, { arn: ref });
  }
  stepFunctions.retain(machines.map(({ ref }) => ref));
  return stepFunctions;
}

/** A refused invocation is Lambda's error, one that the function threw is the function's own. */
const invokeFor =
  (lambda: Lambda): Invoke =>
  async (functionName, payload) => {
    try {
      const result = await lambda.invoke(functionName, JSON.stringify(payload));
      const answer = JSON.parse(result.payload);
      return result.functionError ? { ok: false, ...answer } : { ok: true, payload: answer };
    } catch (error) {
      if (!(error instanceof InvokeRefused)) throw error;
      return { ok: false, errorType: `Lambda.${error.code}`, errorMessage: error.message };
    }
  };
