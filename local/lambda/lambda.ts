import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Resource, Stack } from '#local/template/template.ts';
import { createFunction, InvokeRefused, type InvokeResult, type LambdaFunction } from './function.ts';
import { createQueue, type FailedInvocation, type QueuePolicy } from './queue.ts';

export type Lambda = {
  /** @param name function name or ARN. Rejects with InvokeRefused where nothing ran. */
  readonly invoke: (name: string, payload: string) => Promise<InvokeResult>;
  /** Accepts an asynchronous invocation: it will run at least once, also after a restart. */
  readonly enqueue: (name: string, payload: string) => void;
  /** Takes up the asynchronous invocations that are owed. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

type LambdaOptions = {
  readonly logDir: string;
  /** Where accepted asynchronous invocations are kept. */
  readonly store: DatabaseSync;
  /** Writes one object: where an asynchronous invocation that is given up is kept. */
  readonly putObject: (bucket: string, key: string, body: string) => Promise<void>;
  /** Added to each function's environment, under what the template and the overrides say. */
  readonly baseEnvironment: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
  /** Puts local addresses into what the template says. */
  readonly localise: (text: string) => string;
};

/** Every function of the stack. What they print goes to one file each in `logDir`. */
export function createLambda(stack: Stack, options: LambdaOptions): Lambda {
  mkdirSync(options.logDir, { recursive: true });
  const functions = new Map<string, LambdaFunction>();
  for (const resource of stack.ofType('AWS::Lambda::Function')) {
    functions.set(
      resource.name,
      createFunction(specOf(stack, resource, options), logTo(options.logDir, resource.name)),
    );
  }

  async function invoke(name: string, payload: string): Promise<InvokeResult> {
    return await needFunction(name).invoke(payload);
  }
  function needFunction(name: string): LambdaFunction {
    const found = functions.get(functionNameOf(name));
    if (!found) throw new InvokeRefused('ResourceNotFoundException', `there is no function ${name}`);
    return found;
  }

  const configs = new Map(
    stack.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [properties.FunctionName, properties]),
  );
  const queue = createQueue({
    store: options.store,
    invoke,
    now: Date.now,
    policyOf: (name): QueuePolicy => ({
      maximumRetries: configs.get(name)?.MaximumRetryAttempts ?? 2,
      maximumAgeMilliseconds: (configs.get(name)?.MaximumEventAgeInSeconds ?? 21_600) * 1000,
    }),
    async giveUp(failed) {
      const destination = configs.get(failed.functionName)?.DestinationConfig?.OnFailure.Destination;
      if (destination) await options.putObject(destination.slice('arn:aws:s3:::'.length), ...recordOf(failed));
    },
  });

  return {
    invoke,
    enqueue: (name, payload) => queue.add(needFunction(name).spec.name, payload),
    start: queue.start,
    stop: async () => {
      queue.stop();
      await Promise.all([...functions.values()].map((found) => found.stop()));
    },
  };
}

/** Key and content of what Lambda writes to an on-failure bucket for an asynchronous invocation. */
function recordOf({ functionName, payload, result, attempts, condition }: FailedInvocation): [string, string] {
  const now = new Date().toISOString();
  const id = crypto.randomUUID();
  const key = `aws/lambda/async/${functionName}/${now.slice(0, 10).replaceAll('-', '/')}/${now.slice(0, 19)}-${id}`;
  const record = {
    version: '1.0',
    timestamp: now,
    requestContext: { requestId: id, functionArn: functionName, condition, approximateInvokeCount: attempts },
    requestPayload: JSON.parse(payload),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: JSON.parse(result.payload),
  };
  return [key, JSON.stringify(record)];
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME[:QUALIFIER]` or a bare name. */
const functionNameOf = (name: string) => (name.startsWith('arn:') ? (name.split(':')[6] ?? name) : name);

function specOf(
  stack: Stack,
  { name, attribute, properties }: Resource<'AWS::Lambda::Function'>,
  options: LambdaOptions,
) {
  const dot = properties.Handler.lastIndexOf('.');
  const variables = Object.entries(properties.Environment?.Variables ?? {});
  const localised = Object.fromEntries(variables.map(([key, value]) => [key, options.localise(value)]));
  const folder = stack.assetPath(properties.Code.S3Key);
  return {
    name,
    arn: attribute('Arn'),
    module: pathToFileURL(join(folder, `${properties.Handler.slice(0, dot)}.mjs`)).href,
    exportName: properties.Handler.slice(dot + 1),
    timeoutSeconds: properties.Timeout,
    memoryMegabytes: properties.MemorySize,
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    environment: {
      ...options.baseEnvironment,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      // Several calls interleave in one thread: libraries that know the multi-concurrent Lambda keep them apart by this.
      AWS_LAMBDA_MAX_CONCURRENCY: '64',
      _HANDLER: properties.Handler,
      ...localised,
      ...options.overrides,
    },
  };
}

/** Larger logs are put aside, one of them, when their function prints the first time after a start. */
const LOG_LIMIT = 10 * 1024 * 1024;

/** The file is opened at the first line: most functions never print. */
function logTo(dir: string, name: string): (text: string) => void {
  const file = join(dir, `${name}.log`);
  let stream: ReturnType<typeof createWriteStream> | undefined;
  return (text) => {
    if (!stream && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(file, `${file}.1`);
    stream ??= createWriteStream(file, { flags: 'a' });
    stream.write(text);
  };
}
