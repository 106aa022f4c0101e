import { type Assurance, assurances, type Facts, type Known } from '#schemas/facts.ts';
import { levelOf } from '../evidence.ts';

const merged = <T>(now: Record<string, Known<T>>, extra: Record<string, Known<T>>, better: Better) => ({
  ...extra,
  ...Object.fromEntries(Object.entries(now).map(([name, fact]) => [name, better(fact)])),
});
type Better = <T>(fact: Known<T>) => Known<T>;

/**
 * `now` with more known and nothing taken back: facts of `extra` where `now` is silent, and every assurance raised to
 * at least `floor`. Dates and values of what is known stay.
 */
export const withMore = (now: Facts, extra: Facts, floor: Assurance): Facts => {
  const better: Better = (fact) => ({ ...fact, level: assurances[Math.max(levelOf[fact.level], levelOf[floor])]! });
  const either = <T>(a: Known<T> | undefined, b: Known<T> | undefined) => (a === undefined ? b : better(a));
  let left = 10_000 - now.owners.reduce((sum, { bp }) => sum + bp, 0);
  const owners = now.owners.map(({ bp, groups }, index) => ({
    bp,
    groups: merged(groups, extra.owners[index]?.groups ?? {}, better),
  }));
  for (const { bp, groups } of extra.owners) {
    const share = Math.min(bp, left);
    left -= share;
    if (share > 0) owners.push({ bp: share, groups });
  }
  const closed = now.placesComplete?.value === true;
  const hasHead = now.places.some(({ value }) => value.head);
  const optional = {
    legalForm: either(now.legalForm, extra.legalForm),
    placesComplete: either(now.placesComplete, extra.placesComplete),
    employees: either(now.employees, extra.employees),
    revenueCad: either(now.revenueCad, extra.revenueCad),
    foundedOn: either(now.foundedOn, extra.foundedOn),
  };
  return {
    owners,
    managed: merged(now.managed, extra.managed, better),
    controlled: merged(now.controlled, extra.controlled, better),
    workforce: merged(now.workforce, extra.workforce, better),
    certifications: merged(now.certifications, extra.certifications, better),
    flags: merged(now.flags, extra.flags, better),
    places: [
      ...now.places.map(better),
      ...(closed ? [] : extra.places.filter(({ value }) => !(hasHead && value.head))),
    ],
    ...Object.fromEntries(Object.entries(optional).filter(([, fact]) => fact !== undefined)),
  };
};
