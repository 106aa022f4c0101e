import type { Limit } from '#schemas/limits.ts';
import type { Clock } from './clock.ts';
import { derivedId } from './ids.ts';

/** Adds to a counter that lives until `until` (seconds since 1970), and says what it stands at. */
export type Count = (counter: string, add: number, until: number) => Promise<number>;

/** The seconds to wait before `subject` may ask again under this limit; 0 where it may now. Never throws. */
export type Limiter = (name: string, subject: string, limit: Limit) => Promise<number>;

export type LimiterDependencies = {
  count: Count;
  clock: Clock;
  /** Told why the shared counter did not answer, at most once in five seconds. */
  failed: (cause: string) => void;
};

type Window = {
  /** Milliseconds since 1970. */
  until: number;
  /** Requests that were taken from the shared counter and not yet spent here. */
  left: number;
  granted: number;
  spent: boolean;
  asking: Promise<void> | undefined;
};

/** A counter that did not answer is left alone for this long; meanwhile each instance counts for itself. */
const pauseMilliseconds = 5_000;
const mostWindows = 10_000;

/**
 * Counts requests over all instances of all functions. An instance takes a twentieth of the limit from the shared counter
 * at once and spends it by itself, so that most requests write nothing, and none twice; a strict limit is counted one by
 * one. Never more than the limit passes in a period; what an instance took and did not use is lost until the next one.
 */
export const limiter = ({ count, clock, failed }: LimiterDependencies): Limiter => {
  const windows = new Map<string, Window>();
  let pausedUntil = 0;

  const windowOf = (key: string, until: number, now: number): Window => {
    const known = windows.get(key);
    if (known) return known;
    if (windows.size >= mostWindows) for (const [old, one] of windows) if (one.until <= now) windows.delete(old);
    // Still too many at once: forgotten, they are asked for again.
    if (windows.size >= mostWindows) windows.clear();
    const made: Window = { until, left: 0, granted: 0, spent: false, asking: undefined };
    windows.set(key, made);
    return made;
  };

  const take = async (key: string, window: Window, { requests }: Limit, now: number): Promise<void> => {
    const size = Math.max(1, Math.floor(requests / 20));
    let taken = window.granted + size;
    if (now >= pausedUntil)
      try {
        taken = await count(key, size, Math.ceil(window.until / 1000));
      } catch (error) {
        // A limit that cannot be counted is no reason to turn people away.
        pausedUntil = now + pauseMilliseconds;
        failed(error instanceof Error ? error.name : 'unknown');
      }
    const more = Math.min(size, requests - (taken - size));
    if (more <= 0) window.spent = true;
    else {
      window.left += more;
      window.granted += more;
    }
  };

  return async (name, subject, limit) => {
    const now = clock().getTime();
    const length = limit.seconds * 1000;
    const period = Math.floor(now / length);
    // Neither a person nor an address can be read out of a counter's name.
    const key = `${name}#${derivedId(name, subject)}#${period}`;
    const window = windowOf(key, (period + 1) * length, now);
    while (window.left < 1 && !window.spent) {
      window.asking ??= take(key, window, limit, now).finally(() => {
        window.asking = undefined;
      });
      await window.asking;
    }
    if (window.left < 1) return Math.max(1, Math.ceil((window.until - now) / 1000));
    window.left -= 1;
    return 0;
  };
};
