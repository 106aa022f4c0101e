import type { Criterion } from '#schemas/definition.ts';
import { lastDay } from './days.ts';
import type { Fact } from './evidence.ts';
import type { Moments } from './moments.ts';
import type { Step } from './program.ts';

/** Where a fact stands on a day: it counts, or why it does not. */
export type Standing = 'counts' | 'not-yet' | 'expired' | 'too-old';

/** `maxAge`: months after which evidence is refused (0: any age). `day`: a day number. */
export const standing = ({ since, until }: Fact<unknown>, maxAge: number, day: number): Standing => {
  if (day < since) return 'not-yet';
  if (day > until) return 'expired';
  return maxAge !== 0 && day > lastDay(since, until, maxAge) ? 'too-old' : 'counts';
};

/** A name that would do; `accepted`: in place of one that was asked for. */
export type NameAsked = Readonly<{ name: string; accepted: boolean }>;

/**
 * What was found beside what a criterion asks; shares in basis points. Evidence is what the supplier's facts hold of
 * what was asked, whether it counts or not (`standing`).
 */
export type Found =
  | {
      kind: 'share';
      /** Known at the assurance asked. */
      established: number;
      /** Known at any assurance. */
      claimed: number;
      /** Reached if everything unknown turned out favourably. */
      possible: number;
      evidence: readonly Fact<boolean | number>[];
    }
  | {
      kind: 'named';
      /** Every name that would do; one without evidence is unknown. */
      asked: readonly NameAsked[];
      evidence: readonly Fact<boolean>[];
    }
  | { kind: 'value'; value: string | number | null; evidence: Fact<string | number> | null }
  | {
      kind: 'places';
      evidence: readonly Fact<{ region: string; head: boolean }>[];
      /** Of each of these, whether it lies within what was asked. */
      within: readonly ('yes' | 'no' | 'perhaps')[];
      complete: boolean;
    };

/**
 * The first of what was gathered, in a list of its own that is as long as what is in it. Gathering writes every
 * candidate and counts those that are there: a branch that cannot be foretold costs more.
 */
export const firstOf = <T>(gathered: readonly (T | undefined)[], count: number): readonly T[] => {
  const list = new Array<T>(count);
  for (let i = 0; i < count; i++) list[i] = gathered[i]!;
  return list;
};

/** One criterion, compiled: what a program does to decide it, and what `moments` show of it to whoever asks why. */
export interface Reader {
  step: Step;
  explain: (moments: Moments) => Found;
}
export type CriterionOf<K extends Criterion['kind']> = Extract<Criterion, { kind: K }>;

/** What is found in one way, for the supplier and day that are looked at. */
export class Finding {
  readonly #moments: Moments;
  readonly #find: (moments: Moments) => Found;
  #turn = -1;
  #found: Found | undefined;

  constructor(moments: Moments, find: (moments: Moments) => Found) {
    this.#moments = moments;
    this.#find = find;
  }

  found(): Found {
    const { turn } = this.#moments;
    if (this.#turn !== turn) {
      this.#found = this.#find(this.#moments);
      this.#turn = turn;
    }
    return this.#found!;
  }
}
