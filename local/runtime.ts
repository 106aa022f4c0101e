import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Addresses, createLocalise, type Environment, functionEnvironment, HOST } from '#local/addresses.ts';
import { startDynamoDB } from '#local/dynamodb/dynamodb.ts';
import { createGateway } from '#local/gateway/gateway.ts';
import { createHttpApi } from '#local/http-api/server.ts';
import type { SystemClient } from '#local/identity/clients.ts';
import { createIdentity } from '#local/identity/identity.ts';
import type { Person } from '#local/identity/people.ts';
import { createLambda, type Lambda } from '#local/lambda/lambda.ts';
import { listen } from '#local/listen.ts';
import { startScheduler } from '#local/schedule/scheduler.ts';
import { createBuckets, createKeys, createPutObject, createRunTarget, createWorkflows } from '#local/services.ts';
import { createSes } from '#local/ses/ses.ts';
import { credentialsOf, type InstanceCredentials } from '#local/state/credentials.ts';
import { lockState } from '#local/state/lock.ts';
import { openLogs, reporter } from '#local/state/logs.ts';
import { choosePorts } from '#local/state/ports.ts';
import { openStore } from '#local/state/store.ts';
import { createCheckpoints } from '#local/streams/checkpoints.ts';
import { startStreamMappings } from '#local/streams/streams.ts';
import { loadTemplate, type Stack } from '#local/template/template.ts';

export type RuntimeOptions = {
  /** A synthesised template, `cdk.out/NAME.template.json`, with its assets beside it. */
  readonly templateFile: string;
  /**
   * Resource types that something else stands in for on this machine, as the environment overrides arrange it: a scan by
   * a cloud service, say, in place of which the functions are told to look themselves.
   */
  readonly replaced?: readonly string[];
  /** The state folder. Who starts again on the same one goes on where the last one stopped. */
  readonly dir: string;
  /** Ports to prefer; any that is taken is replaced by a free one, which is remembered in the state folder. */
  readonly ports?: Partial<Record<PortName, number>>;
  /** Who can sign in where the stack has a user pool; anybody else can with an address, in no group. */
  readonly people?: readonly Person[];
  /** Systems that get tokens with their own id and secret. */
  readonly systems?: readonly SystemClient[];
  /** DynamoDB ended though nobody stopped it; the runtime is stopping too. Told on standard error where nobody listens. */
  readonly onLost?: (reason: string) => void;
  /** Environment for every function, over the template's: values, or a function of what the runtime has chosen. */
  readonly envOverrides?: Environment | ((addresses: Addresses) => Environment);
};

type PortName = 'api' | 'aws' | 'identity' | 'dynamodb';

