import type { Clock } from './types.ts';

/** Node's timers overflow past 2^31 - 1 ms (24.8 days): whoever waits longer wakes, looks, and waits again. */
export const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(delayMs, fn) {
    const timer = setTimeout(fn, delayMs);
    return () => clearTimeout(timer);
  },
};
