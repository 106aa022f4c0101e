import { dayOf } from '#platform/clock.ts';
import type { Policy } from '#schemas/policy.ts';
import type { SubmissionRecord } from '#schemas/records.ts';
import type { CaseRecord, Wait } from '#schemas/review.ts';
import type { SubmissionState } from '#schemas/submission.ts';
import { addBusinessDays, endOf } from './calendar.ts';

/** Where a submission stands, as the workflow sees it: its state, and how many seconds to wait before looking again. */
export type Standing = { state: SubmissionState; patience: number };

/** A wait for screening is looked at again after this many seconds. */
const screeningPatience = 15 * 60;
const longestPatience = 30 * 24 * 3600;
const dailySeconds = 24 * 3600;

/** The instant some business days before another, at the end of that day. */
export const before = (instant: string, days: number, policy: Policy): string =>
  endOf(addBusinessDays(dayOf(new Date(instant)), -days, policy.province));

/** The instants at which something is to be said about a case, soonest first. */
export const milestones = (record: SubmissionRecord, held: CaseRecord | undefined, policy: Policy): string[] => {
  if (!held) return [];
  if (record.state === 'information-requested' && held.answerBy)
    return [before(held.answerBy, policy.answerReminderDays, policy), held.answerBy];
  if (record.state === 'in-review' || record.state === 'second-reading')
    return [before(held.dueAt, policy.dueSoonDays, policy), held.dueAt];
  return [];
};

/** Seconds until the next milestone; once all have passed, a day. */
const patienceOf = (record: SubmissionRecord, held: CaseRecord | undefined, policy: Policy, at: Date): number => {
  if (record.state === 'submitted') return screeningPatience;
  const next = milestones(record, held, policy).find((instant) => Date.parse(instant) > at.getTime());
  const seconds = next ? Math.ceil((Date.parse(next) - at.getTime()) / 1000) + 1 : dailySeconds;
  return Math.min(Math.max(seconds, 1), longestPatience);
};

/**
 * Where a submission stands for the review that started with round `started`: once an appeal has begun a review of its
 * own, the first review still ends as what it was, a rejection.
 */
export const standingOf = (
  record: SubmissionRecord,
  held: CaseRecord | undefined,
  how: { policy: Policy; at: Date; started: number },
): Standing => ({
  state: (record.appealRound ?? 0) > how.started ? 'rejected' : record.state,
  patience: patienceOf(record, held, how.policy, how.at),
});

/** Whether what a wait waits for has happened: the record says so, whatever woke us and in whichever order. */
export const isOver = (wait: Wait, state: SubmissionState, screened: boolean): boolean => {
  switch (wait) {
    case 'screening':
      return state !== 'submitted' || screened;
    case 'verifier':
      return state !== 'in-review';
    case 'second-reader':
      return state !== 'second-reading';
    case 'answer':
      return state !== 'information-requested';
  }
};
