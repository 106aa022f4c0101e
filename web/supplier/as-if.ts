import type { Facts, KnownBoolean } from '#schemas/facts.ts';
import type { Answers } from '#schemas/submission.ts';
import type { Vocabulary } from '#schemas/vocabulary.ts';

/**
 * What would be known if a verifier confirmed every answer given so far: the preview's facts. What is not answered, or
 * not rightly, stays unknown. The registry's own facts are made from the decision, never from here.
 */
export const asIfConfirmed = (answers: Partial<Answers>, vocabulary: Vocabulary, on: string): Facts => {
  const confirmed = <T>(value: T, until?: string) => ({
    value,
    level: 'verified' as const,
    since: until !== undefined && until < on ? until : on,
    ...(until !== undefined && { until }),
  });
  const groups = Object.keys(vocabulary.groups);
  const owners = (answers.owners ?? []).map((owner) => ({
    ...owner,
    known: Object.fromEntries(
      groups
        .filter((group) => owner.groups.includes(group) || !owner.undisclosed)
        .map((group): [string, KnownBoolean] => [group, confirmed(owner.groups.includes(group))]),
    ),
  }));
  /** A group leads when one of those who do belongs to it; it does not when all of them say they do not. */
  const ledBy = (acting: typeof owners): Facts['managed'] =>
    Object.fromEntries(
      groups.flatMap((group): [string, KnownBoolean][] => {
        const said = acting.flatMap(({ known }) => known[group] ?? []);
        if (said.some(({ value }) => value)) return [[group, confirmed(true)]];
        return acting.length > 0 && said.length === acting.length ? [[group, confirmed(false)]] : [];
      }),
    );
  const named = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, confirmed(value)]));
  const held = answers.certificates?.map(({ certification, expiresOn }): [string, KnownBoolean] => [
    certification,
    confirmed(true, expiresOn),
  ]);
  return {
    // More than the whole is told at the owners; here it would say nothing.
    owners:
      owners.reduce((sum, { bp }) => sum + bp, 0) <= 10_000
        ? owners.map(({ bp, known }) => ({ bp, groups: known }))
        : [],
    managed: ledBy(owners.filter(({ manages }) => manages)),
    controlled: ledBy(owners.filter(({ controls }) => controls)),
    workforce: named(answers.workforce?.shares ?? {}),
    certifications: held
      ? {
          ...named(Object.fromEntries(Object.keys(vocabulary.certifications).map((one) => [one, false]))),
          ...Object.fromEntries(held),
        }
      : {},
    ...(answers.legalForm && { legalForm: confirmed(answers.legalForm) }),
    places: (answers.places ?? []).map(({ region, head }) => confirmed({ region, head })),
    ...(answers.places && { placesComplete: confirmed(true) }),
    ...(answers.workforce && { employees: confirmed(answers.workforce.employees) }),
    ...(answers.revenueCad !== undefined && { revenueCad: confirmed(answers.revenueCad) }),
    ...(answers.foundedOn && { foundedOn: confirmed(answers.foundedOn) }),
    flags: named(answers.flags ?? {}),
  };
};
