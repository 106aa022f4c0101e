import type { Criterion, Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Assurance, Facts } from '#schemas/facts.ts';
import type { Outcome, State, Verdict } from '#schemas/verdict.ts';
import { dayOf, isoOf, NEVER } from './days.ts';
import { type Evidence, prepare } from './evidence.ts';
import type { Found } from './finding.ts';
import { Moments } from './moments.ts';
import type { Program } from './program.ts';
import { CompiledRule, outcomeOf, type Part } from './rule.ts';
import { assuranceIn, stateOf } from './when.ts';

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

/** What the last run of the rule came to, part by part. */
const explanationOf = (program: Program, part: Part): Explanation => {
  const met = program.met(part.number);
  const unmet = program.unmet(part.number);
  const state = stateOf(met, unmet);
  const assurance = assuranceIn(met, unmet);
  if (part.kind === 'criterion') {
    return { kind: 'criterion', state, assurance, criterion: part.criterion, found: part.finding.found() };
  }
  if (part.kind === 'not') return { kind: 'not', state, assurance, of: explanationOf(program, part.of) };
  const of = new Array<Explanation>(part.of.length);
  for (let i = 0; i < of.length; i++) of[i] = explanationOf(program, part.of[i]!);
  return { kind: part.kind, n: part.n, state, assurance, of };
};

/**
 * `tables`: every version of the reciprocity tables; the one in force on each day is used. `moments`: definitions
 * compiled with the same one look through each supplier once.
 */
export const compile = (
  definition: Definition,
  tables: readonly ReciprocityTable[] = [],
  moments = new Moments(),
): CompiledDefinition => {
  const rule = new CompiledRule(definition.rule, tables, moments);
  const { program, root } = rule;
  const ends = definition.effective.until === undefined ? NEVER : dayOf(definition.effective.until);

  const lastDay = (evidence: Evidence, day: number): string | null => {
    const last = rule.lastDay(evidence, day);
    const until = day <= ends ? Math.min(last, ends) : last;
    return until === NEVER ? null : isoOf(until);
  };

  return {
    definition,
    outcome: (evidence, day) => outcomeOf[rule.state(evidence, day)],
    verdict: (evidence, day) => {
      program.run(evidence, day);
      const met = program.met(root.number);
      const unmet = program.unmet(root.number);
      return {
        definition: definition.id,
        version: definition.version,
        institution: definition.institution,
        outcome: outcomeOf[stateOf(met, unmet)],
        assurance: assuranceIn(met, unmet),
        validUntil: lastDay(evidence, day),
      };
    },
    explain: (evidence, day) => {
      program.run(evidence, day);
      const explanation = explanationOf(program, root);
      return {
        definition: definition.id,
        version: definition.version,
        institution: definition.institution,
        outcome: outcomeOf[explanation.state],
        assurance: explanation.assurance,
        // After the explanation: where much changes, the search for the last day looks at later ones.
        validUntil: lastDay(evidence, day),
        at: isoOf(day),
        explanation,
      };
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
