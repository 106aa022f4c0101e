import { dayOf } from '#platform/clock.ts';
import type { FieldReason } from '#platform/problem.ts';
import type { Policy } from '#schemas/policy.ts';
import type { Language } from '#schemas/primitives.ts';
import { type Casework, findingReasons, type RequestedItem } from '#schemas/review.ts';
import type { DraftAnswers } from '#schemas/submission.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';
import type { Folder } from '#workflows/certification-review/folder.ts';
import { forecast, type QueuePace } from '#workflows/certification-review/pace.ts';
import { stateLabels } from '#workflows/certification-review/transitions.ts';
import { look } from './validate.ts';

export type Opened = Folder & { answers: DraftAnswers; work: Casework | undefined };

const inWords = (items: readonly RequestedItem[], language: Language) =>
  items.map((item) => ({ ...item, ...(item.reason && { words: findingReasons[item.reason][language] }) }));

const requestOf = ({ submission, case: held, work }: Opened, language: Language) =>
  submission.state === 'information-requested' && held?.answerBy && work?.request
    ? { request: { items: inWords(work.request, language), answerBy: held.answerBy } }
    : {};

const reasonsOf = ({ submission, work }: Opened, policy: Policy, language: Language) => {
  if (submission.state !== 'rejected' || !work) return {};
  const lines = Object.entries(work.findings)
    .filter(([, finding]) => finding.outcome !== 'met')
    .map(([line, { reason, note }]) => ({ line, reason, note }));
  const appealBy = submission.closedAt && addDays(dayOf(new Date(submission.closedAt)), policy.appealDays);
  return {
    reasons: {
      lines: inWords(lines, language),
      ...(work.summary && { summary: work.summary }),
      ...(appealBy && !submission.appeal && { appealBy }),
    },
  };
};

const expectedOf = ({ submission, case: held }: Opened, policy: Policy, pace: QueuePace | undefined, at: Date) =>
  held && pace && (submission.state === 'in-review' || submission.state === 'second-reading')
    ? {
        expected: {
          dueOn: dayOf(new Date(held.dueAt)),
          forecastOn: forecast(pace, dayOf(at), held.dueAt, policy.province),
        },
      }
    : {};

const told = (language: Language) => (one: FieldReason) => ({ ...one, message: one.message[language] });

/** A submission as its supplier sees it: what was said, what is wrong with it, where it stands and why. */
export const viewOf = (
  opened: Opened,
  how: {
    policy: Policy;
    words: Vocabulary | undefined;
    pace?: QueuePace | undefined;
    language: Language;
    at: Date;
  },
) => {
  const { policy, language, at } = how;
  const { answers: _, submitted: __, createdBy: ___, ...head } = opened.submission;
  const { problems, missing } = look(opened.answers, at, how.words);
  return {
    ...head,
    answers: opened.answers,
    problems: problems.map(told(language)),
    missing,
    timeline: opened.history.map(({ person: _, ...step }) => ({ ...step, words: stateLabels[step.state][language] })),
    receipts: opened.receipts,
    ...requestOf(opened, language),
    ...reasonsOf(opened, policy, language),
    ...expectedOf(opened, policy, how.pace, at),
  };
};
