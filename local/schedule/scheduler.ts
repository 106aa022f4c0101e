import type { DatabaseSync } from 'node:sqlite';
import { TemplateRefused } from '#local/template/refused.ts';
import type { Stack } from '#local/template/template.ts';
import { type Next, parseSchedule } from './expression.ts';

export type ScheduleTarget = { readonly arn: string; readonly input: string };

type Plan = {
  readonly id: string;
  readonly next: Next;
  /** What to run for the time that it was due. */
  readonly targets: (due: Date) => readonly ScheduleTarget[];
};

type SchedulerOptions = {
  readonly stack: Stack;
  readonly store: DatabaseSync;
  /** Sets a target going. Accepted once it resolves; a rejection makes it come again in a while. */
  readonly run: (target: ScheduleTarget) => Promise<void>;
  readonly report: (message: string) => void;
  readonly now?: () => number;
};

const RETRY_MILLISECONDS = 5_000;
/** Timers overflow at 2^31 ms; looking again once an hour also notices a clock that was set. */
const LONGEST_TIMER = 3_600_000;

/**
 * Runs the schedules and rules of the stack. What fell due while nothing ran is made up for once, not once for every
 * time that was missed. Returns the end.
 */
export function startScheduler({ stack, store, run, report, now = Date.now }: SchedulerOptions): () => void {
  store.exec('CREATE TABLE IF NOT EXISTS schedule (id TEXT PRIMARY KEY, first INTEGER, last INTEGER) STRICT');
  const select = store.prepare('SELECT first, last FROM schedule WHERE id = ?');
  const begin = store.prepare('INSERT OR IGNORE INTO schedule VALUES (?, ?, ?)');
  const finish = store.prepare('UPDATE schedule SET last = ? WHERE id = ?');
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const later = (milliseconds: number, work: () => void) => {
    if (stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timers.add(timer);
  };

  function arm(plan: Plan, last: number): void {
    const due = plan.next(new Date(last))?.getTime();
    if (due === undefined) return;
    const wait = due - now();
    if (wait > 0) later(Math.min(wait, LONGEST_TIMER), () => arm(plan, last));
    else void fire(plan, new Date(due)).then((ran) => (ran ? arm(plan, ran) : armAgain(plan, last)));
  }

  function armAgain(plan: Plan, last: number): void {
    later(RETRY_MILLISECONDS, () => arm(plan, last));
  }

  async function fire({ id, targets }: Plan, due: Date): Promise<number | undefined> {
    const at = now();
    try {
      await Promise.all(targets(due).map(run));
    } catch (error) {
      report(`schedule ${id}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
    if (stopped) return undefined;
    finish.run(at, id);
    return at;
  }

  for (const plan of plansOf(stack, (id) => {
    begin.run(id, now(), now());
    return new Date(Number(select.get(id)?.first));
  })) {
    arm(plan, Number(select.get(plan.id)?.last));
  }
  return () => {
    stopped = true;
    for (const timer of timers) clearTimeout(timer);
  };
}

/** @param firstSeen since when the runtime knows a schedule: rates count from there. */
function plansOf(stack: Stack, firstSeen: (id: string) => Date): readonly Plan[] {
  const plans: Plan[] = [];
  const add = (id: string, expression: string, timezone: string, targets: Plan['targets']) => {
    try {
      plans.push({ id, next: parseSchedule(expression, firstSeen(id), timezone), targets });
    } catch (error) {
      throw new TemplateRefused([`${id}: ${error instanceof Error ? error.message : error}`]);
    }
  };
  for (const { logicalId, properties, attribute } of stack.ofType('AWS::Scheduler::Schedule')) {
    if (properties.State === 'DISABLED') continue;
    const { Arn: arn, Input: input = '{}' } = properties.Target;
    const scheduleArn = attribute('Arn');
    add(logicalId, properties.ScheduleExpression, properties.ScheduleExpressionTimezone, (due) => [
      { arn, input: fillIn(input, scheduleArn, due) },
    ]);
  }
  for (const { logicalId, properties, attribute } of stack.ofType('AWS::Events::Rule')) {
    if (properties.State === 'DISABLED') continue;
    const eventAt = (due: Date) =>
      JSON.stringify({
        version: '0',
        id: crypto.randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: stack.account,
        time: secondOf(due),
        region: stack.region,
        resources: [attribute('Arn')],
        detail: {},
      });
    add(logicalId, properties.ScheduleExpression, 'UTC', (due) =>
      properties.Targets.map(({ Arn: arn, Input: input }) => ({ arn, input: input ?? eventAt(due) })),
    );
  }
  return plans;
}

const secondOf = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;

/** The context attributes that EventBridge Scheduler puts into an input. */
const fillIn = (input: string, scheduleArn: string, due: Date): string =>
  input
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', secondOf(due))
    .replaceAll('<aws.scheduler.execution-id>', crypto.randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
