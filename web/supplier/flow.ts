import { kinds, type LineKind } from '#schemas/checklist.ts';
import type { Language } from '#schemas/primitives.ts';
import { type Answers, awaitsGovernance, type DraftAnswers } from '#schemas/submission.ts';
import type { SubmissionView } from './folder.ts';
import { errorsOn, items, type Step } from './step.ts';
import { attestation } from './steps/attestation.tsx';
import { certificateDetails, certificates } from './steps/certificates.tsx';
import { commoditiesStep } from './steps/commodities.tsx';
import { consents } from './steps/consents.tsx';
import { firm } from './steps/firm.tsx';
import { governance } from './steps/governance.tsx';
import { contact, identity } from './steps/identity.tsx';
import { ownerStep, owners } from './steps/owners.tsx';
import { places } from './steps/places.tsx';
import { statements } from './steps/statements.tsx';
import { workforce } from './steps/workforce.tsx';

/** The pages of the form in the order in which Continue leads through them; `documents` is a page of its own kind. */
export const flow: readonly (Step | 'documents')[] = [
  identity,
  contact,
  firm,
  places,
  owners,
  governance,
  workforce,
  certificates,
  certificateDetails,
  statements,
  commoditiesStep,
  'documents',
  consents,
  attestation,
];
export const steps: readonly Step[] = flow.filter((one) => one !== 'documents');

/** A task of the list: the pages that it leads through. */
export const tasks: readonly { group: 'firm' | 'people' | 'work' | 'proof'; pages: readonly (Step | 'documents')[] }[] =
  [
    { group: 'firm', pages: [identity, contact] },
    { group: 'firm', pages: [firm] },
    { group: 'firm', pages: [places] },
    { group: 'people', pages: [owners, governance] },
    { group: 'people', pages: [workforce] },
    { group: 'work', pages: [certificates, certificateDetails] },
    { group: 'work', pages: [statements] },
    { group: 'work', pages: [commoditiesStep] },
    { group: 'proof', pages: ['documents'] },
    { group: 'proof', pages: [consents] },
    { group: 'proof', pages: [attestation] },
  ];

/** `owners/2` is a page of its own for each owner. */
export const stepAt = (path: string): Step | undefined => {
  const owner = /^owners\/(\d{1,3})$/.exec(path)?.[1];
  if (owner) return ownerStep(Number(owner) - 1);
  return steps.find((one) => one.path === path);
};

/** Pages that what was said so far leaves nothing to ask on. */
export const isSkipped = (one: Step | 'documents', answers: DraftAnswers): boolean =>
  (one === certificateDetails && items(answers.certificates).length === 0) ||
  (one === governance && answers.governance === undefined && !awaitsGovernance(answers));

/** The address, within the submission, of the page after this one; the check of all answers comes last. */
export const nextAfter = (path: string, answers: DraftAnswers): string => {
  if (path.startsWith('owners/')) return 'owners';
  const at = flow.findIndex((one) => (one === 'documents' ? 'documents' : one.path) === path);
  const next = flow.slice(at + 1).find((one) => !isSkipped(one, answers));
  if (!next) return 'check';
  return next === 'documents' ? 'documents' : next.path;
};

/** `asked`: something in it was asked for; `changeable`: it can be changed to answer. */
export type TaskState = 'not-started' | 'in-progress' | 'to-correct' | 'asked' | 'changeable' | 'done';

/** Where one page stands, from what the API says of its sections. */
export const stateOf = (step: Step, view: SubmissionView, language: Language): TaskState => {
  // Of most firms who governs them is never asked: that it is not missing says nothing of the page.
  const asked = step.sections.filter((section) => section !== 'governance' || step.sections.length === 1);
  if (asked.every((section) => view.missing.includes(section))) return 'not-started';
  const errors = errorsOn(step, view, language);
  if (errors.length === 0) return 'done';
  return step.sections.some((section) => view.missing.includes(section)) ? 'in-progress' : 'to-correct';
};

/** While information is requested, only the sections that hold something asked for can change, and the attestation. */
export const openSections = (view: SubmissionView): ReadonlySet<keyof Answers> | undefined => {
  if (view.state !== 'information-requested') return undefined;
  const asked = (view.request?.items ?? []).flatMap(({ line }): readonly (keyof Answers)[] => {
    const kind = line.split(':')[0];
    return kind && kind in kinds ? kinds[kind as LineKind].sections : [];
  });
  // What was not asked yet when the form was sent is asked now.
  return new Set<keyof Answers>([
    ...asked,
    'attestation',
    ...(view.missing.includes('governance') ? (['governance'] as const) : []),
  ]);
};
