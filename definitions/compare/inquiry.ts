import type { Definition, ReciprocityTable, Rule } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { dayOf } from '../days.ts';
import { prepare } from '../evidence.ts';
import { Moments } from '../moments.ts';
import { CompiledRule, outcomeOf } from '../rule.ts';
import { type Axiom, axiomsOf } from './axioms.ts';
import { type Budget, type BudgetOptions, BudgetSpent, budgetOf, within } from './budget.ts';
import { Decider, type Model } from './decide.ts';
import { ALWAYS, type Node } from './diagrams.ts';
import { Compatibility, type Needs } from './needs.ts';
import { type Layout, layouts } from './order.ts';
import { isTooLarge, profileOf } from './profile.ts';
import { standards as publishedStandards, type Standard } from './standards.ts';
import { Universe } from './universe.ts';

/**
 * `evidence`: all facts that the network could have of a supplier. `standards`: only those that bear out every
 * certificate in them, so that who holds one is known to meet the body's standard.
 */
export type Reading = 'evidence' | 'standards';

export interface CompareOptions {
  reading?: Reading;
  /** The day, `YYYY-MM-DD`, on which both are applied; when left out, the first on which all are in effect. */
  at?: string;
  /** Every version of the reciprocity tables. */
  tables?: readonly ReciprocityTable[];
  /** What certificates stand for, in the reading `standards`. */
  standards?: readonly Standard[];
  /** What the whole comparison may cost. */
  budget?: BudgetOptions | Budget;
}

/** The last of the days from which the definitions are in effect. */
export const firstCommonDay = (definitions: readonly Definition[]): string =>
  definitions
    .map(({ effective }) => effective.from)
    .sort()
    .at(-1) ?? '2000-01-01';

/** Rules laid out so that any question about them can be asked; lessons of one question serve the next. */
export class Inquiry {
  readonly universe: Universe;
  readonly compatibility: Compatibility;
  readonly #decider: Decider;
  readonly #oldestBounds = new Map<string, number>();
  readonly #oldestBoundOf = (theory: string): number => this.#oldestBounds.get(theory) ?? 0;
  readonly #axioms: readonly { certificate: CompiledRule; standard: CompiledRule }[];
  readonly #compiled = new Map<Rule, CompiledRule>();
  readonly #moments = new Moments();

  constructor(rules: readonly Rule[], at: string, options: CompareOptions, budget: Budget, layout: Layout) {
    const { reading = 'evidence', tables = [], standards = publishedStandards } = options;
    const setting = { day: dayOf(at), tables };
    const asked = new Universe(rules, setting, budget, layout);
    const axioms = reading === 'standards' ? axiomsOf(asked.variables, standards) : [];
    this.universe =
      axioms.length === 0
        ? asked
        : new Universe(
            [...rules, ...axioms.flatMap((axiom) => [axiom.certificate, axiom.standard])],
            setting,
            budget,
            layout,
          );
    this.#decider = new Decider(this.universe, (model) => this.#standardsFor(axioms, model));
    const bound = new Set(axioms.map(({ fact }) => fact));
    this.compatibility = new Compatibility(this.universe, this.#decider, (theory) => bound.has(theory));
    for (const { theory, atom } of this.universe.variables) {
      if (Number.isFinite(atom.months))
        this.#oldestBounds.set(theory, Math.max(atom.months, this.#oldestBoundOf(theory)));
    }
    this.#axioms = axioms.map(({ certificate, standard }) => ({
      certificate: new CompiledRule(certificate, [], this.#moments),
      standard: new CompiledRule(standard, [], this.#moments),
    }));
  }

  /** The plainest facts under which `f` holds, or null when no supplier can have such facts. Throws `BudgetSpent`. */
  profile(f: Node): { facts: Facts; needs: Needs } | null {
    const { setting } = this.universe;
    const found = this.#decider.find(f);
    if (!found) return null;
    const facts = profileOf(found.model, { day: setting.day, oldestBound: this.#oldestBoundOf });
    // Facts have limits of size; what only a larger supplier could show is left open.
    if (isTooLarge(facts)) throw new BudgetSpent('size');
    return { facts, needs: this.compatibility.needs(found.needs) };
  }

  /** What the evaluator says of a profile, rule by rule: the last word on every example before it is shown. */
  outcomes(facts: Facts): (rule: Rule) => Outcome {
    const { day, tables } = this.universe.setting;
    const evidence = prepare(facts);
    return (rule) => {
      const compiled = this.#compiled.get(rule) ?? new CompiledRule(rule, tables, this.#moments);
      this.#compiled.set(rule, compiled);
      return outcomeOf[compiled.state(evidence, day)];
    };
  }

  /** Whether the facts bear out every certificate in them; always so at evidence level. */
  isBorneOut(facts: Facts): boolean {
    const { day } = this.universe.setting;
    const evidence = prepare(facts);
    return this.#axioms.every(
      ({ certificate, standard }) =>
        certificate.state(evidence, day) !== 'met' || standard.state(evidence, day) === 'met',
    );
  }

  /** What the certificates that the model holds stand for. */
  #standardsFor(axioms: readonly Axiom[], model: Model): Node {
    if (axioms.length === 0) return ALWAYS;
    const { diagrams } = this.universe;
    const held = model.flatMap((fragment) =>
      'fact' in fragment && fragment.sketch?.value === 'yes' ? [{ fact: fragment.fact, ...fragment.sketch }] : [],
    );
    const concerned = axioms.filter((axiom) =>
      held.some(({ fact, level, months }) => axiom.fact === fact && axiom.level === level && axiom.months === months),
    );
    return diagrams.all(
      concerned.map(({ certificate, standard }) =>
        diagrams.or(diagrams.not(this.universe.diagramOf(certificate)), this.universe.diagramOf(standard)),
      ),
    );
  }
}

export const budgetIn = ({ budget }: CompareOptions, steps?: number): Budget =>
  budget !== undefined && 'spend' in budget ? budget : budgetOf({ ...(steps !== undefined && { steps }), ...budget });

/**
 * Asks questions about some rules, one after the other, of an inquiry in one layout and, where that does not reach an
 * answer, of one in the other. All of them share one budget. `questions`: how many are asked at most.
 */
export const asking = (rules: readonly Rule[], at: string, options: CompareOptions, questions: number) => {
  const budget = budgetIn(options);
  const inquiries = new Map<Layout, Inquiry | undefined>();
  const inquiryIn = (layout: Layout): Inquiry | undefined => {
    if (!inquiries.has(layout))
      inquiries.set(
        layout,
        within(() => new Inquiry(rules, at, options, budget, layout)),
      );
    return inquiries.get(layout);
  };
  let attempts = questions * layouts.length;
  /** The answer, or `undefined` when the budget did not reach it. */
  return <T>(question: (inquiry: Inquiry, budget: Budget) => T): T | undefined => {
    let answer: T | undefined;
    for (const layout of layouts) {
      if (answer === undefined) {
        budget.portion(attempts);
        const inquiry = inquiryIn(layout);
        answer = inquiry && within(() => question(inquiry, budget));
      }
      attempts--;
    }
    return answer;
  };
};
