import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { toSubmission, toSupplier } from '#platform/relations.ts';
import { createSubmission, readSubmission, saveAnswers } from '#schemas/api/intake.ts';
import { kinds, type LineKind } from '#schemas/checklist.ts';
import { notClosing } from '#schemas/closing.ts';
import { caseworkKey, submissionAnswers } from '#schemas/records.ts';
import type { DraftAnswers, Submission } from '#schemas/submission.ts';
import { opening } from '#workflows/certification-review/one-open.ts';
import { setting } from '#workflows/certification-review/step.ts';
import { save } from '../draft.ts';
import { openFolder } from '../open.ts';
import { startOf } from '../start.ts';
import { type Opened, viewOf } from '../view.ts';
import type { Dependencies } from './deps.ts';
import { readSupplierRecord } from './suppliers.ts';

const closed = new Problem('wrong-state', {
  detail: {
    fr: 'Les réponses ne se modifient que dans un brouillon ou en réponse à une demande de renseignements.',
    en: 'Answers can be changed only in a draft or in answer to a request for information.',
  },
});

const accountClosed = new Problem('wrong-state', {
  detail: {
    fr: 'Ce compte est fermé : annulez d’abord sa fermeture.',
    en: 'This account is closed: undo its closing first.',
  },
});

/** While information is requested, only sections that hold something asked for may change. */
const refuseUnasked = ({ submission, work }: Opened, patch: DraftAnswers): void => {
  if (submission.state === 'draft') return;
  if (submission.state !== 'information-requested') throw closed;
  const asked = new Set<string>(
    work?.request?.flatMap(({ line }) => kinds[line.split(':')[0] as LineKind].sections) ?? [],
  );
  // An answer is attested anew.
  asked.add('attestation');
  const fields = Object.keys(patch)
    .filter((section) => !asked.has(section))
    .map((section) => ({
      field: section,
      code: 'not-asked',
      message: {
        fr: 'Rien n’est demandé dans cette section : ce qui a été accepté reste.',
        en: 'Nothing is asked for in this section: what was accepted stays.',
      },
    }));
  if (fields.length > 0) throw new Problem('invalid', { fields });
};

/** Drafts: begun, read, and saved field by field whatever was typed. */
export const drafts = (deps: Dependencies) => {
  const subject = ({ params, caller, at }: { params: { submission: string }; caller: Caller; at: Date }) =>
    toSubmission(deps, caller, params.submission, at);

  return [
    route(createSubmission, {
      subject: async ({ params, caller }) => ({
        relation: await toSupplier(deps, caller, params.supplier),
        record: undefined,
      }),
      handle: async ({ params, body, caller, at, language }) => {
        const { supplier, language: usual } = await readSupplierRecord(deps, params.supplier);
        const submission = newId('sub', at) as Submission['submission'];
        const now = at.toISOString();
        const start = await startOf(deps, { supplier, submission, kind: body.kind });
        const head: Submission = {
          submission,
          supplier,
          kind: body.kind,
          state: 'draft',
          revision: 1,
          round: 0,
          appeal: false,
          language: body.language ?? usual,
          createdBy: caller.id,
          createdAt: now,
          updatedAt: now,
          ...(start.previous && { previous: start.previous }),
        };
        const answers = await deps.seals.seal(supplier, submissionAnswers, start.answers);
        const begun: Opened = {
          submission: head,
          documents: [],
          history: [],
          saved: [],
          receipts: [],
          case: undefined,
          answers: start.answers,
          work: undefined,
        };
        return {
          body: viewOf(begun, { policy: deps.policy, words: await deps.words(), language, at }),
          revision: 1,
          headers: { location: `/v1/submissions/${submission}` },
          writes: [
            {
              Put: {
                TableName: deps.casework,
                Item: { ...caseworkKey.submission(submission), ...head, answers },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
            {
              Put: { TableName: deps.casework, Item: { ...caseworkKey.listed(supplier, submission), submission } },
            },
            opening(deps.casework, head),
            ...start.writes,
            { ...notClosing(deps.casework, supplier), orElse: accountClosed },
          ],
        };
      },
    }),
    route(readSubmission, {
      subject,
      handle: async ({ params, language, at }) => {
        const opened = await openFolder(deps, params.submission);
        const pace = opened.case && (await deps.pace(at));
        return {
          body: viewOf(opened, { policy: deps.policy, words: await deps.words(), pace, language, at }),
          revision: opened.submission.revision,
        };
      },
    }),
    route(saveAnswers, {
      subject,
      handle: async ({ params, body, ifMatch, language, at }) => {
        const opened = await openFolder(deps, params.submission);
        const { supplier, revision, state } = opened.submission;
        if (revision !== ifMatch) throw new Problem('stale-version');
        refuseUnasked(opened, body);
        const answers = save(opened.answers, body);
        const next = { ...opened.submission, revision: revision + 1, updatedAt: at.toISOString() };
        const set = setting({
          answers: await deps.seals.seal(supplier, submissionAnswers, answers),
          revision: next.revision,
          updatedAt: next.updatedAt,
        });
        return {
          body: viewOf(
            { ...opened, submission: next, answers },
            { policy: deps.policy, words: await deps.words(), language, at },
          ),
          revision: next.revision,
          writes: [
            {
              Update: {
                TableName: deps.casework,
                Key: caseworkKey.submission(params.submission),
                ...set,
                ConditionExpression: '#revision = :before AND #state = :state',
                ExpressionAttributeNames: { ...set.ExpressionAttributeNames, '#state': 'state' },
                ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ':before': revision, ':state': state },
              },
              orElse: new Problem('stale-version'),
            },
          ],
        };
      },
    }),
  ];
};
