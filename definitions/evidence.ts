import type { Assurance, Facts, Known } from '#schemas/facts.ts';
import type { LegalForm } from '#schemas/vocabulary.ts';
import { dayOf, NEVER } from './days.ts';
import type { Used } from './finding.ts';

/** Assurance as a number, so that "at least documented" is a comparison. */
export type Level = 0 | 1 | 2;
export const levelOf: Record<Assurance, Level> = { declared: 0, documented: 1, verified: 2 };
export const assuranceOf: readonly Assurance[] = ['declared', 'documented', 'verified'];

/** A fact whose dates are day numbers: it holds from `since` to `until`, both included (`NEVER`: no end known). */
export interface Fact<T> {
  value: T;
  level: Level;
  since: number;
  until: number;
  /** The last day as it was written; null when no end is known. */
  ends: string | null;
  /** Where it is in `Facts`. */
  path: string;
  /** As it was last shown, and on which day: the explanations of many definitions share it. */
  shown: Readonly<Used> | undefined;
  shownOn: number;
}

/**
 * A number for every name of a group, flag or certification met so far, so that finding a fact is an index, not a
 * search. Names come from the vocabulary: there are few.
 */
const slots = new Map<string, number>();
export const slotOf = (name: string): number => {
  let slot = slots.get(name);
  if (slot === undefined) {
    slot = slots.size;
    slots.set(name, slot);
  }
  return slot;
};
export const slotsKnown = (): number => slots.size;

/** Facts by the slot of their name. */
export type Named<T> = readonly (Fact<T> | undefined)[];

/** A supplier's facts made ready for evaluation on any day. Build once with `prepare`, use with every definition. */
export interface Evidence {
  owners: readonly { bp: number; groups: Named<boolean> }[];
  managed: Named<boolean>;
  controlled: Named<boolean>;
  workforce: Named<number>;
  certifications: Named<boolean>;
  flags: Named<boolean>;
  legalForm: Fact<LegalForm> | undefined;
  places: readonly Fact<{ region: string; head: boolean }>[];
  placesComplete: Fact<boolean> | undefined;
  employees: Fact<number> | undefined;
  revenueCad: Fact<number> | undefined;
  /** Day number of the founding. */
  foundedOn: Fact<number> | undefined;
  /**
   * The true-or-false facts by name once more, without objects, for `Today`: five integers each, which are its row
   * (`marked`), the slot of its name, its assurance (or `FALSE`), its first and its last day.
   */
  marks: readonly number[];
}
export const MARK = 5;
export const FALSE = 3;
/** Rows of marks; owner n is in row `owners + n`. */
export const marked = { managed: 0, controlled: 1, certifications: 2, flags: 3, owners: 4 } as const;

const dated = <T>(known: Known<T>, path: string): Fact<T> => ({
  value: known.value,
  level: levelOf[known.level],
  since: dayOf(known.since),
  until: known.until === undefined ? NEVER : dayOf(known.until),
  ends: known.until ?? null,
  path,
  shown: undefined,
  shownOn: 0,
});
const optional = <T>(known: Known<T> | undefined, path: string) =>
  known === undefined ? undefined : dated(known, path);
const named = <T>(record: Record<string, Known<T>>, path: string): Named<T> => {
  const facts: (Fact<T> | undefined)[] = [];
  for (const name of Object.keys(record)) {
    const slot = slotOf(name);
    while (facts.length < slot) facts.push(undefined);
    facts[slot] = dated(record[name]!, `${path}.${name}`);
  }
  return facts;
};

const mark = (facts: Named<boolean>, row: number, marks: number[]): Named<boolean> => {
  for (let slot = 0; slot < facts.length; slot++) {
    const fact = facts[slot];
    if (fact !== undefined) marks.push(row, slot, fact.value ? fact.level : FALSE, fact.since, fact.until);
  }
  return facts;
};

export const prepare = (facts: Facts): Evidence => {
  const marks: number[] = [];
  return {
    owners: facts.owners.map(({ bp, groups }, i) => ({
      bp,
      groups: mark(named(groups, `owners.${i}.groups`), marked.owners + i, marks),
    })),
    managed: mark(named(facts.managed, 'managed'), marked.managed, marks),
    controlled: mark(named(facts.controlled, 'controlled'), marked.controlled, marks),
    workforce: named(facts.workforce, 'workforce'),
    certifications: mark(named(facts.certifications, 'certifications'), marked.certifications, marks),
    flags: mark(named(facts.flags, 'flags'), marked.flags, marks),
    legalForm: optional(facts.legalForm, 'legalForm'),
    places: facts.places.map((place, i) => dated(place, `places.${i}`)),
    placesComplete: optional(facts.placesComplete, 'placesComplete'),
    employees: optional(facts.employees, 'employees'),
    revenueCad: optional(facts.revenueCad, 'revenueCad'),
    foundedOn: facts.foundedOn && { ...dated(facts.foundedOn, 'foundedOn'), value: dayOf(facts.foundedOn.value) },
    marks,
  };
};
