import { linesOf } from '#schemas/checklist.ts';
import type { Facts } from '#schemas/facts.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';
import { factsOf } from '#workflows/certification-review/facts.ts';
import { filledUp } from './folder.ts';

/**
 * The preview's facts: what the registry would record, by its own rules, if a verifier found every line met on this day.
 * What is not answered, or not rightly, stays unknown.
 */
export const asIfConfirmed = (said: Partial<Answers>, vocabulary: Vocabulary, on: string): Facts => {
  const unsigned = { signedBy: '-', title: '-', signedOn: on, accepted: true } as const;
  const answers = filledUp({ attestation: unsigned, ...said });
  const met = { outcome: 'met', at: `${on}T17:00:00.000Z` } as const;
  const findings = Object.fromEntries(linesOf(answers).map(({ id }) => [id, met]));
  const { legalForm, foundedOn, employees, revenueCad, placesComplete, ...known } = factsOf(
    answers,
    { findings },
    [],
    vocabulary,
  );
  return {
    ...known,
    // More than the whole is told at the owners; here it would say nothing.
    ...(answers.owners.reduce((sum, { bp }) => sum + bp, 0) > 10_000 && { owners: [] }),
    certifications: said.certificates ? known.certifications : {},
    ...(said.legalForm && legalForm && { legalForm }),
    ...(said.foundedOn && foundedOn && { foundedOn }),
    ...(said.workforce && employees && { employees }),
    ...(said.revenueCad !== undefined && revenueCad && { revenueCad }),
    ...(said.places && placesComplete && { placesComplete }),
  };
};
