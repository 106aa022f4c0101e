/** What is stored: a row per state machine, execution, running frame and event. Times are milliseconds since 1970. */

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface MachineRow {
  arn: string;
  name: string;
  definition: number;
  createdAt: number;
  updatedAt: number;
}

export interface ExecutionRow {
  id: number;
  arn: string;
  name: string;
  machineArn: string;
  /** The definition it started with; an update of the state machine does not touch it. */
  definition: number;
  status: Status;
  input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
  startedAt: number;
  stoppedAt: number | null;
  /** When the state machine's own TimeoutSeconds ends it. */
  timeoutAt: number | null;
  nextEvent: number;
}

/**
 * `queued`: an item that MaxConcurrency holds back · `ready`: to be run on · `waiting`: a Wait state ·
 * `retrying`: until the next attempt · `task`: a Lambda in flight · `submitting`: a Lambda in flight that got a task
 * token · `token`: waiting for the token to come back · `joining`: waiting for branches or items · `joined`: they ended.
 */
type Phase = 'queued' | 'ready' | 'waiting' | 'retrying' | 'task' | 'submitting' | 'token' | 'joining' | 'joined';

/** A thread of an execution: the top, a branch of a Parallel, or an item of a Map. */
export interface FrameRow {
  id: number;
  execution: number;
  parent: number | null;
  /** Which branch or item of the parent. */
  slot: number;
  scope: string;
  state: string;
  phase: Phase;
  /** The state's raw input, as JSON text. */
  input: string;
  /** The event that entered the state; 0 before that. */
  enteredEvent: number;
  enteredAt: number;
  lastEvent: number;
  /** The event that scheduled the running attempt of a task: what an answer must name to be taken. */
  attempt: number;
  /** How often each retrier was used since the state was entered, as a JSON array. */
  retries: string;
  /** The item of the nearest Map around, `{ Index, Value }` as JSON text. */
  item: string | null;
  /** How many items failed, for the tolerated failures of a Map. */
  failures: number;
  /** How many items a Map runs over. */
  items: number;
  wakeAt: number | null;
  timeoutAt: number | null;
  heartbeatAt: number | null;
  heartbeatSeconds: number | null;
}

export interface EventRow {
  execution: number;
  id: number;
  type: string;
  at: number;
  previous: number;
  /** The details in the shape of the API, as JSON text. */
  details: string;
}
