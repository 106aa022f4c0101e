import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Problem } from '#platform/problem.ts';
import { readRecord } from '#platform/relations.ts';
import type { Sealer } from '#platform/sealed.ts';
import type { Write } from '#platform/tables.ts';
import { caseworkKey, registryKey, type SubmissionRecord, vendorRecord } from '#schemas/records.ts';
import type { DraftAnswers } from '#schemas/submission.ts';
import { openSubmitted, readFolder } from '#workflows/certification-review/folder.ts';

type Where = { db: DynamoDBDocumentClient; casework: string; registry: string; seals: Sealer };

export type Renewal = {
  answers: DraftAnswers;
  writes: Write[];
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

/** Starts from what is on record: every answer but the attestation, and the documents that were accepted. */
export const renewalOf = async (where: Where, supplier: string, submission: string): Promise<Renewal> => {
  const vendor = await readRecord(where.db, where.registry, registryKey.current(supplier), vendorRecord);
  if (!vendor) throw neverCertified;
  if (vendor.status === 'revoked') throw revoked;
  const folder = await readFolder(where.db, where.casework, vendor.submission);
  if (!folder) throw neverCertified;
  const { attestation: _, ...answers } = await openSubmitted(where.seals, folder.submission);
  const kept = folder.documents.filter(
    ({ state, evidenceType }) => state === 'accepted' && evidenceType !== 'signed-attestation',
  );
  const files: Write[] = kept.map((document) => ({
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
      Item: { ...caseworkKey.documents(submission), files: kept.length },
    },
  };
  return { answers, writes: [...files, count], previous: vendor.submission };
};
