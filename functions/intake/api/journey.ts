import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { toSubmission } from '#platform/relations.ts';
import { answerRequest, appealDecision, submitSubmission, withdrawSubmission } from '#schemas/api/intake.ts';
import { after, illegal, stepWrites } from '#workflows/certification-review/step.ts';
import { stepOf } from '#workflows/certification-review/transitions.ts';
import { appealOf } from '../appeal.ts';
import { openFolder } from '../open.ts';
import { submitted } from '../submit.ts';
import { refuseUnaskedChanges } from '../unasked.ts';
import type { Dependencies } from './deps.ts';

/** A submission's way: submitted, answered, withdrawn, appealed. */
export const journey = (deps: Dependencies) => {
  const subject = ({ params, caller, at }: { params: { submission: string }; caller: Caller; at: Date }) =>
    toSubmission(deps, caller, params.submission, at);

  return [
    route(submitSubmission, {
      subject,
      handle: async ({ params, caller, at }) => {
        const opened = await openFolder(deps, params.submission);
        return submitted(deps, opened, { event: 'submit', at, person: caller.id });
      },
    }),
    route(answerRequest, {
      subject,
      handle: async ({ params, caller, at }) => {
        const opened = await openFolder(deps, params.submission);
        if (!stepOf(opened.submission.state, 'answer')) throw illegal(opened.submission.state, 'answer');
        await refuseUnaskedChanges(deps.seals, opened);
        return submitted(deps, opened, { event: 'answer', at, person: caller.id });
      },
    }),
    route(withdrawSubmission, {
      subject,
      handle: async ({ record, caller, at }) => ({
        writes: stepWrites({ table: deps.casework, record, event: 'withdraw', at, person: caller.id }),
      }),
    }),
    route(appealDecision, {
      subject,
      handle: async ({ params, body, caller, at }) => {
        const opened = await openFolder(deps, params.submission);
        const { submission } = opened;
        const step = { table: deps.casework, record: submission, event: 'appeal' as const, at, person: caller.id };
        after(step);
        const { writes, receipt } = await appealOf(deps, opened, step, body.grounds);
        return { body: receipt, writes };
      },
    }),
  ];
};
