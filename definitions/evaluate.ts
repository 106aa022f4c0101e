import type { Criterion, Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Assurance, Facts } from '#schemas/facts.ts';
import type { Outcome, State, Verdict } from '#schemas/verdict.ts';
import { dayOf, isoOf, NEVER } from './days.ts';
import { type Evidence, prepare } from './evidence.ts';
import { assuranceName, type Finding, type Found, holdsUntil, stateName, stateOf } from './finding.ts';
import { type Compiled, compileRule, type Shared } from './rule.ts';
import { Today } from './today.ts';

/** Why a rule came out as it did, part by part; a criterion carries what was found beside what it asks. */
export type Explanation =
  | {
      kind: 'all' | 'any' | 'atLeast';
      /** How many of the parts must be met. */
      n: number;
      state: State;
      assurance: Assurance | null;
      of: Explanation[];
    }
  | { kind: 'not'; state: State; assurance: Assurance | null; of: Explanation }
  | { kind: 'criterion'; state: State; assurance: Assurance | null; criterion: Criterion; found: Found };

export interface ExplainedVerdict extends Verdict {
  /** Day of the evaluation, `YYYY-MM-DD`. */
  at: string;
  explanation: Explanation;
}

/** A definition ready to be applied to many suppliers. `day` is a day number (`dayOf`). */
export interface CompiledDefinition {
  readonly definition: Definition;
  /** The bare outcome: the fastest form. */
  outcome: (evidence: Evidence, day: number) => Outcome;
  /** Outcome, assurance and exact last day, without reasons. */
  verdict: (evidence: Evidence, day: number) => Verdict;
  explain: (evidence: Evidence, day: number) => ExplainedVerdict;
}

/** The supplier asked last: one asked by many definitions in turn is looked through once. */
const today = new Today();

const outcomeNames: readonly Outcome[] = ['undetermined', 'qualifies', 'does-not-qualify'];

/**
 * Last day on which the state found on `day` still holds. Each finding names a day until which it surely holds; where
 * that day ends, the rule is evaluated again, until it changes.
 */
const lastDayOf = (find: Compiled['find'], evidence: Evidence, found: Finding): number => {
  let holds = holdsUntil(found);
  while (holds < NEVER) {
    const next = find(evidence, holds + 1, true);
    if (stateOf(next) !== stateOf(found)) return holds;
    holds = holdsUntil(next);
  }
  return NEVER;
};

const explainRule = (rule: Compiled, found: Finding, evidence: Evidence, day: number): Explanation => {
  const state = stateName(found);
  const assurance = assuranceName(found);
  switch (rule.kind) {
    case 'criterion':
      return { kind: 'criterion', state, assurance, criterion: rule.criterion, found: rule.explain(evidence, day) };
    case 'not':
      return { kind: 'not', state, assurance, of: explainRule(rule.of, rule.of.find(evidence, day), evidence, day) };
    default:
      return {
        kind: rule.kind,
        n: rule.n,
        state,
        assurance,
        of: rule.of.map((part) => explainRule(part, part.find(evidence, day), evidence, day)),
      };
  }
};

/**
 * `tables`: every version of the reciprocity tables; the one in force on each day is used. `shared`: what definitions
 * compiled together with the same tables have in common.
 */
export const compile = (
  definition: Definition,
  tables: readonly ReciprocityTable[] = [],
  shared: Shared = new Map(),
): CompiledDefinition => {
  const rule = compileRule(definition.rule, tables, shared);
  const { find, state } = rule;
  const ends = definition.effective.until === undefined ? NEVER : dayOf(definition.effective.until);

  const verdictOf = (found: Finding, evidence: Evidence, day: number): Verdict => {
    const last = lastDayOf(find, evidence, found);
    const until = day <= ends ? Math.min(last, ends) : last;
    return {
      definition: definition.id,
      version: definition.version,
      institution: definition.institution,
      outcome: outcomeNames[stateOf(found)]!,
      assurance: assuranceName(found),
      validUntil: until === NEVER ? null : isoOf(until),
    };
  };

  return {
    definition,
    outcome: (evidence, day) => outcomeNames[state(today.turnTo(evidence, day))]!,
    verdict: (evidence, day) => verdictOf(find(evidence, day), evidence, day),
    explain: (evidence, day) => {
      const found = find(evidence, day);
      // Before the last day is looked for: the criteria still remember this one.
      const explanation = explainRule(rule, found, evidence, day);
      const { definition, version, institution, outcome, assurance, validUntil } = verdictOf(found, evidence, day);
      const at = isoOf(day);
      return { definition, version, institution, outcome, assurance, validUntil, at, explanation };
    },
  };
};

/**
 * What a definition says of a supplier on a day (`YYYY-MM-DD`), and why. All three arguments have been parsed by
 * their schemas. For many suppliers or definitions, `compile` and `prepare` once.
 */
export const evaluate = (
  definition: Definition,
  facts: Facts,
  at: string,
  tables: readonly ReciprocityTable[] = [],
): ExplainedVerdict => compile(definition, tables).explain(prepare(facts), dayOf(at));

/** `evaluate` without the reasons. */
export const judge = (
  definition: Definition,
  facts: Facts,
  at: string,
  tables: readonly ReciprocityTable[] = [],
): Verdict => compile(definition, tables).verdict(prepare(facts), dayOf(at));
