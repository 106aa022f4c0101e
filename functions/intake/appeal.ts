import { dayOf } from '#platform/clock.ts';
import { Problem } from '#platform/problem.ts';
import type { Sealer } from '#platform/sealed.ts';
import type { Write } from '#platform/tables.ts';
import type { Receipt } from '#schemas/api/intake.ts';
import { notClosing } from '#schemas/closing.ts';
import type { Policy } from '#schemas/policy.ts';
import { caseworkKey } from '#schemas/records.ts';
import { caseworkPurpose } from '#schemas/review.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';
import { openSubmitted } from '#workflows/certification-review/folder.ts';
import { after, type Step, setting, stepWrites } from '#workflows/certification-review/step.ts';
import { receiptFor } from './receipt.ts';
import { keepReceipt } from './submit.ts';
import type { Opened } from './view.ts';

const onceOnly = new Problem('wrong-state', {
  detail: {
    fr: 'Un refus ne peut être porté en appel qu’une fois.',
    en: 'A rejection can be appealed once only.',
  },
});
const tooLate = new Problem('wrong-state', {
  detail: { fr: 'Le délai d’appel est écoulé.', en: 'The time to appeal has passed.' },
});

const accountClosed = new Problem('wrong-state', {
  detail: { fr: 'Ce compte est fermé.', en: 'This account is closed.' },
});

/**
 * A rejected submission read again, by someone who had no part in the rejection, once.
 * @throws Problem `wrong-state` when it was appealed already or the time has passed
 */
export const appealOf = async (
  where: { casework: string; seals: Sealer; policy: Policy },
  opened: Opened,
  step: Step,
  grounds: string,
): Promise<{ receipt: Receipt; writes: Write[] }> => {
  const { submission, case: held, work } = opened;
  if (submission.appeal) throw onceOnly;
  const until = submission.closedAt && addDays(dayOf(new Date(submission.closedAt)), where.policy.appealDays);
  if (!until || !held || !work || dayOf(step.at) > until) throw tooLate;
  const appealed = { ...step, set: { appeal: true, appealRound: submission.round + 1 } };
  const answers = await openSubmitted(where.seals, submission);
  const receipt = receiptFor(after(appealed), answers, opened.documents, step.at);
  const set = setting({
    work: await where.seals.seal(submission.supplier, caseworkPurpose, { ...work, grounds }),
    revision: held.revision + 1,
  });
  return {
    receipt,
    writes: [
      ...stepWrites(appealed),
      keepReceipt(where, receipt),
      { ...notClosing(where.casework, submission.supplier), orElse: accountClosed },
      {
        Update: {
          TableName: where.casework,
          Key: caseworkKey.case(submission.submission),
          ...set,
          ConditionExpression: '#revision = :before',
          ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ':before': held.revision },
        },
      },
    ],
  };
};
