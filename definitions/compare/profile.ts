import type { Facts, Known } from '#schemas/facts.ts';
import { noFacts } from '#schemas/no-facts.ts';
import type { LegalForm } from '#schemas/vocabulary.ts';
import { addMonths, isoOf } from '../days.ts';
import { assuranceOf } from '../evidence.ts';
import type { Model } from './decide.ts';
import type { Fragment, Sketch } from './theory/index.ts';

/** On which day the profile is looked at, and the highest age bound that anything sets on facts of a theory (0: none). */
export interface Calendar {
  day: number;
  oldestBound: (theory: string) => number;
}

/** A model as the facts of a supplier: valid, and no older or better known than the model asks. */
export const profileOf = (model: Model, calendar: Calendar): Facts => {
  const facts = noFacts();
  for (const fragment of model) add(facts, fragment, calendar);
  return facts;
};

const add = (facts: Facts, fragment: Fragment, calendar: Calendar): void => {
  const theory =
    'fact' in fragment
      ? fragment.fact
      : 'owners' in fragment
        ? 'owners'
        : 'workforce' in fragment
          ? 'workforce'
          : 'places';
  const oldestBound = calendar.oldestBound(theory);
  const known = <T>(sketch: Sketch<unknown>, value: T): Known<T> => ({
    value,
    level: assuranceOf[sketch.level]!,
    since: isoOf(sinceOf(sketch.months, calendar.day, oldestBound)),
  });
  if ('owners' in fragment) {
    for (const { bp, groups } of fragment.owners) {
      const entries = Object.entries(groups).map(([group, sketch]) => [group, known(sketch, sketch.value)]);
      facts.owners.push({ bp, groups: Object.fromEntries(entries) });
    }
  } else if ('workforce' in fragment) {
    for (const [group, sketch] of Object.entries(fragment.workforce))
      facts.workforce[group] = known(sketch, sketch.value);
  } else if ('places' in fragment) {
    for (const place of fragment.places) facts.places.push(known(place, place.value));
    if (fragment.complete) facts.placesComplete = known(fragment.complete, true);
  } else if (fragment.sketch) {
    const { value } = fragment.sketch;
    const [field, name] = fragment.fact.split('.') as [Named | Single, string];
    if (field === 'legalForm') facts.legalForm = known(fragment.sketch, value as LegalForm);
    else if (field === 'foundedOn') {
      facts.foundedOn = known(fragment.sketch, isoOf(addMonths(calendar.day, -Number(value))));
    } else if (field === 'employees' || field === 'revenueCad') facts[field] = known(fragment.sketch, Number(value));
    else facts[field][name] = known(fragment.sketch, value === 'yes');
  }
};
type Named = 'managed' | 'controlled' | 'certifications' | 'flags';
type Single = 'legalForm' | 'foundedOn' | 'employees' | 'revenueCad';

/** The oldest day that the bound still lets pass; older than every bound when there is none to pass. */
const sinceOf = (months: number, day: number, oldestBound: number): number => {
  if (months === Number.POSITIVE_INFINITY) return oldestBound === 0 ? day : addMonths(day, -oldestBound - 1);
  let since = addMonths(day, -months);
  while (addMonths(since, months) < day) since++;
  return since;
};

/** More than the schema `facts` allows in one list or record. */
export const isTooLarge = ({ owners, places, managed, controlled, workforce, certifications, flags }: Facts): boolean =>
  [owners, places, managed, controlled, workforce, certifications, flags].some(
    (part) => Object.keys(part).length > 200,
  );
