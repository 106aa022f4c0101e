import type { Bilingual } from '#schemas/primitives.ts';
import type { SubmissionState } from '#schemas/submission.ts';

export type Actor = 'supplier' | 'verifier' | 'network';

/** Every legal step of a submission. What is not here is refused. */
export const transitions = [
  { from: 'draft', event: 'submit', to: 'submitted', by: 'supplier' },
  { from: 'draft', event: 'withdraw', to: 'withdrawn', by: 'supplier' },
  { from: 'submitted', event: 'check', to: 'in-review', by: 'network' },
  { from: 'submitted', event: 'withdraw', to: 'withdrawn', by: 'supplier' },
  { from: 'in-review', event: 'request-information', to: 'information-requested', by: 'verifier' },
  { from: 'in-review', event: 'approve', to: 'approved', by: 'verifier' },
  { from: 'in-review', event: 'reject', to: 'rejected', by: 'verifier' },
  { from: 'in-review', event: 'propose', to: 'second-reading', by: 'verifier' },
  { from: 'in-review', event: 'withdraw', to: 'withdrawn', by: 'supplier' },
  { from: 'information-requested', event: 'answer', to: 'submitted', by: 'supplier' },
  { from: 'information-requested', event: 'lapse', to: 'lapsed', by: 'network' },
  { from: 'information-requested', event: 'withdraw', to: 'withdrawn', by: 'supplier' },
  { from: 'second-reading', event: 'confirm-approval', to: 'approved', by: 'verifier' },
  { from: 'second-reading', event: 'confirm-rejection', to: 'rejected', by: 'verifier' },
  { from: 'second-reading', event: 'return', to: 'in-review', by: 'verifier' },
  { from: 'second-reading', event: 'withdraw', to: 'withdrawn', by: 'supplier' },
  { from: 'rejected', event: 'appeal', to: 'submitted', by: 'supplier' },
] as const satisfies readonly { from: SubmissionState; event: string; to: SubmissionState; by: Actor }[];

export type Transition = (typeof transitions)[number];
export type Event = Transition['event'];

export const events: readonly Event[] = [...new Set(transitions.map(({ event }) => event))];

/** A round of review begins with each of these: what is asked, waited for and decided belongs to one round. */
export const startsRound: ReadonlySet<Event> = new Set(['submit', 'answer', 'return', 'appeal']);

/** The review's workflow is started by these, and only by these. */
export const startsReview: ReadonlySet<string> = new Set<Event>(['submit', 'appeal']);

/** States in which nothing more happens, save an appeal. */
export const closedStates: ReadonlySet<SubmissionState> = new Set(['approved', 'rejected', 'withdrawn', 'lapsed']);

/** The step that an event makes from a state; undefined when it is illegal there. */
export const stepOf = (from: SubmissionState, event: Event): Transition | undefined =>
  transitions.find((one) => one.from === from && one.event === event);

export const stateLabels: Record<SubmissionState, Bilingual> = {
  draft: { fr: 'brouillon', en: 'draft' },
  submitted: { fr: 'reçue, en cours de contrôle', en: 'received, being checked' },
  'in-review': { fr: 'à l’étude', en: 'under review' },
  'information-requested': { fr: 'en attente de la réponse du fournisseur', en: 'waiting for the supplier’s answer' },
  'second-reading': { fr: 'en seconde lecture', en: 'in second reading' },
  approved: { fr: 'approuvée', en: 'approved' },
  rejected: { fr: 'refusée', en: 'rejected' },
  withdrawn: { fr: 'retirée', en: 'withdrawn' },
  lapsed: { fr: 'caduque', en: 'lapsed' },
};

export const eventLabels: Record<Event, Bilingual> = {
  submit: { fr: 'envoyer la demande', en: 'submit' },
  check: { fr: 'contrôler automatiquement', en: 'check automatically' },
  'request-information': { fr: 'demander des renseignements', en: 'request information' },
  answer: { fr: 'répondre à la demande de renseignements', en: 'answer the request for information' },
  approve: { fr: 'approuver', en: 'approve' },
  reject: { fr: 'refuser', en: 'reject' },
  propose: { fr: 'proposer à une seconde lecture', en: 'propose to a second reader' },
  'confirm-approval': { fr: 'confirmer l’approbation', en: 'confirm the approval' },
  'confirm-rejection': { fr: 'confirmer le refus', en: 'confirm the rejection' },
  return: { fr: 'renvoyer à la première lecture', en: 'return to the first reader' },
  withdraw: { fr: 'retirer la demande', en: 'withdraw' },
  lapse: { fr: 'clore faute de réponse', en: 'close for want of an answer' },
  appeal: { fr: 'porter en appel', en: 'appeal' },
};
