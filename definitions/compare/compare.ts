import type { Definition } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import type { Outcome } from '#schemas/verdict.ts';
import type { Node } from './diagrams.ts';
import { asking, type CompareOptions, firstCommonDay, type Inquiry, type Reading } from './inquiry.ts';
import { smallest } from './smallest.ts';

export type Answer = 'yes' | 'no' | 'not-decided';

/** How the suppliers that `a` recognises lie to those that `b` recognises. */
export type Relation = 'equivalent' | 'a-implies-b' | 'b-implies-a' | 'disjoint' | 'overlapping' | 'not-decided';

/** A supplier that shows something, with what the evaluator says of it under each definition. */
export interface Example {
  /** Nothing can be left out of these facts without the example failing. */
  facts: Facts;
  a: Outcome;
  b: Outcome;
}

export interface Comparison {
  /** Which suppliers "all" means; see `Reading`. */
  reading: Reading;
  at: string;
  relation: Relation;
  /** Every supplier that qualifies under a qualifies under b. An unsatisfiable definition implies all others. */
  aImpliesB: Answer;
  bImpliesA: Answer;
  /** No supplier qualifies under both. */
  disjoint: Answer;
  satisfiable: { a: Answer; b: Answer };
  /** Qualifies under a and not under b (where it does not qualify, or cannot be determined). */
  onlyA: Example | null;
  onlyB: Example | null;
  both: Example | null;
}

/**
 * Compares two definitions for all possible suppliers on one day. Each answer is a proof or an example replayed
 * through the evaluator; what the budget does not reach is `not-decided`.
 */
export const compare = (a: Definition, b: Definition, options: CompareOptions = {}): Comparison => {
  const { reading = 'evidence' } = options;
  const at = options.at ?? firstCommonDay([a, b]);
  const ask = asking([a.rule, b.rule], at, options, 5);

  /** An example of `f`, which the evaluator must see as `holds` does; `undefined` when the budget ran out. */
  const example = (
    f: (met: { a: Node; b: Node }, inquiry: Inquiry) => Node,
    holds: (outcome: { a: boolean; b: boolean }) => boolean,
  ): Example | null | undefined =>
    ask((inquiry, budget) => {
      const { universe } = inquiry;
      const met = { a: universe.diagramOf(a.rule), b: universe.diagramOf(b.rule) };
      const found = inquiry.profile(f(met, inquiry));
      if (found === null) return null;
      const outcomes = (facts: Facts) => {
        const outcome = inquiry.outcomes(facts);
        return { a: outcome(a.rule), b: outcome(b.rule) };
      };
      const shows = (facts: Facts) => {
        const outcome = outcomes(facts);
        return holds({ a: outcome.a === 'qualifies', b: outcome.b === 'qualifies' }) && inquiry.isBorneOut(facts);
      };
      if (!shows(found.facts)) throw new Error(`comparison of ${a.id} and ${b.id}: the evaluator refutes the example`);
      const facts = smallest(found.facts, shows, budget, universe.variables.length);
      return { facts, ...outcomes(facts) };
    });
  const onlyA = example(
    (met, { universe: { diagrams } }) => diagrams.and(met.a, diagrams.not(met.b)),
    (q) => q.a && !q.b,
  );
  const onlyB = example(
    (met, { universe: { diagrams } }) => diagrams.and(met.b, diagrams.not(met.a)),
    (q) => q.b && !q.a,
  );
  const both = example(
    (met, { universe: { diagrams } }) => diagrams.and(met.a, met.b),
    (q) => q.a && q.b,
  );
  const anyA =
    onlyA ||
    both ||
    example(
      (met) => met.a,
      (q) => q.a,
    );
  const anyB =
    onlyB ||
    both ||
    example(
      (met) => met.b,
      (q) => q.b,
    );

  const answers = { aImpliesB: none(onlyA), bImpliesA: none(onlyB), disjoint: none(both) };
  return {
    reading,
    at,
    relation: relationOf(answers),
    ...answers,
    satisfiable: { a: opposite[none(anyA)], b: opposite[none(anyB)] },
    onlyA: onlyA ?? null,
    onlyB: onlyB ?? null,
    both: both ?? null,
  };
};

export const none = (example: unknown): Answer =>
  example === undefined ? 'not-decided' : example === null ? 'yes' : 'no';
export const opposite: Record<Answer, Answer> = { yes: 'no', no: 'yes', 'not-decided': 'not-decided' };

export const relationOf = (answers: Pick<Comparison, 'aImpliesB' | 'bImpliesA' | 'disjoint'>): Relation => {
  const { aImpliesB, bImpliesA, disjoint } = answers;
  if (aImpliesB === 'not-decided' || bImpliesA === 'not-decided') return 'not-decided';
  if (aImpliesB === 'yes') return bImpliesA === 'yes' ? 'equivalent' : 'a-implies-b';
  if (bImpliesA === 'yes') return 'b-implies-a';
  if (disjoint === 'not-decided') return 'not-decided';
  return disjoint === 'yes' ? 'disjoint' : 'overlapping';
};
