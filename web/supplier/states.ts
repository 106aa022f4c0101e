import type { Language } from '#schemas/primitives.ts';
import type { SubmissionState } from '#schemas/submission.ts';
import { stateLabels } from '#workflows/certification-review/transitions.ts';
import type { TagState } from '../parts/show.tsx';

export const stateTags: Partial<Record<SubmissionState, TagState>> = {
  draft: 'off',
  approved: 'yes',
  rejected: 'no',
  'information-requested': 'near',
  withdrawn: 'off',
  lapsed: 'off',
};

/** A state in the supplier's own view: what waits for them is said as theirs. */
const own: Partial<Record<SubmissionState, Record<Language, string>>> = {
  'information-requested': { fr: 'en attente de votre réponse', en: 'waiting for your answer' },
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const stateFor = (state: SubmissionState, language: Language): string =>
  capital((own[state] ?? stateLabels[state])[language]);
