import { randomUUID } from 'node:crypto';
import { type Host, startHost } from './host.ts';

export type FunctionSpec = {
  readonly name: string;
  readonly arn: string;
  /** URL of the bundle. */
  readonly module: string;
  readonly exportName: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Invocations at a time; more are refused as throttled. */
  readonly reservedConcurrency?: number | undefined;
  readonly environment: Readonly<Record<string, string>>;
};

/** `payload` is JSON: the handler's answer, or with `functionError` its `{ errorType, errorMessage, trace }`. */
export type InvokeResult = { readonly payload: string; readonly functionError?: 'Unhandled' };

/** The caller's own mistake or bad luck: nothing ran. `code` is Lambda's name for it. */
export class InvokeRefused extends Error {
  readonly code: 'RequestTooLargeException' | 'TooManyRequestsException' | 'ResourceNotFoundException';
  constructor(code: InvokeRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export type LambdaFunction = {
  readonly spec: FunctionSpec;
  readonly invoke: (payload: string) => Promise<InvokeResult>;
  readonly stop: () => Promise<void>;
};

/** Lambda's limit for a synchronous request and for its answer. */
const PAYLOAD_LIMIT = 6 * 1024 * 1024;
/** Two threads a function at most: thirty functions of one are already some 300 MB. */
const MAX_HOSTS = 2;
/** Invocations in a thread before the second one is worth its start. */
const BUSY = 8;

/** A function: no thread until its first invocation, then one or two, kept warm. */
export function createFunction(spec: FunctionSpec, log: (text: string) => void): LambdaFunction {
  /** Those that take work, and those of them and the retired that still live. */
  const hosts = new Set<Host>();
  const all = new Set<Host>();
  let running = 0;

  function leastLoaded(): Host {
    const [idlest] = [...hosts].sort((a, b) => a.load() - b.load());
    if (idlest && (idlest.load() < BUSY || hosts.size >= MAX_HOSTS)) return idlest;
    const host = startHost(spec, log, () => hosts.delete(host));
    hosts.add(host);
    all.add(host);
    void host.ended.then(() => all.delete(host));
    return host;
  }

  return {
    spec,
    async invoke(payload) {
      if (Buffer.byteLength(payload) > PAYLOAD_LIMIT) {
        throw new InvokeRefused('RequestTooLargeException', `the payload of ${spec.name} is larger than 6 MB`);
      }
      if (running >= (spec.reservedConcurrency ?? Number.POSITIVE_INFINITY)) {
        throw new InvokeRefused('TooManyRequestsException', `${spec.name} runs as often as it may`);
      }
      running++;
      try {
        return limitAnswer(await leastLoaded().run(randomUUID(), payload));
      } finally {
        running--;
      }
    },
    async stop() {
      await Promise.all([...all].map((host) => host.terminate()));
    },
  };
}

function limitAnswer(result: InvokeResult): InvokeResult {
  if (Buffer.byteLength(result.payload) <= PAYLOAD_LIMIT) return result;
  return {
    payload: JSON.stringify({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
    }),
    functionError: 'Unhandled',
  };
}
