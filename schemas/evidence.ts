import * as z from 'zod';
import { documentId, sha256, submissionId, supplierId } from './identifiers.ts';
import { instant, isoDate, slug } from './primitives.ts';

export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const mediaType = z.enum(mediaTypes);
/** Limits told to the supplier before choosing a file. */
export const maximumFileBytes = 10 * 1024 * 1024;
export const maximumFiles = 25;

/** Types of evidence, after CCCEV 2.2: what a document can show. */
export const evidenceTypes = [
  'articles',
  'share-register',
  'partnership-agreement',
  'certificate',
  'identity-in-group',
  'workforce-attestation',
  'financial-statement',
  'site-visit-report',
  'signed-attestation',
  'other',
] as const;
export const evidenceType = z.enum(evidenceTypes);

/** awaiting-upload → screening → accepted | refused. Shown as received only from `accepted` on. */
export const documentStates = ['awaiting-upload', 'screening', 'accepted', 'refused'] as const;
export const documentState = z.enum(documentStates);

/** What screening found: a stable code; `refuses` ends the document, `flags` is told to the verifier. */
export const screeningFinding = z.strictObject({
  code: slug,
  effect: z.enum(['refuses', 'flags', 'proposes']),
  detail: z.string().max(300).optional(),
});

/** A file as it is announced, before its permit. */
export const declaredFile = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  mediaType,
  bytes: z.int().min(1).max(maximumFileBytes),
  sha256,
  evidenceType,
  supports: z.array(z.string().min(1).max(130)).max(50).default([]),
});

/** As it is shown; what the record holds beyond this does not leave. */
export const document = z.object({
  document: documentId,
  submission: submissionId,
  supplier: supplierId,
  evidenceType,
  /** Which claims it supports: `certificate:wbe-canada`, `owner:a-1`. */
  supports: z.array(z.string().max(130)).max(50),
  fileName: z.string().min(1).max(200),
  mediaType,
  bytes: z.int().min(1).max(maximumFileBytes),
  sha256,
  state: documentState,
  findings: z.array(screeningFinding),
  /** Pages that can be viewed as images. */
  pages: z.int().min(0),
  expiryProposed: isoDate.optional(),
  declaredAt: instant,
  receivedAt: instant.optional(),
});
export type Document = z.infer<typeof document>;

export type Placed = Pick<Document, 'supplier' | 'submission' | 'document'> & {
  /** The submission that the file was sent with, where a renewal has taken it over. */
  filedUnder?: Document['submission'] | undefined;
};

/** Where a file lies in whichever bucket it is: the same path in all of them. */
export const evidencePath = ({ supplier, submission, document, filedUnder }: Placed): string =>
  `${supplier}/${filedUnder ?? submission}/${document}`;
