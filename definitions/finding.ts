import type { Criterion } from '#schemas/definition.ts';
import type { Assurance } from '#schemas/facts.ts';
import type { State } from '#schemas/verdict.ts';
import { addMonths, NEVER } from './days.ts';
import { assuranceOf, type Evidence, type Fact } from './evidence.ts';
import type { Today } from './today.ts';

/**
 * What a criterion or rule comes to on one day, as one integer so that nothing is allocated:
 * bits 0–1 the state, bits 2–3 the assurance it rests on (3: rests on nothing), from bit 4 the last day on which the
 * state surely still holds (a lower bound; the walk in `evaluate.ts` makes it exact).
 */
export type Finding = number;
export const UNKNOWN = 0;
export const MET = 1;
export const UNMET = 2;
/** Assurance of what holds whatever the evidence is. */
export const VACUOUS = 3;

export const finding = (state: number, level: number, holds: number): Finding => (holds << 4) | (level << 2) | state;
export const stateOf = (f: Finding): number => f & 3;
export const levelIn = (f: Finding): number => (f >> 2) & 3;
export const holdsUntil = (f: Finding): number => f >>> 4;

const states: readonly State[] = ['unknown', 'met', 'unmet'];
export const stateName = (f: Finding): State => states[f & 3]!;
/** The weakest assurance a decided finding rests on; null when unknown or resting on nothing. */
export const assuranceName = (f: Finding): Assurance | null =>
  stateOf(f) === UNKNOWN ? null : (assuranceOf[levelIn(f)] ?? null);

/** Where a fact stands on a day: it counts, or why it does not. */
export type Standing = 'counts' | 'not-yet' | 'expired' | 'too-old';

/** Last day on which a fact counts for a criterion that refuses evidence older than `maxAge` months (0: any age). */
export const lastDay = (fact: Fact<unknown>, maxAge: number): number =>
  maxAge === 0 ? fact.until : Math.min(fact.until, addMonths(fact.since, maxAge));

export const standing = (fact: Fact<unknown>, maxAge: number, day: number): Standing => {
  if (day < fact.since) return 'not-yet';
  if (day > fact.until) return 'expired';
  return day > lastDay(fact, maxAge) ? 'too-old' : 'counts';
};

/** Last day before this fact's standing next changes. */
export const standsUntil = (fact: Fact<unknown>, last: number, day: number): number => {
  if (day < fact.since) return fact.since - 1;
  return day <= last ? last : NEVER;
};

/** A fact that was looked at: where it is in `Facts`, how well it is known, until when, and whether it counts. */
export interface Used {
  path: string;
  value: unknown;
  level: Assurance;
  until: string | null;
  standing: Standing;
}
const show = (fact: Fact<unknown>, maxAge: number, day: number): Used => ({
  path: fact.path,
  value: fact.value,
  level: assuranceOf[fact.level]!,
  until: fact.ends,
  standing: standing(fact, maxAge, day),
});
export const used = (fact: Fact<unknown>, maxAge: number, day: number): Readonly<Used> => {
  if (maxAge !== 0) return show(fact, maxAge, day);
  if (fact.shown === undefined || fact.shownOn !== day) {
    fact.shown = show(fact, 0, day);
    fact.shownOn = day;
  }
  return fact.shown;
};

export type NameFound = Readonly<{ name: string; accepted: boolean; evidence: Readonly<Used> | null }>;
/** What was found beside what a criterion asks; shares in basis points. */
export type Found =
  | {
      kind: 'share';
      /** Known at the assurance asked. */
      established: number;
      /** Known at any assurance. */
      claimed: number;
      /** Reached if everything unknown turned out favourably. */
      possible: number;
      evidence: readonly Readonly<Used>[];
    }
  | {
      kind: 'named';
      /** Every name that would do, with what is known of it; a name without `evidence` is unknown. */
      names: readonly NameFound[];
    }
  | { kind: 'value'; value: string | number | null; evidence: Readonly<Used> | null }
  | {
      kind: 'places';
      places: { region: string; head: boolean; within: 'yes' | 'no' | 'perhaps'; evidence: Readonly<Used> }[];
      complete: boolean;
    };

/** One criterion, compiled: `find` for a verdict, `explain` when someone wants to see why. */
export interface Reader {
  /** The state alone, where bits are enough to tell; it equals that of `find`. */
  state?: (today: Today) => number;
  find: (evidence: Evidence, day: number) => Finding;
  explain: (evidence: Evidence, day: number) => Found;
}
export type CriterionOf<K extends Criterion['kind']> = Extract<Criterion, { kind: K }>;
