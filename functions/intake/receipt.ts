import { sha256Hex } from '#platform/ids.ts';
import type { Receipt } from '#schemas/api/intake.ts';
import type { Document } from '#schemas/evidence.ts';
import type { SubmissionRecord } from '#schemas/records.ts';
import type { Answers } from '#schemas/submission.ts';

/** JSON with every object's keys in order: equal answers give equal bytes. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, canonical(one)]),
  );
};

/** Proof of what was received: every file with its hash, and the hash of the answers. */
export const receiptFor = (
  submission: Pick<SubmissionRecord, 'submission' | 'round'>,
  answers: Answers,
  documents: readonly Document[],
  at: Date,
): Receipt => ({
  submission: submission.submission,
  round: submission.round,
  receivedAt: at.toISOString(),
  answers: sha256Hex(JSON.stringify(canonical(answers))),
  documents: documents.map(({ document, fileName, bytes, sha256, evidenceType }) => ({
    document,
    fileName,
    bytes,
    sha256,
    evidenceType,
  })),
});
