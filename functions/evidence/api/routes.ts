import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { route } from '#platform/api.ts';
import type { Caller } from '#platform/caller.ts';
import { newId } from '#platform/ids.ts';
import { Problem } from '#platform/problem.ts';
import { readRecord, toSubmission } from '#platform/relations.ts';
import type { Write } from '#platform/tables.ts';
import {
  declareDocument,
  downloadDocument,
  listDocuments,
  permitDocument,
  removeDocument,
  viewPage,
} from '#schemas/api/evidence.ts';
import { type Document, maximumFiles } from '#schemas/evidence.ts';
import { caseworkKey, type DocumentRecord, documentRecord } from '#schemas/records.ts';
import type { Dependencies } from './deps.ts';
import { permitFor } from './permit.ts';
import { originalOf, pageOf } from './view.ts';

const closed = new Problem('wrong-state', {
  detail: {
    fr: 'Des fichiers ne peuvent être ajoutés ou retirés que dans un brouillon ou en réponse à une demande de renseignements.',
    en: 'Files can be added or removed only in a draft or in answer to a request for information.',
  },
});
const full = new Problem('wrong-state', {
  detail: {
    fr: `Une demande compte au plus ${maximumFiles} fichiers : retirez-en un.`,
    en: `A submission has at most ${maximumFiles} files: remove one.`,
  },
});
const received = new Problem('wrong-state', {
  detail: { fr: 'Ce fichier est déjà reçu.', en: 'This file has already been received.' },
});

const handedIn = new Problem('wrong-state', {
  detail: {
    fr: 'Ce fichier fait partie de ce qui a été envoyé : il reste au dossier. Ajoutez-en un autre s’il doit être corrigé.',
    en: 'This file is part of what was submitted: it stays in the case. Add another one if it needs to be corrected.',
  },
});

const openStates = ['draft', 'information-requested'];

export const routes = (deps: Dependencies) => {
  const subject = ({ params, caller, at }: { params: { submission: string }; caller: Caller; at: Date }) =>
    toSubmission(deps, caller, params.submission, at);

  const stillOpen = (submission: string): Write => ({
    ConditionCheck: {
      TableName: deps.casework,
      Key: caseworkKey.submission(submission),
      ConditionExpression: '#state IN (:draft, :asked)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':draft': openStates[0], ':asked': openStates[1] },
    },
    orElse: closed,
  });
  /** Counts the files of a submission beside it, so that the limit holds however many arrive at once. */
  const counted = (submission: string, by: 1 | -1): Write => ({
    Update: {
      TableName: deps.casework,
      Key: caseworkKey.documents(submission),
      UpdateExpression: 'ADD files :by',
      ConditionExpression: by === 1 ? 'attribute_not_exists(files) OR files < :most' : 'files > :none',
      ExpressionAttributeValues: { ':by': by, ...(by === 1 ? { ':most': maximumFiles } : { ':none': 0 }) },
    },
    orElse: full,
  });
  const find = async (submission: string, id: string): Promise<DocumentRecord> => {
    const found = await readRecord(deps.db, deps.casework, caseworkKey.document(submission, id), documentRecord);
    if (!found) throw new Problem('not-found');
    return found;
  };

  return [
    route(declareDocument, {
      subject,
      handle: async ({ body, record, at }) => {
        if (!openStates.includes(record.state)) throw closed;
        const declared: Document = {
          ...body,
          document: newId('doc', at) as Document['document'],
          submission: record.submission,
          supplier: record.supplier,
          state: 'awaiting-upload',
          findings: [],
          pages: 0,
          declaredAt: at.toISOString(),
        };
        return {
          body: { document: declared, permit: await permitFor(deps, declared, at) },
          writes: [
            stillOpen(record.submission),
            counted(record.submission, 1),
            {
              Put: {
                TableName: deps.casework,
                Item: { ...caseworkKey.document(record.submission, declared.document), ...declared },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        };
      },
    }),
    route(permitDocument, {
      subject,
      handle: async ({ params, at }) => {
        const found = await find(params.submission, params.document);
        if (found.state !== 'awaiting-upload') throw received;
        return { body: { document: found, permit: await permitFor(deps, found, at) } };
      },
    }),
    route(listDocuments, {
      subject,
      handle: async ({ params }) => {
        const { Items = [] } = await deps.db.send(
          new QueryCommand({
            TableName: deps.casework,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :document)',
            ExpressionAttributeValues: {
              ':pk': caseworkKey.submission(params.submission).pk,
              ':document': 'DOCUMENT#',
            },
            ConsistentRead: true,
          }),
        );
        return { body: { documents: Items.map((item) => documentRecord.parse(item)) } };
      },
    }),
    route(removeDocument, {
      subject,
      handle: async ({ params, record }) => {
        const found = await find(params.submission, params.document);
        // What was handed in stays: an answer to a request adds to it.
        if (record.submittedAt !== undefined && found.declaredAt <= record.submittedAt) throw handedIn;
        return {
          writes: [
            stillOpen(params.submission),
            counted(params.submission, -1),
            {
              Delete: {
                TableName: deps.casework,
                Key: caseworkKey.document(found.submission, found.document),
                ConditionExpression: 'attribute_exists(pk)',
              },
              orElse: new Problem('not-found'),
            },
          ],
        };
      },
    }),
    route(viewPage, {
      subject,
      handle: async ({ params, at }) => ({
        body: await pageOf(deps, await find(params.submission, params.document), params.page, at),
      }),
    }),
    route(downloadDocument, {
      subject,
      handle: async ({ params, at }) => ({
        body: await originalOf(deps, await find(params.submission, params.document), at),
      }),
    }),
  ];
};
