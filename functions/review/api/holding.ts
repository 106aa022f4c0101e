import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toSubmission } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import { claimCase, declareConflict, releaseCase } from '#schemas/api/review.ts';
import { caseworkKey } from '#schemas/records.ts';
import { type CaseRecord, caseRecord } from '#schemas/review.ts';
import { holderPath } from '../queue.ts';
import { mayDecide } from '../view.ts';
import type { Dependencies } from './deps.ts';

const notOpen = new Problem('wrong-state', {
  detail: {
    fr: 'Ce dossier n’attend pas de décision en ce moment.',
    en: 'This case is not waiting for a decision at the moment.',
  },
});
const taken = new Problem('wrong-state', {
  detail: { fr: 'Quelqu’un d’autre a pris ce dossier en charge.', en: 'Someone else has claimed this case.' },
});
const someoneElse = new Problem('forbidden', {
  detail: {
    fr: 'Vous avez déjà statué sur ce dossier : la suite revient à une autre personne.',
    en: 'You have already decided on this case: what follows is for someone else.',
  },
});

/** Who holds a case, and for how long: a hold ends by itself, and while it stands nobody else decides. */
export const holding = (deps: Dependencies) => {
  const subject = ({ params, caller, at }: { params: { submission: string }; caller: Caller; at: Date }) =>
    toSubmission(deps, caller, params.submission, at);
  const read = async (submission: string): Promise<CaseRecord> => {
    const held = await readRecord(deps.db, deps.casework, caseworkKey.case(submission), caseRecord);
    if (!held) throw new Problem('not-found');
    return held;
  };
  const inReview = (submission: string): Write => ({
    ConditionCheck: {
      TableName: deps.casework,
      Key: caseworkKey.submission(submission),
      ConditionExpression: '#state IN (:review, :second)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':review': 'in-review', ':second': 'second-reading' },
    },
    orElse: notOpen,
  });

  return [
    route(claimCase, {
      subject,
      handle: async ({ params, caller, at }) => {
        if (!mayDecide(await read(params.submission), caller.id)) throw someoneElse;
        const heldUntil = new Date(at.getTime() + deps.policy.holdMinutes * 60_000).toISOString();
        const values = { ':me': caller.id, ':until': heldUntil };
        return {
          body: { holder: caller.id, heldUntil },
          writes: [
            inReview(params.submission),
            {
              Update: {
                TableName: deps.casework,
                Key: caseworkKey.case(params.submission),
                UpdateExpression: 'SET holder = :me, heldUntil = :until',
                ConditionExpression:
                  '(attribute_not_exists(heldUntil) OR heldUntil <= :now OR holder = :me) AND NOT contains(conflicts, :me)',
                ExpressionAttributeValues: { ...values, ':now': at.toISOString() },
              },
              orElse: taken,
            },
            {
              Update: {
                TableName: deps.casework,
                Key: caseworkKey.queue(params.submission),
                UpdateExpression: 'SET holder = :me, heldUntil = :until, personPk = :path, personSk = :until',
                ExpressionAttributeValues: { ...values, ':path': holderPath(caller.id) },
              },
            },
          ],
        };
      },
    }),
    route(releaseCase, {
      subject,
      handle: async ({ params, caller }) => ({ writes: release(deps.casework, params.submission, caller.id) }),
    }),
    route(declareConflict, {
      subject,
      handle: async ({ params, caller, record }) => {
        const held = await read(params.submission);
        if (held.conflicts.includes(caller.id)) return {};
        const conflicts = [...held.conflicts, caller.id];
        const mine = held.holder === caller.id;
        const letGo = mine ? ' REMOVE holder, heldUntil' : '';
        return {
          writes: [
            {
              Put: {
                TableName: deps.casework,
                Item: { ...caseworkKey.conflict(record.supplier, caller.id), person: caller.id },
              },
            },
            {
              Update: {
                TableName: deps.casework,
                Key: caseworkKey.case(params.submission),
                UpdateExpression: `SET conflicts = :conflicts, revision = :after${letGo}`,
                ConditionExpression: 'revision = :before',
                ExpressionAttributeValues: {
                  ':conflicts': conflicts,
                  ':before': held.revision,
                  ':after': held.revision + 1,
                },
              },
              orElse: new Problem('busy'),
            },
            {
              Update: {
                TableName: deps.casework,
                Key: caseworkKey.queue(params.submission),
                UpdateExpression: `SET conflicts = :conflicts${mine ? `${letGo}, personPk, personSk` : ''}`,
                ExpressionAttributeValues: { ':conflicts': conflicts },
              },
            },
          ],
        };
      },
    }),
  ];
};

const release = (table: string, submission: string, me: string): Write[] => [
  {
    Update: {
      TableName: table,
      Key: caseworkKey.case(submission),
      UpdateExpression: 'REMOVE holder, heldUntil',
      ConditionExpression: 'holder = :me',
      ExpressionAttributeValues: { ':me': me },
    },
    orElse: taken,
  },
  {
    Update: {
      TableName: table,
      Key: caseworkKey.queue(submission),
      UpdateExpression: 'REMOVE holder, heldUntil, personPk, personSk',
    },
  },
];
