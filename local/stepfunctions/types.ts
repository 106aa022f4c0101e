/** What the embedded Step Functions needs from its surroundings and offers to them. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** What a Lambda answered. A rejected promise means it could not be reached at all (`Lambda.ServiceException`). */
export type InvokeResult =
  | { ok: true; payload: Json; executedVersion?: string }
  | {
      ok: false;
      /** The name of the thrown error, as in a Lambda error payload; absent or empty surfaces as `Lambda.Unknown`. */
      errorType?: string | undefined;
      errorMessage?: string | undefined;
      trace?: string[] | undefined;
    };

/** `functionName` is a name, or an ARN with or without a qualifier, exactly as the state machine says it. */
export type Invoke = (functionName: string, payload: Json) => Promise<InvokeResult>;

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
  /** Calls `fn` once, `delayMs` from now (never above 2^31 - 1); returns its cancellation. */
  setTimer(delayMs: number, fn: () => void): () => void;
}

export interface StepFunctionsOptions {
  /** The SQLite file that holds everything; its folder exists. One process at a time may hold it. */
  file: string;
  invoke: Invoke;
  clock?: Clock;
  /** A number in [0, 1), for jitter and `States.MathRandom`. */
  random?: () => number;
  region: string;
  account: string;
}

export interface ApiAnswer {
  status: number;
  headers: { 'content-type': 'application/x-amz-json-1.0' };
  /** JSON text; on an error `{ __type, message }`. */
  body: string;
}

export interface StepFunctions {
  /**
   * Makes or updates a state machine; running executions go on with the definition they started with.
   * @returns its ARN
   * @throws InvalidDefinition which names the state, for anything that AWS refuses or that is not implemented here.
   */
  register(name: string, asl: string, options?: { arn?: string }): string;
  /** Forgets every state machine whose ARN is not listed; its running executions go on, its history stays. */
  retain(arns: Iterable<string>): void;
  /** `target` is the `X-Amz-Target` header (`AWSStepFunctions.StartExecution`), `body` the request's text. Never rejects. */
  handle(target: string, body: string): Promise<ApiAnswer>;
  /** Takes up what an earlier process left: runs tasks that were in flight again, fires what fell due meanwhile. */
  start(): void;
  /** Stops timers, commits what is queued and closes the file. What Lambdas still answer is dropped; they run again. */
  stop(): Promise<void>;
  /** The history of one execution, one line an event, for a person to read. */
  formatHistory(executionArn: string): string;
  /** How much is running, for a status page. */
  counts(): { running: number; tasksInFlight: number; waitingForToken: number };
}
