import type { Criterion } from '#schemas/definition.ts';
import type { Assurance } from '#schemas/facts.ts';
import type { State } from '#schemas/verdict.ts';
import { assuranceOf, type Fact } from './evidence.ts';
import { DOCUMENTED, lastDay, type Moments, NOW, VERIFIED, WITHOUT } from './moments.ts';
import type { Answer, Step } from './program.ts';

export const stateOf = ({ met, unmet }: Answer): State => {
  if ((met & NOW) !== 0) return 'met';
  return (unmet & NOW) !== 0 ? 'unmet' : 'unknown';
};

/** The weakest assurance that a decided part rests on; null when unknown or resting on nothing. */
export const assuranceIn = ({ met, unmet }: Answer): Assurance | null => {
  const when = (met & NOW) !== 0 ? met : unmet;
  if ((when & NOW) === 0 || (when & WITHOUT) !== 0) return null;
  return assuranceOf[(when & VERIFIED) !== 0 ? 2 : (when & DOCUMENTED) !== 0 ? 1 : 0]!;
};

/** Where a fact stands on a day: it counts, or why it does not. */
export type Standing = 'counts' | 'not-yet' | 'expired' | 'too-old';

const standing = ({ since, until }: Fact<unknown>, maxAge: number, day: number): Standing => {
  if (day < since) return 'not-yet';
  if (day > until) return 'expired';
  return maxAge !== 0 && day > lastDay(since, until, maxAge) ? 'too-old' : 'counts';
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
/** Facts are shown alike to all who do not ask for their age. */
export const used = (fact: Fact<unknown>, maxAge: number, moments: Moments): Readonly<Used> => {
  if (maxAge !== 0) return show(fact, maxAge, moments.day);
  const known = moments.shown[fact.number];
  if (known !== undefined) return known;
  const shown = show(fact, 0, moments.day);
  moments.shown[fact.number] = shown;
  return shown;
};

export type NameFound = Readonly<{ name: string; accepted: boolean; evidence: Readonly<Used> | null }>;
/** What is known of a name, which is `accepted` in place of one that was asked for. */
export const nameFound = (accepted: boolean, fact: Fact<unknown>, maxAge: number, moments: Moments): NameFound => {
  const { name, number } = fact;
  if (maxAge !== 0 || accepted) return { name, accepted, evidence: used(fact, maxAge, moments) };
  const known = moments.named[number];
  if (known !== undefined) return known;
  const found = { name, accepted, evidence: used(fact, maxAge, moments) };
  moments.named[number] = found;
  return found;
};

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

/** One criterion, compiled: what a program does to decide it, and what `moments` show of it to whoever asks why. */
export interface Reader {
  step: Step;
  explain: (moments: Moments) => Found;
}
export type CriterionOf<K extends Criterion['kind']> = Extract<Criterion, { kind: K }>;
