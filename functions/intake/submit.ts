import type { Sealer } from '#platform/sealed.ts';
import type { Write } from '#platform/tables.ts';
import type { Receipt } from '#schemas/api/intake.ts';
import { caseworkKey, submissionAnswers } from '#schemas/records.ts';
import type { Answers } from '#schemas/submission.ts';
import { after, illegal, stepWrites } from '#workflows/certification-review/step.ts';
import { stepOf } from '#workflows/certification-review/transitions.ts';
import { receiptFor } from './receipt.ts';
import { complete } from './validate.ts';
import type { Opened } from './view.ts';
import type { ReadWords } from './words.ts';

type Where = { casework: string };

/** Remembers who used these numbers and files, so that the same ones given by another supplier are seen. */
const remembered = (where: Where, { submission, documents }: Opened, { identity }: Answers): Write[] => {
  const used: { pk: string; sk: string }[] = documents.map(({ sha256 }) =>
    caseworkKey.used('HASH', sha256, submission.supplier),
  );
  if (identity.businessNumber)
    used.push(caseworkKey.used('BN', identity.businessNumber.slice(0, 9), submission.supplier));
  if (identity.neq) used.push(caseworkKey.used('NEQ', identity.neq, submission.supplier));
  // Numbers can be corrected later: the account keeps which ones were given, so that all of them can be erased.
  const given = used
    .filter(({ pk }) => !pk.startsWith('HASH#'))
    .map(({ pk }) => ({ ...caseworkKey.gave(submission.supplier, `${pk}`), used: pk }));
  const once = new Map(used.map((key) => [`${key.pk}`, key]));
  return [...once.values(), ...given].map((key) => ({
    Put: { TableName: where.casework, Item: { ...key, submission: submission.submission } },
  }));
};

export const keepReceipt = (where: Where, receipt: Receipt): Write => ({
  Put: {
    TableName: where.casework,
    Item: { ...caseworkKey.receipt(receipt.submission, receipt.round), ...receipt },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/**
 * Submits the answers as they stand, for the first time or in answer to a request.
 * @throws Problem `wrong-state`; `invalid` with every reason and field
 */
export const submitted = async (
  where: Where & { seals: Sealer; words: ReadWords },
  opened: Opened,
  how: { event: 'submit' | 'answer'; at: Date; person: string },
): Promise<{ body: Receipt; writes: Write[] }> => {
  const { submission, documents } = opened;
  if (!stepOf(submission.state, how.event)) throw illegal(submission.state, how.event);
  const answers = complete(opened.answers, documents, how.at, await where.words());
  const box = await where.seals.seal(submission.supplier, submissionAnswers, answers);
  const step = {
    ...how,
    table: where.casework,
    record: submission,
    set: { answers: box, submitted: box, submittedAt: how.at.toISOString() },
  };
  const body = receiptFor(after(step), answers, documents, how.at);
  const steady: Write[] = documents.map(({ document }) => ({
    ConditionCheck: {
      TableName: where.casework,
      Key: caseworkKey.document(submission.submission, document),
      ConditionExpression: '#state = :accepted',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':accepted': 'accepted' },
    },
  }));
  return {
    body,
    writes: [...stepWrites(step), keepReceipt(where, body), ...steady, ...remembered(where, opened, answers)],
  };
};
