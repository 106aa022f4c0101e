import type * as z from 'zod';
import { listDocuments } from '#schemas/api/evidence.ts';
import { readSubmission } from '#schemas/api/intake.ts';
import { type Line, linesOf } from '#schemas/checklist.ts';
import type { Document } from '#schemas/evidence.ts';
import { type Answers, answers, type DraftAnswers, sections } from '#schemas/submission.ts';
import type { PageContext } from '../context.ts';

export type SubmissionView = z.infer<NonNullable<typeof readSubmission.answer>>;
export type SubmissionId = SubmissionView['submission'];

export const submissionOf = (c: PageContext): SubmissionId => c.req.param('submission') as SubmissionId;

export const openSubmission = async (c: PageContext): Promise<{ view: SubmissionView; revision: number }> => {
  const { body, revision } = await c.var.api(readSubmission, { params: { submission: submissionOf(c) } });
  return { view: body, revision };
};

export const documentsOf = async (c: PageContext): Promise<readonly Document[]> => {
  const { body } = await c.var.api(listDocuments, { params: { submission: submissionOf(c) } });
  return body.documents;
};

/** The sections of a draft that are right as they stand. */
export const soundSections = (draft: DraftAnswers): Partial<Answers> => {
  const sound: Partial<Answers> = {};
  for (const section of sections) {
    const parsed = answers.shape[section].safeParse(draft[section]);
    if (parsed.success) Object.assign(sound, { [section]: parsed.data });
  }
  return sound;
};

const blank: Answers = {
  identity: { legalName: '-', email: 'nobody@example.org' },
  legalForm: 'corporation',
  foundedOn: '2000-01-01',
  owners: [],
  workforce: { employees: 0, shares: {} },
  revenueCad: 0,
  certificates: [],
  places: [],
  flags: {},
  commodities: [],
  consents: [],
  attestation: { signedBy: '-', title: '-', signedOn: '2000-01-01', accepted: true },
};

/** A whole form, where only a part of it is known. */
export const filledUp = (known: Partial<Answers>): Answers => ({ ...blank, ...known });

/** What has to be shown, as far as it can be told from what was answered so far. */
export const linesSoFar = (draft: DraftAnswers): Line[] => linesOf(filledUp(soundSections(draft)));

/** Answers can be changed: a draft, or in answer to a request for information. */
export const isOpen = ({ state }: Pick<SubmissionView, 'state'>): boolean =>
  state === 'draft' || state === 'information-requested';
