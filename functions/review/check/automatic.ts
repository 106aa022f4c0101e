import { documentsFor, type Line } from '#schemas/checklist.ts';
import type { Document } from '#schemas/evidence.ts';
import type { AutomaticFinding } from '#schemas/review.ts';
import type { Answers } from '#schemas/submission.ts';
import { addDays } from '#workflows/certification-review/calendar.ts';

/** An attestation older than this many days, a certificate that ends within these: told to the verifier. */
const attestationDays = 90;
const certificateDays = 30;

type Check = (about: {
  answers: Answers;
  lines: readonly Line[];
  documents: readonly Document[];
  today: string;
}) => AutomaticFinding[];

const certificates: Check = ({ answers, today }) =>
  answers.certificates.flatMap(({ certification, expiresOn }): AutomaticFinding[] => {
    if (!expiresOn || expiresOn > addDays(today, certificateDays)) return [];
    const code = expiresOn < today ? 'certificate-expired' : 'certificate-expires-soon';
    return [{ code, line: `certificate:${certification}`, on: expiresOn }];
  });

const documents: Check = (about) =>
  about.documents.flatMap(({ document, findings, expiryProposed }): AutomaticFinding[] => [
    ...findings
      .filter(({ effect }) => effect === 'flags')
      .map(({ code }): AutomaticFinding => ({ code: 'document-flagged', document, detail: code })),
    ...(expiryProposed ? [{ code: 'expiry-proposed' as const, document, on: expiryProposed }] : []),
  ]);

const unsupported: Check = (about) =>
  about.lines
    .filter((line) => line.kind !== 'attestation')
    .filter((line) =>
      documentsFor(line, about.documents).every(({ evidenceType }) => evidenceType === 'signed-attestation'),
    )
    .map(({ id }) => ({ code: 'only-declared', line: id }));

const attestation: Check = ({ answers, today }) =>
  addDays(answers.attestation.signedOn, attestationDays) < today
    ? [{ code: 'attestation-old', line: 'attestation', on: answers.attestation.signedOn }]
    : [];

const shares: Check = ({ answers }) =>
  answers.owners.length > 0 && answers.owners.reduce((sum, { bp }) => sum + bp, 0) < 10_000
    ? [{ code: 'shares-unknown', line: 'ownership' }]
    : [];

const ownersInPapers: Check = ({ lines, documents }) =>
  lines.some(({ kind }) => kind === 'governance')
    ? documents
        .filter(({ evidenceType }) => evidenceType === 'share-register')
        .map(({ document }) => ({ code: 'owners-in-papers', line: 'governance', document }))
    : [];

/** What can be seen without a person. It tells; it never decides. */
export const automaticFindings: Check = (about) =>
  [certificates, documents, unsupported, attestation, shares, ownersInPapers].flatMap((check) => check(about));
