import type { Assurance, Facts, Known } from '#schemas/facts.ts';
import type { LegalForm } from '#schemas/vocabulary.ts';
import { dayOf, NEVER } from './days.ts';

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
  /** Where it is in `Facts`, and the last name of that path. */
  path: string;
  name: string;
}

/**
 * A number for every name met so far, so that finding a fact is an index, not a search. Names come from the
 * vocabulary: there are few.
 */
class Numbers {
  readonly #known = new Map<string, number>();
  of(name: string): number {
    let number = this.#known.get(name);
    if (number === undefined) {
      number = this.#known.size;
      this.#known.set(name, number);
      most = Math.max(most, number + 1);
    }
    return number;
  }
}
let most = 1;
/** How many names the kind with the most names has. */
export const namesKnown = (): number => most;
export const numbers = { groups: new Numbers(), certifications: new Numbers(), flags: new Numbers() };
export type NameKind = keyof typeof numbers;

/** Facts by the number of their name. */
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
  /** The owners' shares once more. */
  shares: readonly number[];
  /**
   * The true-or-false facts by name once more, without objects, for `Moments`: three integers each, which are a head
   * (`head`), its first and its last day.
   */
  marks: readonly number[];
  /** All the other facts. */
  others: readonly Fact<unknown>[];
}
export const MARK = 3;
/** What is marked: the number of the name, the row (`marked`), whether it is false, the level. */
const head = (name: number, row: number, { value, level }: Fact<boolean>): number =>
  (name << 11) | (row << 3) | (value ? level : level | FALSE);
export const FALSE = 4;
export const nameIn = (head: number): number => head >>> 11;
export const rowIn = (head: number): number => (head >>> 3) & 255;
export const levelIn = (head: number): number => head & 3;
/** Rows of marks; owner n is in row `owners + n`. */
export const marked = { managed: 0, controlled: 1, certifications: 2, flags: 3, owners: 4 } as const;

/** The same few words come again and again in what is stored: one string of each is kept, to be found by identity. */
const words = new Map<string, string>();
const KEPT = 10_000;
const kept = <T extends string>(word: T): T => {
  const known = words.get(word) as T | undefined;
  if (known !== undefined) return known;
  if (words.size >= KEPT) words.clear();
  words.set(word, word);
  return word;
};

const groupsWithin: string[] = [];
const withinOwner = (owner: number): string => {
  for (let i = groupsWithin.length; i <= owner; i++) groupsWithin.push(`owners.${i}.groups.`);
  return groupsWithin[owner]!;
};

/** Puts a supplier's facts into the form in which they are looked at. */
class Preparation {
  readonly marks: number[] = [];
  readonly others: Fact<unknown>[] = [];

  #dated<T>(known: Known<unknown>, value: T, within: string, name: string): Fact<T> {
    const until = known.until === undefined ? NEVER : dayOf(known.until);
    const level = levelOf[known.level];
    const since = dayOf(known.since);
    const path = within + name;
    return { value, level, since, until, ends: known.until ?? null, path, name };
  }
  other<T>(known: Known<unknown>, value: T, within: string, name = ''): Fact<T> {
    const fact = this.#dated(known, value, within, name);
    this.others.push(fact);
    return fact;
  }
  single<T>(known: Known<T> | undefined, path: string): Fact<T> | undefined {
    return known && this.other(known, known.value, path);
  }
  flags(record: Record<string, Known<boolean>>, names: Numbers, within: string, row: number): Named<boolean> {
    const list: (Fact<boolean> | undefined)[] = [];
    for (const name of Object.keys(record)) {
      const known = record[name]!;
      const number = names.of(name);
      while (list.length < number) list.push(undefined);
      const fact = this.#dated(known, known.value, within, name);
      list[number] = fact;
      this.marks.push(head(number, row, fact), fact.since, fact.until);
    }
    return list;
  }
  shares(record: Record<string, Known<number>>, within: string): Named<number> {
    const list: (Fact<number> | undefined)[] = [];
    for (const name of Object.keys(record)) {
      const number = numbers.groups.of(name);
      while (list.length < number) list.push(undefined);
      list[number] = this.other(record[name]!, record[name]!.value, within, name);
    }
    return list;
  }
}

export const prepare = (facts: Facts): Evidence => {
  const as = new Preparation();
  const { groups, certifications } = numbers;
  const { legalForm, foundedOn } = facts;
  return {
    owners: facts.owners.map((owner, i) => ({
      bp: owner.bp,
      groups: as.flags(owner.groups, groups, withinOwner(i), marked.owners + i),
    })),
    managed: as.flags(facts.managed, groups, 'managed.', marked.managed),
    controlled: as.flags(facts.controlled, groups, 'controlled.', marked.controlled),
    workforce: as.shares(facts.workforce, 'workforce.'),
    certifications: as.flags(facts.certifications, certifications, 'certifications.', marked.certifications),
    flags: as.flags(facts.flags, numbers.flags, 'flags.', marked.flags),
    legalForm: legalForm && as.other(legalForm, kept(legalForm.value), 'legalForm'),
    places: facts.places.map((place, i) => {
      const { region, head } = place.value;
      return as.other(place, { region: kept(region), head }, 'places.', `${i}`);
    }),
    placesComplete: as.single(facts.placesComplete, 'placesComplete'),
    employees: as.single(facts.employees, 'employees'),
    revenueCad: as.single(facts.revenueCad, 'revenueCad'),
    foundedOn: foundedOn && as.other(foundedOn, dayOf(foundedOn.value), 'foundedOn'),
    shares: facts.owners.map(({ bp }) => bp),
    marks: as.marks,
    others: as.others,
  };
};
