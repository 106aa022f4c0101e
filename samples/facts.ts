import type { Facts, KnownBoolean } from '#schemas/facts.ts';
import type { Answers } from '#schemas/submission.ts';
import { vocabulary } from './vocabulary.ts';

const mapOf = <T>(keys: readonly string[], value: (key: string) => T): Record<string, T> =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));

/**
 * A sample supplier's facts as they are once a verifier has confirmed every answer on the day `on`. The form asks each
 * owner about every group and asks for every certificate, so a group or certificate that is not named is a known no;
 * a flag or a share of the workforce that was not answered stays unknown, as does how many of those who govern a firm without
 * owners belong to a group that they did not speak of.
 */
export const confirmedFacts = (answers: Answers, on: string): Facts => {
  const known = <T>(value: T) => ({ value, level: 'verified' as const, since: on });
  const groups = Object.keys(vocabulary.groups);
  const ledBy = (leads: 'manages' | 'controls'): Record<string, KnownBoolean> => {
    const leaders = answers.owners.filter((owner) => owner[leads]);
    return leaders.length === 0
      ? {}
      : mapOf(groups, (group) => known(leaders.some((leader) => leader.groups.includes(group))));
  };
  const { governance } = answers;
  const governed = governance
    ? mapOf(Object.keys(governance.groups), (group) => known(governance.groups[group]! > governance.people / 2))
    : undefined;
  return {
    // What nobody owns belongs, for certain, to no group.
    owners: governance
      ? [{ bp: 10_000, groups: mapOf(groups, () => known(false)) }]
      : answers.owners.map((owner) => ({
          bp: owner.bp,
          groups: mapOf(groups, (group) => known(owner.groups.includes(group))),
        })),
    managed: governed ?? ledBy('manages'),
    controlled: governed ?? ledBy('controls'),
    workforce: mapOf(Object.keys(answers.workforce.shares), (group) => known(answers.workforce.shares[group]!)),
    certifications: mapOf(Object.keys(vocabulary.certifications), (certification) => {
      const held = answers.certificates.find((one) => one.certification === certification);
      return held ? { ...known(true), ...(held.expiresOn && { until: held.expiresOn }) } : known(false);
    }),
    legalForm: known(answers.legalForm),
    places: answers.places.map(({ region, head }) => known({ region, head })),
    placesComplete: known(true),
    employees: known(answers.workforce.employees),
    revenueCad: known(answers.revenueCad),
    foundedOn: known(answers.foundedOn),
    flags: mapOf(Object.keys(answers.flags), (flag) => known(answers.flags[flag]!)),
  };
};
