import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Sealer } from '#platform/sealed.ts';
import type { Write } from '#platform/tables.ts';
import { consentsRecord, stillGiven, trustKey } from '#schemas/consent.ts';
import { caseworkKey, registryKey, type SubmissionRecord, vendorRecord } from '#schemas/records.ts';
import { consent, type DraftAnswers, draftAnswers, type Submission } from '#schemas/submission.ts';
import { type Folder, readFolder } from '#workflows/certification-review/folder.ts';

type Where = { db: DynamoDBDocumentClient; casework: string; registry: string; seals: Sealer };

export type Start = {
  answers: DraftAnswers;
  writes: Write[];
  /** The submission that a renewal renews: what was found met there need not be looked at again. */
  previous?: SubmissionRecord['submission'];
};

const neverCertified = new Problem('wrong-state', {
  detail: {
    fr: 'Rien à renouveler : ce fournisseur n’a pas encore été certifié.',
    en: 'Nothing to renew: this supplier has not been certified yet.',
  },
});
const revoked = new Problem('wrong-state', {
  detail: {
    fr: 'Une certification révoquée ne se renouvelle pas : commencez une première demande.',
    en: 'A revoked certification cannot be renewed: start a first submission.',
  },
});

/** The submission by which a firm is certified. */
const certifiedBy = async (where: Where, supplier: string): Promise<Submission['submission']> => {
  const vendor = await readRecord(where.db, where.registry, registryKey.current(supplier), vendorRecord);
  if (!vendor) throw neverCertified;
  if (vendor.status === 'revoked') throw revoked;
  return vendor.submission;
};

/** The newest submission in which something was said, with what was said; undefined for a firm that begins. */
const lastOf = async (
  where: Where,
  supplier: string,
): Promise<{ folder: Folder; answers: DraftAnswers } | undefined> => {
  const { pk, sk } = caseworkKey.listed(supplier, '');
  const pages = paginateQuery(
    { client: where.db },
    {
      TableName: where.casework,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listed)',
      ExpressionAttributeValues: { ':pk': pk, ':listed': sk },
      ScanIndexForward: false,
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages)
    for (const { submission } of Items) {
      const folder = await readFolder(where.db, where.casework, String(submission));
      const box = folder?.submission.answers;
      const answers = box && draftAnswers.parse(await where.seals.open(supplier, box));
      if (folder && answers && Object.keys(answers).length > 0) return { folder, answers };
    }
  return undefined;
};

/** Consents as they stand: as the firm said them elsewhere since its last form, or else as that form has them. */
const consentsNow = async (
  where: Where,
  { supplier, updatedAt }: SubmissionRecord,
  form: unknown,
): Promise<DraftAnswers> => {
  const elsewhere = await readRecord(where.db, where.casework, trustKey.consents(supplier), consentsRecord);
  if (elsewhere && elsewhere.updatedAt > updatedAt) return { consents: elsewhere.consents };
  const given = consent.array().safeParse(form);
  return given.success ? { consents: stillGiven(given.data, elsewhere) } : {};
};

/**
 * What a submission begins with: the firm's last one, approved, rejected, withdrawn or lapsed, with every answer but the
 * attestation, and the documents that were accepted. Nobody types or sends again what is on record.
 */
export const startOf = async (
  where: Where,
  { supplier, submission, kind }: Pick<Submission, 'supplier' | 'submission' | 'kind'>,
): Promise<Start> => {
  const previous = kind === 'renewal' ? { previous: await certifiedBy(where, supplier) } : {};
  const last = await lastOf(where, supplier);
  if (!last) return { answers: {}, writes: [], ...previous };
  const { attestation: _, consents, ...answers } = last.answers;
  const carried = last.folder.documents.filter(
    ({ state, evidenceType }) => state === 'accepted' && evidenceType !== 'signed-attestation',
  );
  const files: Write[] = carried.map((document) => ({
    Put: {
      TableName: where.casework,
      Item: {
        ...caseworkKey.document(submission, document.document),
        ...document,
        submission,
        filedUnder: document.filedUnder ?? document.submission,
      },
    },
  }));
  const count: Write = {
    Put: {
      TableName: where.casework,
      Item: { ...caseworkKey.documents(submission), files: carried.length },
    },
  };
  return {
    answers: { ...answers, ...(await consentsNow(where, last.folder.submission, consents)) },
    writes: [...files, count],
    ...previous,
  };
};