export type Runtime = Addresses & {
  readonly stack: Stack;
  /** The template's outputs, with the addresses of this machine in them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly region: string;
  readonly credentials: InstanceCredentials;
  /** An access token of a person, as signing in would give it. */
  readonly tokenFor: (personId: string) => Promise<string>;
  /** Calls a function by its logical id, name or ARN. @throws InvokeFailed when the function does. */
  readonly invoke: (name: string, payload: unknown) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

/** A function threw: `errorType` is the class of its error. */
class InvokeFailed extends Error {
  readonly errorType: string;
  constructor(functionName: string, { errorType, errorMessage }: { errorType: string; errorMessage: string }) {
    super(`${functionName}: ${errorType}: ${errorMessage}`);
    this.errorType = errorType;
  }
}

/** How long what runs may take to end, in milliseconds; it runs again at the next start. */
const GRACE = 3_000;

/**
 * Runs a synthesised stack on this machine: the same bundles and definitions, on real files in one folder.
 * @throws TemplateRefused where the template holds what is not implemented, StateInUse where somebody runs on `dir`.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const stack = loadTemplate(options.templateFile, options);
  const dir = resolve(options.dir);
  const release = lockState(dir);
  const cleanUp: (() => unknown)[] = [release];
  const stop = once(async () => {
    for (const undo of cleanUp.reverse()) await undo();
  });
  try {
    return await start(stack, dir, options, cleanUp, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  stack: Stack,
  dir: string,
  { ports: wanted, people = [], systems = [], envOverrides, onLost = console.error }: RuntimeOptions,
  cleanUp: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Runtime> {
  const logDir = openLogs(dir);
  const report = reporter(logDir);
  const ports = await choosePorts<PortName>(dir, {
    api: wanted?.api,
    aws: wanted?.aws,
    identity: wanted?.identity,
    dynamodb: wanted?.dynamodb,
  });
  const credentials = credentialsOf(dir);
  const addresses: Addresses = {
    apiUrl: `http://${HOST}:${ports.api}`,
    awsEndpoint: `http://${HOST}:${ports.aws}`,
    dynamoEndpoint: process.env.PASSERELLE_DYNAMODB_ENDPOINT ?? `http://${HOST}:${ports.dynamodb}`,
    issuer: `http://${HOST}:${ports.identity}`,
  };

  const localise = createLocalise(stack, addresses, credentials);
  const checkpointStore = openStore(dir, 'NORMAL');
  const store = openStore(dir, 'FULL');
  cleanUp.push(() => checkpointStore.close());
  cleanUp.push(() => store.close());
  const putObject = createPutObject(addresses.awsEndpoint, stack.region, credentials);

  const lambda = createLambda(stack, {
    logDir,
    localise,
    store,
    putObject,
    baseEnvironment: functionEnvironment(stack, addresses, credentials),
    overrides: typeof envOverrides === 'function' ? envOverrides(addresses) : (envOverrides ?? {}),
  });
  const checkpoints = createCheckpoints(checkpointStore);
  const mappings = stack.ofType('AWS::Lambda::EventSourceMapping');
  const dynamodb = await startDynamoDB({
    stack,
    dir,
    logDir,
    report,
    port: ports.dynamodb,
    externalEndpoint: process.env.PASSERELLE_DYNAMODB_ENDPOINT,
    finished: (arn) =>
      checkpoints.finished(
        mappings.filter(({ properties }) => properties.EventSourceArn === arn).map(({ logicalId }) => logicalId),
      ),
    // Without its database nothing here can keep its word: better an end that is seen than answers that are wrong.
    onLost: (reason) => {
      report(reason);
      onLost(reason);
      void stop();
    },
  });
  cleanUp.push(dynamodb.stop);

  const s3 = createBuckets(stack, dir, credentials, lambda);
  cleanUp.push(s3.stop);
  const stepFunctions = createWorkflows(stack, dir, lambda);
  const identity = await createIdentity({
    stack,
    dir,
    store: checkpointStore,
    issuer: addresses.issuer,
    apiUrl: addresses.apiUrl,
    instanceSecret: credentials.secretAccessKey,
    people,
    systems,
    report,
  });
  const gateway = createGateway({
    credentials,
    s3,
    stepFunctions,
    kms: createKeys(stack, dir),
    ses: createSes({ dir: join(dir, 'mail') }),
    userPool: identity.userPool,
    lambda,
    report,
  });
  cleanUp.push(await listen(gateway, ports.aws));
  cleanUp.push(lambda.stop);
  // Before the functions: what they answer to nobody any more runs again at the next start.
  cleanUp.push(stepFunctions.stop);

  cleanUp.push(await listen(identity.server, ports.identity));

  const api = createHttpApi({ stack, lambda, report });
  const closeApi = api && (await listen(api, ports.api));
  // Everything can be reached: now what was left undone goes on.
  await s3.start();
  stepFunctions.start();
  lambda.start();
  const stopMappings = await startStreamMappings({
    mappings,
    lambda,
    checkpoints,
    report,
    putObject,
    streamOf: dynamodb.streamOf,
  });
  cleanUp.push(() => Promise.race([stopMappings(), sleep(GRACE)]));
  cleanUp.push(startScheduler({ stack, store, report, run: createRunTarget(stack, lambda, stepFunctions) }));
  if (closeApi) cleanUp.push(closeApi);

  return {
    ...addresses,
    stack,
    credentials,
    region: stack.region,
    tokenFor: identity.tokenFor,
    outputs: Object.fromEntries(Object.entries(stack.outputs).map(([name, value]) => [name, localise(value)])),
    invoke: (name, payload) => invoke(stack, lambda, name, payload),
    stop,
  };
}

async function invoke(stack: Stack, lambda: Lambda, name: string, payload: unknown): Promise<unknown> {
  const byLogicalId = stack.ofType('AWS::Lambda::Function').find(({ logicalId }) => logicalId === name);
  const result = await lambda.invoke(byLogicalId?.name ?? name, JSON.stringify(payload ?? {}));
  const answer = JSON.parse(result.payload);
  if (result.functionError) throw new InvokeFailed(name, answer);
  return answer;
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let result: Promise<Value> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
