import { Worker } from 'node:worker_threads';
import type { FunctionSpec, InvokeResult } from './function.ts';

type Answer = { id: string; payload: string; functionError?: 'Unhandled' } | { type: 'pong' };
type Pending = { readonly settle: (result: InvokeResult) => void; readonly timer: NodeJS.Timeout };

/** One worker thread that holds one function's bundle. Several invocations interleave in it. */
export type Host = {
  /** Invocations that run in it now. */
  readonly load: () => number;
  readonly run: (id: string, payload: string) => Promise<InvokeResult>;
  readonly ended: Promise<unknown>;
  /** Ends the thread; what still runs in it fails. */
  readonly terminate: () => Promise<void>;
};

/** How long an innocent neighbour of a timed-out invocation may still take, in milliseconds. */
const DRAIN = 1_000;
/** How long a thread may take to answer a ping before its loop counts as blocked, in milliseconds. */
const BLOCKED = 250;

/**
 * @param onRetired called once when the host takes no more work: its thread ended, or an invocation timed out in it
 * (Lambda ends the environment of a timed-out invocation, and so does this).
 */
export function startHost(spec: FunctionSpec, log: (text: string) => void, onRetired: () => void): Host {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
    env: spec.environment,
    name: spec.name,
    stdout: true,
    stderr: true,
    workerData: {
      module: spec.module,
      exportName: spec.exportName,
      functionName: spec.name,
      functionArn: spec.arn,
      memoryMegabytes: spec.memoryMegabytes,
      logFolder: `/aws/lambda/${spec.name}`,
    },
    // A thread shares its process's memory with all the others: the limit keeps one function from taking it all.
    resourceLimits: { maxOldGenerationSizeMb: Math.max(spec.memoryMegabytes, 128) },
  });
  worker.stdout.on('data', (chunk: Buffer) => log(chunk.toString()));
  worker.stderr.on('data', (chunk: Buffer) => log(chunk.toString()));
  worker.unref();

  const pending = new Map<string, Pending>();
  let retired = false;
  let lastWords = { errorType: 'Runtime.ExitError', errorMessage: 'the function ended its own process' };
  let pong: (() => void) | undefined;

  const retire = () => {
    if (retired) return;
    retired = true;
    onRetired();
  };
  const settle = (id: string, result: InvokeResult) => {
    const call = pending.get(id);
    if (!call) return;
    pending.delete(id);
    clearTimeout(call.timer);
    if (pending.size === 0) worker.unref();
    call.settle(result);
    if (retired && pending.size === 0) void worker.terminate();
  };

  worker.on('message', (answer: Answer) => {
    if ('type' in answer) pong?.();
    else settle(answer.id, answer);
  });
  worker.on('error', (error: Error & { code?: string }) => {
    lastWords =
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? { errorType: 'Runtime.OutOfMemory', errorMessage: `more than ${spec.memoryMegabytes} MB` }
        : { errorType: error.name, errorMessage: error.message };
    log(`${JSON.stringify({ level: 'ERROR', ...lastWords, trace: error.stack?.split('\n') })}\n`);
  });
  worker.on('exit', () => {
    retire();
    for (const id of [...pending.keys()]) {
      settle(id, { payload: JSON.stringify({ ...lastWords, trace: [] }), functionError: 'Unhandled' });
    }
  });

  function timeOut(id: string): void {
    log(`${JSON.stringify({ level: 'ERROR', requestId: id, message: `timed out after ${spec.timeoutSeconds} s` })}\n`);
    retire();
    settle(id, {
      payload: JSON.stringify({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${id} Error: Task timed out after ${spec.timeoutSeconds.toFixed(2)} seconds`,
      }),
      functionError: 'Unhandled',
    });
    if (pending.size === 0) return;
    // Neighbours may finish, unless the timed-out call holds the loop: then nothing here will ever answer.
    const blocked = setTimeout(() => void worker.terminate(), BLOCKED);
    const drained = setTimeout(() => void worker.terminate(), DRAIN);
    pong = () => clearTimeout(blocked);
    worker.once('exit', () => clearTimeout(drained));
    worker.postMessage({ type: 'ping' });
  }

  return {
    ended: new Promise((resolve) => worker.once('exit', resolve)),
    load: () => pending.size,
    run: (id, payload) =>
      new Promise((resolve) => {
        const milliseconds = spec.timeoutSeconds * 1000;
        pending.set(id, { settle: resolve, timer: setTimeout(timeOut, milliseconds, id) });
        worker.ref();
        worker.postMessage({ id, payload, deadline: Date.now() + milliseconds });
      }),
    terminate: async () => {
      retire();
      await worker.terminate();
    },
  };
}
