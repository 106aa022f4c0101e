import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { newId, sha256Hex } from '#platform/ids.ts';
import type { ApiClient } from '#schemas/api/client.ts';
import { createSubmission, createSupplier, saveAnswers, submitSubmission } from '#schemas/api/intake.ts';
import type { Document } from '#schemas/evidence.ts';
import { caseworkKey } from '#schemas/records.ts';
import type { Answers, DraftAnswers } from '#schemas/submission.ts';
import type { Casework } from './casework.ts';

/** Sound answers of a firm owned 60 % by a woman, with a certificate. */
export const soundAnswers = (more: Partial<Answers> = {}): Answers => ({
  identity: {
    legalName: 'Imprimerie Raman inc.',
    businessNumber: '123026635',
    email: 'priya@example.ca',
  },
  legalForm: 'corporation',
  foundedOn: '2015-04-01',
  owners: [
    { id: 'a-1', name: 'Priya Raman', bp: 6000, groups: ['women'], manages: true, controls: true },
    { id: 'b-2', name: 'Tom Reid', bp: 4000, groups: [], manages: false, controls: false },
  ],
  workforce: { employees: 12, shares: { women: 5000 } },
  revenueCad: 900_000,
  certificates: [{ certification: 'wbe-canada', number: 'W-1', expiresOn: '2027-06-30' }],
  places: [{ region: 'CA-ON-toronto', head: true }],
  flags: { 'social-purpose-enterprise': false },
  commodities: ['82121500'],
  consents: [],
  attestation: { signedBy: 'Priya Raman', title: 'Présidente', signedOn: '2026-11-23', accepted: true },
  ...more,
});

let numbers = 0;
/** Sound answers with a number that nobody else in this run has: nothing looks like a duplicate. */
const unlikeOthers = (): Answers => {
  const { identity, ...rest } = soundAnswers();
  numbers += 1;
  return {
    ...rest,
    identity: { ...identity, businessNumber: undefined, neq: `11${String(numbers).padStart(8, '0')}` },
  };
};

/** What a sound submission needs to show. */
export const soundPapers: readonly Pick<Document, 'evidenceType' | 'supports'>[] = [
  { evidenceType: 'articles', supports: [] },
  { evidenceType: 'share-register', supports: [] },
  { evidenceType: 'certificate', supports: ['certificate:wbe-canada'] },
  { evidenceType: 'signed-attestation', supports: ['attestation'] },
];

/** Puts a document on record as screening leaves it. */
export const putDocument = async (
  { db, casework, clock }: Pick<Casework, 'db' | 'casework' | 'clock'>,
  submission: string,
  supplier: string,
  about: Pick<Document, 'evidenceType' | 'supports'> & Partial<Document>,
): Promise<Document> => {
  const id = newId('doc', clock());
  const document = {
    document: id,
    submission,
    supplier,
    fileName: `${about.evidenceType}.pdf`,
    mediaType: 'application/pdf',
    bytes: 1000,
    sha256: sha256Hex(id),
    state: 'accepted',
    findings: [],
    pages: 1,
    declaredAt: clock().toISOString(),
    ...about,
  } as Document;
  await db.send(
    new PutCommand({ TableName: casework, Item: { ...caseworkKey.document(submission, id), ...document } }),
  );
  return document;
};

export type Begun = { supplier: `sup_${string}`; submission: `sub_${string}`; client: ApiClient };

/** A draft with sound answers, save those given (or those given only), and these papers. */
export const draftOf = async (
  world: Casework,
  person: string,
  more: { answers?: DraftAnswers; only?: boolean; papers?: typeof soundPapers; language?: 'fr' | 'en' } = {},
): Promise<Begun> => {
  const language = more.language ?? 'fr';
  const client = world.as(person, [], language);
  const made = await client(createSupplier, { body: { name: 'Imprimerie Raman', language } });
  const { supplier } = made.body;
  const begun = await client(createSubmission, { params: { supplier }, body: { kind: 'first' } });
  const { submission } = begun.body;
  for (const paper of more.papers ?? soundPapers) await putDocument(world, submission, supplier, paper);
  await client(saveAnswers, {
    params: { submission },
    body: JSON.parse(JSON.stringify({ ...(more.only ? {} : unlikeOthers()), ...more.answers })),
    ifMatch: begun.revision,
  });
  return { supplier, submission, client };
};

/** A submission in review, with everything that follows from its receipt done. */
export const submittedBy = async (world: Casework, person: string, more: Parameters<typeof draftOf>[2] = {}) => {
  const begun = await draftOf(world, person, more);
  await begun.client(submitSubmission, { params: { submission: begun.submission } });
  await world.settle();
  return begun;
};
