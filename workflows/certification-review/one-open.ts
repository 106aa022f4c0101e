import { Problem } from '#platform/problem.ts';
import type { Item, Write } from '#platform/tables.ts';
import { caseworkKey, openSubmissions, type SubmissionRecord } from '#schemas/records.ts';

type Which = Pick<SubmissionRecord, 'supplier' | 'submission'>;

const superseded = new Problem('wrong-state', {
  detail: {
    fr: 'Une autre demande de cette entreprise a été approuvée depuis ce refus : il n’y a plus lieu de faire appel.',
    en: 'Another submission of this firm has been approved since this rejection: there is nothing left to appeal.',
  },
});

/** What stands in the way: the submission that is open, by its id, or one that was approved since. */
const refusal = (found: Item): Problem => {
  const [submission] = openSubmissions.parse(found).open ?? [];
  if (!submission) return superseded;
  return new Problem('submission-open', {
    submission,
    detail: {
      fr: 'Poursuivez la demande en cours, ou retirez-la avant d’en ouvrir une autre.',
      en: 'Carry on with the submission in progress, or withdraw it before opening another.',
    },
  });
};

/**
 * Holds while no other submission of the firm is open, and makes this one the open one: when it is begun, sent or appealed.
 * A set of one: what closes takes out itself and nothing else, so that no closing can fail for it and none frees the place
 * of another. `rejectedAt`: the older answers of an appeal do not come back over what was approved since.
 */
export const opening = (table: string, { supplier, submission }: Which, rejectedAt?: string): Write => ({
  Update: {
    TableName: table,
    Key: caseworkKey.submissions(supplier),
    UpdateExpression: 'ADD #open :this',
    ConditionExpression: `(attribute_not_exists(#open) OR contains(#open, :submission))${
      rejectedAt ? ' AND (attribute_not_exists(approvedAt) OR approvedAt <= :rejectedAt)' : ''
    }`,
    ExpressionAttributeNames: { '#open': 'open' },
    ExpressionAttributeValues: {
      ':this': new Set([submission]),
      ':submission': submission,
      ...(rejectedAt && { ':rejectedAt': rejectedAt }),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
  orElse: refusal,
});

/** The firm has this one open no more; `approvedAt`: it is certified by it since then. */
export const closing = (table: string, { supplier, submission }: Which, approvedAt?: string): Write => ({
  Update: {
    TableName: table,
    Key: caseworkKey.submissions(supplier),
    UpdateExpression: `DELETE #open :this${approvedAt ? ' SET approvedAt = :approvedAt' : ''}`,
    ExpressionAttributeNames: { '#open': 'open' },
    ExpressionAttributeValues: {
      ':this': new Set([submission]),
      ...(approvedAt && { ':approvedAt': approvedAt }),
    },
  },
});
