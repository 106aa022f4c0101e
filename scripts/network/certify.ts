import { createHash } from 'node:crypto';
import { makePapers, type PaperFile } from '#samples/papers/index.ts';
import type { SampleSupplier } from '#samples/suppliers/supplier.ts';
import type { ApiClient } from '#schemas/api/client.ts';
import { ApiRefusal } from '#schemas/api/client.ts';
import { declareDocument, listDocuments } from '#schemas/api/evidence.ts';
import {
  createSubmission,
  createSupplier,
  readSubmission,
  saveAnswers,
  submitSubmission,
} from '#schemas/api/intake.ts';
import { claimCase, decideCase, readCase, readSecond } from '#schemas/api/review.ts';
import type { SubmissionState } from '#schemas/submission.ts';
import { until } from './patience.ts';

type Submission = Awaited<ReturnType<typeof submit>>;

/** The version that a change must name; one whose answer was lost is read again, and made again where it was not done. */
const saveSection = async (api: ApiClient, submission: `sub_${string}`, section: Record<string, unknown>) => {
  for (;;) {
    const { revision } = await api(readSubmission, { params: { submission } });
    try {
      return await api(saveAnswers, { params: { submission }, body: section, ifMatch: revision });
    } catch (error) {
      if (!(error instanceof ApiRefusal && error.problem.status === 412) && !(error instanceof TypeError)) throw error;
    }
  }
};

/** Posts one file by its permit, as a browser's form would; a file that got there twice is one file. */
const store = async (api: ApiClient, submission: `sub_${string}`, key: string, paper: PaperFile): Promise<void> => {
  const { bytes, ...file } = paper;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { body } = await api(declareDocument, {
    params: { submission },
    body: { ...file, bytes: bytes.length, sha256 },
    idempotencyKey: `${key}-${paper.fileName}`,
  });
  await until(`${paper.fileName} to be stored`, async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(body.permit.fields)) form.append(name, value);
    form.append('file', new Blob([Uint8Array.from(bytes)], { type: paper.mediaType }), paper.fileName);
    try {
      const { ok, status } = await fetch(body.permit.url, { method: 'POST', body: form });
      if (ok) return true;
      if (status < 500) throw new Error(`the store refused ${paper.fileName}: ${status}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    return undefined;
  });
};

/** From nothing to a receipt: a supplier fills in the form field by field, sends the papers, and submits. */
export const submit = async (api: ApiClient, sample: SampleSupplier, on: string, key: string) => {
  const answers = sample.answers(on);
  const { body: supplier } = await api(createSupplier, {
    body: { name: answers.identity.legalName, language: sample.language },
    idempotencyKey: `${key}-supplier`,
  });
  const { body: draft } = await api(createSubmission, {
    params: { supplier: supplier.supplier },
    body: { kind: 'first' },
    idempotencyKey: `${key}-submission`,
  });
  const { submission } = draft;
  // Played before, wholly or up to here: what was submitted is not submitted again.
  const { body: now } = await api(readSubmission, { params: { submission } });
  const earlier = now.receipts[0];
  if (earlier) {
    const { body } = await api(listDocuments, { params: { submission } });
    return { supplier: supplier.supplier, submission, receipt: earlier, documents: body.documents };
  }
  for (const [section, value] of Object.entries(answers)) await saveSection(api, submission, { [section]: value });
  const papers = await makePapers(sample, on);
  await Promise.all(papers.map((paper) => store(api, submission, key, paper)));
  const documents = await until('every file to be screened', async () => {
    const { body } = await api(listDocuments, { params: { submission } });
    const refused = body.documents.find(({ state }) => state === 'refused');
    if (refused) throw new Error(`${refused.fileName} was refused: ${refused.findings.map(({ code }) => code)}`);
    return body.documents.every(({ state }) => state === 'accepted') ? body.documents : undefined;
  });
  const { body: receipt } = await api(submitSubmission, { params: { submission }, idempotencyKey: `${key}-submit` });
  return { supplier: supplier.supplier, submission, receipt, documents };
};

const stateOf = async (api: ApiClient, submission: Submission['submission']): Promise<SubmissionState> =>
  (await api(readSubmission, { params: { submission } })).body.state;

/** A verifier takes the case and finds every line met; a second one reads it where the policy asks. */
export const approve = async (
  supplier: ApiClient,
  [first, second]: readonly [ApiClient, ApiClient],
  submission: Submission['submission'],
  key: string,
): Promise<void> => {
  const state = await until('the case to be in the queue', async () => {
    const found = await stateOf(supplier, submission);
    return found === 'submitted' ? undefined : found;
  });
  if (state === 'in-review') await decide(first, submission, key);
  if ((await stateOf(supplier, submission)) === 'second-reading') {
    await second(claimCase, { params: { submission } });
    await second(readSecond, { params: { submission }, body: { agrees: true }, idempotencyKey: `${key}-second` });
  }
  await until('the decision', async () => ((await stateOf(supplier, submission)) === 'approved' ? true : undefined));
};

const decide = async (first: ApiClient, submission: Submission['submission'], key: string): Promise<void> => {
  await first(claimCase, { params: { submission } });
  const { body: found } = await first(readCase, { params: { submission } });
  const findings = Object.fromEntries(
    found.checklist.map((line) => {
      const expires = (line.claim as { expiresOn?: string } | null)?.expiresOn;
      return [line.id, { outcome: 'met' as const, ...(expires && { until: expires }) }];
    }),
  );
  await first(decideCase, {
    params: { submission },
    body: { decision: 'approved', findings },
    idempotencyKey: `${key}-decide`,
  });
};
