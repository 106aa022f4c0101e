/** Errors by the names the Amazon States Language gives them, which Retry and Catch match. */

/** An error a state reports: `error` is what `ErrorEquals` sees, `reason` becomes the Cause. */
export class StatesError extends Error {
  readonly error: string;
  readonly reason: string | undefined;
  /** A missed heartbeat surfaces as `States.Timeout`, yet `States.HeartbeatTimeout` in ErrorEquals matches it too. */
  readonly alias: string | undefined;

  constructor(error: string, reason?: string, alias?: string) {
    super(reason === undefined ? error : `${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
    this.alias = alias;
  }
}

/** What the definition asks cannot be done with this input: never retried, never caught, always the end. */
export const runtimeError = (reason: string) => new StatesError('States.Runtime', reason);

/** A state machine that AWS refuses, or that needs what is not implemented here; the message names the state. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition';
}
