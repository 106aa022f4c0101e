import { Cron } from 'croner';

/** When something is due next, strictly after a moment; undefined when never again. */
export type Next = (after: Date) => Date | undefined;

const UNIT_MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads a schedule expression of EventBridge: `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)` or `at(2026-01-01T08:00:00)`.
 * @param from where a rate counts from. @param timezone IANA name, for cron and at.
 * @throws Error on anything else.
 */
export function parseSchedule(expression: string, from: Date, timezone = 'UTC'): Next {
  const [, kind, argument = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return rate(argument, from);
  if (kind === 'cron') return cron(argument, timezone);
  if (kind === 'at') return at(argument, timezone);
  throw new Error(`the schedule expression ${expression} is not implemented`);
}

function rate(argument: string, from: Date): Next {
  const [, value, unit] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  if (!value || Number(value) < 1) throw new Error(`rate(${argument}) is not a rate`);
  const every = Number(value) * UNIT_MILLISECONDS[unit as keyof typeof UNIT_MILLISECONDS];
  return (after) => {
    const elapsed = Math.floor((after.getTime() - from.getTime()) / every);
    return new Date(from.getTime() + (Math.max(elapsed, 0) + 1) * every);
  };
}

/** Six fields, minute to year; days of the week count from 1 = SUN. */
function cron(argument: string, timezone: string): Next {
  const fields = argument.trim().split(/\s+/);
  if (fields.length !== 6) throw new Error(`cron(${argument}) has ${fields.length} fields instead of 6`);
  if (fields[2] !== '?' && fields[4] !== '?') throw new Error(`cron(${argument}): day of month or of week must be ?`);
  const job = new Cron(`0 ${fields.join(' ')}`, {
    timezone,
    mode: '7-part',
    alternativeWeekdays: true,
    // AWS writes 0/15 where others write 0-59/15.
    sloppyRanges: true,
    paused: true,
  });
  return (after) => job.nextRun(after) ?? undefined;
}

function at(argument: string, timezone: string): Next {
  const when = new Cron(argument, { timezone, paused: true });
  return (after) => when.nextRun(after) ?? undefined;
}
