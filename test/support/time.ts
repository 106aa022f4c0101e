import type { Clock } from '#local/stepfunctions/types.ts';

/** Time that stands still until it is moved; `settle` is awaited before each moment at which something falls due. */
export const standingTime = (from: string) => {
  let now = Date.parse(from);
  const timers = new Set<{ at: number; fn: () => void }>();
  const clock: Clock = {
    now: () => now,
    setTimer: (delayMs, fn) => {
      const timer = { at: now + delayMs, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  return {
    ...clock,
    /** Moves time and lets happen what falls due on the way, one thing after the other. */
    advance: async (milliseconds: number, settle: () => Promise<void>): Promise<void> => {
      const end = now + milliseconds;
      for (;;) {
        await settle();
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.fn();
      }
      now = end;
    },
    /** Moves time, and lets nothing happen. */
    skip: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
};
