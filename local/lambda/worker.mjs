// What runs inside a worker thread: one function's bundle, as the Lambda runtime would load it. Plain JavaScript,
// because each of some sixty threads would pay 30 ms to strip types.
import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort, workerData } from 'node:worker_threads';

const { module, exportName, functionName, functionArn, memoryMegabytes, logFolder } = workerData;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

// Calls interleave here, as in an environment that Lambda gives several calls at a time. Powertools keeps their log
// attributes apart by this store, when AWS_LAMBDA_MAX_CONCURRENCY says that it must.
const calls = new AsyncLocalStorage();
const requestId = Symbol.for('_AWS_LAMBDA_REQUEST_ID');
const traceId = Symbol.for('_AWS_LAMBDA_X_RAY_TRACE_ID');
globalThis.awslambda = {
  InvokeStore: {
    getContext: () => calls.getStore(),
    hasContext: () => calls.getStore() !== undefined,
    get: (key) => calls.getStore()?.[key],
    set: (key, value) => Object.assign(calls.getStore() ?? {}, { [key]: value }),
    run: (context, work) => calls.run(context, work),
    getRequestId: () => calls.getStore()?.[requestId] ?? '-',
    getXRayTraceId: () => calls.getStore()?.[traceId],
  },
};

/** Loaded at the first call, kept: a bundle that cannot load fails each call with the reason. */
const loading = import(module).then((loaded) => {
  const handler = loaded[exportName];
  if (typeof handler !== 'function') throw new Error(`${module} exports no function ${exportName}`);
  return handler;
});
loading.catch(() => undefined);

function describe(error) {
  if (error instanceof Error) {
    return {
      errorType: error.name,
      errorMessage: error.message,
      trace: (error.stack ?? '').split('\n'),
      ...(error.cause instanceof Error && { cause: describe(error.cause) }),
    };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

async function run({ id, payload, deadline }) {
  const context = {
    awsRequestId: id,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    logGroupName: logFolder,
    logStreamName: functionName,
    memoryLimitInMB: String(memoryMegabytes),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const handler = await loading;
    const result = await calls.run({ [requestId]: id }, () => handler(JSON.parse(payload), context));
    port.postMessage({ id, payload: JSON.stringify(result ?? null) });
  } catch (error) {
    const described = describe(error);
    // As Lambda does: an error that nobody caught is in the function's log.
    console.error(JSON.stringify({ level: 'ERROR', requestId: id, ...described }));
    port.postMessage({ id, payload: JSON.stringify(described), functionError: 'Unhandled' });
  }
}

port.on('message', (message) => {
  if (message.type === 'ping') port.postMessage({ type: 'pong' });
  else void run(message);
});
