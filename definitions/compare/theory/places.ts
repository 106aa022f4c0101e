import { liesWithin } from '../../criteria/place.ts';
import type { PlaceAtom } from '../atom.ts';
import { agesOf, everyIndex, passes, type Signed, type Sketch, type Theory } from './theory.ts';

type Place = Sketch<{ region: string; head: boolean }>;
type Test = (place: Place) => boolean;

/**
 * Places of business. Once it is fixed what is known of the head office (a firm has one) and how old the statement is
 * that the list is complete, every literal forbids some places or needs one of a kind.
 */
export const placesTheory: Theory<PlaceAtom> = (literals, budget) => {
  const regions = regionsOf(literals);
  const offices = candidatesOf(regions, literals, false);
  const heads = literals.some(({ atom }) => atom.head) ? candidatesOf(regions, literals, true) : [];
  const listAges = literals.some(({ atom, holds }) => holds && atom.rail === 'cannot') ? agesOf(literals) : [];
  for (const head of [undefined, ...heads]) {
    const candidates = head ? [...offices, head] : offices;
    for (const complete of [Number.NaN, ...listAges]) {
      budget.spend(1 + ((candidates.length * literals.length) >> 5));
      const places = choose(literals, candidates, head, complete);
      if (!places) continue;
      const list = Number.isNaN(complete) ? null : { value: true as const, level: 0, months: complete };
      return { fragment: { places, complete: list } };
    }
  }
  return { conflict: everyIndex(literals) };
};

/** Places enough for what is needed and none that is forbidden; `complete` is the age class of the list, NaN without one. */
const choose = (
  literals: readonly Signed<PlaceAtom>[],
  candidates: readonly Place[],
  head: Place | undefined,
  complete: number,
): Place[] | undefined => {
  const needs: Test[] = [];
  const forbidden: Test[] = [];
  for (const { atom, holds } of literals) {
    const { region, months } = atom;
    const listed = complete <= months;
    const concerned: Test = (place) => !atom.head || place.value.head;
    if (atom.rail === 'reaches') {
      const reaches: Test = (place) => concerned(place) && passes(place, atom) && position(place, region) === 'yes';
      (holds ? needs : forbidden).push(reaches);
      continue;
    }
    const elsewhere: Test = (place) => place.value.head && place.months <= months && position(place, region) === 'no';
    const inTheWay: Test = (place) => place.months > months || (concerned(place) && position(place, region) !== 'no');
    if (atom.head && holds && head && elsewhere(head)) needs.push(elsewhere);
    else if (holds && listed) forbidden.push(inTheWay);
    else if (holds) return undefined;
    else {
      if (atom.head) forbidden.push(elsewhere);
      if (listed) needs.push(inTheWay);
    }
  }
  const allowed = candidates.filter((place) => !forbidden.some((test) => test(place)));
  const chosen: Place[] = [];
  for (const need of needs) {
    if (chosen.some(need)) continue;
    const place = allowed.find(need);
    if (!place) return undefined;
    chosen.push(place);
  }
  return chosen;
};

const position = (place: Place, region: string) => liesWithin(place.value.region, [region]);

const candidatesOf = (regions: readonly string[], literals: readonly Signed<PlaceAtom>[], head: boolean): Place[] => {
  const ages = agesOf(literals);
  const levels = [...new Set([0, ...literals.map(({ atom }) => atom.level)])].sort((a, b) => a - b);
  return regions.flatMap((region) =>
    levels.flatMap((level) => ages.map((months) => ({ value: { region, head }, level, months }))),
  );
};

/** The regions named, the most precise first; all they lie in; and, for each, somewhere inside or beside that is not named. */
const regionsOf = (literals: readonly Signed<PlaceAtom>[]): string[] => {
  const named = new Set(literals.map(({ atom }) => atom.region));
  const provinces = new Set([...named].filter((region) => region !== 'CA').map((region) => region.slice(0, 5)));
  const spare = [...otherProvinces, 'CA-ZZ'].find((province) => !provinces.has(province))!;
  const elsewhere = [...provinces].map((province) => `${province}-elsewhere`);
  const municipalities = [...named].filter((region) => region.length > 5);
  return [...municipalities, ...elsewhere, ...provinces, spare, 'CA'];
};
const otherProvinces = ['CA-NB', 'CA-MB', 'CA-YT', 'CA-PE', 'CA-NU', 'CA-SK'];
