import * as z from 'zod';
import { businessNumber, commodityCode, neq, personId, submissionId, supplierId } from './identifiers.ts';
import { isCollective } from './legal-forms.ts';
import { basisPoints, instant, isoDate, language, slug } from './primitives.ts';
import { shownAsWritten } from './shown-as-written.ts';
import { legalForm, region } from './vocabulary.ts';

const shortText = shownAsWritten(200);

export const identity = z.strictObject({
  legalName: shortText,
  operatingName: shortText.optional(),
  /** At least one of the two is asked for at submission. */
  businessNumber: businessNumber.optional(),
  neq: neq.optional(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .optional(),
  email: z.email().max(254),
  phone: z.string().trim().min(7).max(30).optional(),
});

export const ownerAnswer = z.strictObject({
  /** Stable within the submission, so that a document or a finding can point at an owner. */
  id: slug,
  name: shortText,
  bp: basisPoints,
  /** Groups that the owner says they belong to, asked of the owner and shared only under consent. */
  groups: z.array(slug).max(50),
  /** Prefers not to say more: groups that are not listed stay unknown instead of being a no. */
  undisclosed: z.boolean().optional(),
  manages: z.boolean(),
  controls: z.boolean(),
});

export const governingBodies = ['board', 'members', 'council'] as const;

/** Nobody owns the firm, said outright: who governs it instead. Only of the forms that may have no owners. */
export const governance = z.strictObject({
  by: z.enum(governingBodies),
  /** How many people sit on the board or the council, or vote as members. */
  people: z.int().min(1).max(10_000_000),
  /** How many of them belong to a group, as far as they chose to say; of a group that is not listed nothing is known. */
  groups: z.record(slug, z.int().min(0)),
});

export const certificateAnswer = z.strictObject({
  certification: slug,
  /** Free text: no certifying body publishes the form of its numbers. */
  number: shortText.optional(),
  expiresOn: isoDate.optional(),
});

export const placeAnswer = z.strictObject({
  region,
  head: z.boolean(),
  /** The town as the supplier writes it; `region` has its code. */
  town: shortText.optional(),
  address: shortText.optional(),
});

export const workforceAnswer = z.strictObject({
  employees: z.int().min(0).max(10_000_000),
  /** Share of the workforce in each group that the firm counts. */
  shares: z.record(slug, basisPoints),
});

/** What may leave to one institution beyond the verdict, agreed by the supplier and withdrawable. */
export const consent = z.strictObject({
  institution: slug,
  /** `criteria`: the verdict criterion by criterion. */
  purpose: z.literal('criteria'),
  grantedAt: instant,
});

export const attestation = z.strictObject({
  signedBy: shortText,
  title: shortText,
  /** The day of signature: never after the day of submission. */
  signedOn: isoDate,
  accepted: z.literal(true),
});

/** The certification form, section by section, in the order in which it is asked. */
export const answers = z.strictObject({
  identity,
  legalForm,
  foundedOn: isoDate,
  owners: z.array(ownerAnswer).max(200),
  governance: governance.optional(),
  workforce: workforceAnswer,
  revenueCad: z.int().min(0).max(1_000_000_000_000),
  certificates: z.array(certificateAnswer).max(30),
  places: z.array(placeAnswer).min(1).max(100),
  flags: z.record(slug, z.boolean()),
  commodities: z.array(commodityCode).min(1).max(50),
  consents: z.array(consent).max(200),
  attestation,
});
export type Answers = z.infer<typeof answers>;
export const sections = Object.keys(answers.shape) as (keyof Answers)[];

/** Whether `governance` is still to be said: of a firm that may have no owners, and lists none. */
export const awaitsGovernance = ({ legalForm, owners, governance: said }: DraftAnswers): boolean =>
  isCollective(legalForm) && Array.isArray(owners) && owners.length === 0 && said === undefined;

/** A draft keeps whatever was typed, valid or not; problems are told beside it and refuse only the submission. */
export const draftAnswers = z.partialRecord(z.enum(sections as [keyof Answers, ...(keyof Answers)[]]), z.unknown());
export type DraftAnswers = z.infer<typeof draftAnswers>;

export const submissionKinds = ['first', 'renewal'] as const;
export const submissionKind = z.enum(submissionKinds);

/** Where a submission stands. Legal transitions: `workflows/certification-review/transitions.ts`. */
export const submissionStates = [
  'draft',
  'submitted',
  'in-review',
  'information-requested',
  'second-reading',
  'approved',
  'rejected',
  'withdrawn',
  'lapsed',
] as const;
export const submissionState = z.enum(submissionStates);
export type SubmissionState = z.infer<typeof submissionState>;

export const submission = z.strictObject({
  submission: submissionId,
  supplier: supplierId,
  kind: submissionKind,
  state: submissionState,
  /** Counts every change; the ETag of a draft. */
  revision: z.int().min(1),
  /** Which round of review this is: 1, then one more per answer to a request for information or appeal. */
  round: z.int().min(0),
  appeal: z.boolean(),
  /** The round with which the appeal began. */
  appealRound: z.int().min(2).optional(),
  language,
  createdBy: personId,
  createdAt: instant,
  updatedAt: instant,
  submittedAt: instant.optional(),
  /** When it was approved, rejected, withdrawn or lapsed. */
  closedAt: instant.optional(),
  /** A renewal: the submission that it starts from. */
  previous: submissionId.optional(),
});
export type Submission = z.infer<typeof submission>;
