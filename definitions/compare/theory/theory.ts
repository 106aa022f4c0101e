import type { Atom } from '../atom.ts';
import type { Budget } from '../budget.ts';

/** An atom that holds, or one that does not. */
export interface Signed<A extends Atom = Atom> {
  atom: A;
  holds: boolean;
}

/** A fact's value, how well it is known (0–2) and the largest age bound it still passes (`Infinity`: older than all). */
export interface Sketch<T> {
  value: T;
  level: number;
  months: number;
}

/** The part of a supplier's facts that one theory answers for, before dates are put on it. */
export type Fragment =
  | { fact: string; sketch: Sketch<string | number> | null }
  | { owners: { bp: number; groups: Record<string, Sketch<boolean>> }[] }
  | { workforce: Record<string, Sketch<number>> }
  | { places: Sketch<{ region: string; head: boolean }>[]; complete: Sketch<true> | null };

/** Facts that make every literal so, or literals (indexes) that no facts can make so together. */
export type Answer = { fragment: Fragment } | { conflict: number[] };
export type Theory<A extends Atom> = (literals: readonly Signed<A>[], budget: Budget) => Answer;

/** The age bounds that occur, and one older than all of them; the oldest first, because it is the least evidence. */
export const agesOf = (literals: readonly Signed[]): number[] =>
  [...new Set([Number.POSITIVE_INFINITY, ...literals.map(({ atom }) => atom.months)])].sort((a, b) => b - a);

/** A fact of age class `months` passes every bound at or above it. */
export const passes = (sketch: { level: number; months: number }, atom: { level: number; months: number }): boolean =>
  sketch.level >= atom.level && sketch.months <= atom.months;

export const everyIndex = (literals: readonly unknown[]): number[] => literals.map((_, index) => index);
