import type { StatesError } from './errors.ts';

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds: number;
  MaxAttempts: number;
  BackoffRate: number;
  MaxDelaySeconds?: number | undefined;
  JitterStrategy: 'FULL' | 'NONE';
}

/**
 * Does one of the names in ErrorEquals stand for this error? `States.ALL` takes all, `States.TaskFailed` all but
 * time-outs; `States.Runtime` is taken by nothing, whatever the list says.
 */
export function matchesError(errorEquals: string[], error: StatesError): boolean {
  if (error.error === 'States.Runtime') return false;
  return errorEquals.some(
    (name) =>
      name === error.error ||
      name === error.alias ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && error.error !== 'States.Timeout'),
  );
}

/**
 * How long a retrier waits before its next attempt, in milliseconds.
 * @param attempted how often this retrier has been used since the state was entered
 * @param random a number in [0, 1): with FULL jitter the delay is anywhere between 0 and the back-off
 */
export function retryDelay(retrier: Retrier, attempted: number, random: () => number): number {
  const seconds = Math.min(
    retrier.IntervalSeconds * retrier.BackoffRate ** attempted,
    retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  return Math.round(1000 * seconds * (retrier.JitterStrategy === 'FULL' ? random() : 1));
}
