import { cheapestPath, type Literal, variableOf } from './cheapest-path.ts';
import { ALWAYS, NEVER, type Node } from './diagrams.ts';
import { explainTheory, type Fragment } from './theory/index.ts';
import type { Universe } from './universe.ts';

/** What some facts would have to be, theory by theory, for a diagram to be true. */
export type Model = readonly Fragment[];

/** A model, and the variables on its path that have to hold for it. */
export interface Found {
  model: Model;
  needs: readonly number[];
}

type Known = { fragment: Fragment } | { conflict: Literal[] };

/** Knows which combinations of atoms no facts can make so, and learns more of them with each question. */
export class Decider {
  readonly #universe: Universe;
  /** Lemmas by their first variable: clauses of which at least one literal is false of any facts. */
  readonly #lemmas = new Map<number, Literal[][]>();
  readonly #answers = new Map<string, Known>();
  readonly #axioms: (model: Model) => Node;

  /** `axioms`: what is taken for granted beyond the facts' own logic, as far as it concerns such a supplier. */
  constructor(universe: Universe, axioms: (model: Model) => Node = () => ALWAYS) {
    this.#universe = universe;
    this.#axioms = axioms;
  }

  /** Facts under which `f` is true, cheapest first; `undefined` when there are none. Throws `BudgetSpent`. */
  find(f: Node): Found | undefined {
    const { diagrams } = this.#universe;
    let rest = this.#domain(f);
    for (;;) {
      const path = cheapestPath(diagrams, rest, (variable) => this.#cost(variable));
      if (path === undefined) return undefined;
      const outcome = this.#solve(path);
      if ('model' in outcome) {
        const taken = diagrams.and(rest, this.#axioms(outcome.model));
        if (taken === rest) return { model: outcome.model, needs: path.filter((literal) => literal >= 0) };
        rest = this.#domain(taken);
        continue;
      }
      for (const conflict of outcome.conflicts) {
        this.#learn(conflict);
        rest = diagrams.and(rest, this.#refusal(conflict));
      }
    }
  }

  /** Whether some facts make all of these literals of one theory so; they are in the order of variables. */
  isPossible(literals: readonly Literal[]): boolean {
    return 'fragment' in this.#answer(literals);
  }

  /** `f` where thresholds are in order and no lemma is violated. */
  #domain(f: Node): Node {
    const { diagrams } = this.#universe;
    const support = diagrams.support(f);
    const present = new Set(support);
    let g = diagrams.and(f, this.#chains(support));
    for (const variable of support)
      for (const lemma of this.#lemmas.get(variable) ?? [])
        if (lemma.every((literal) => present.has(variableOf(literal)))) g = diagrams.and(g, this.#refusal(lemma));
    return g;
  }

  /** On one line the stronger implies the weaker: false … false true … true, line after line. Linear in size. */
  #chains(support: readonly number[]): Node {
    const { diagrams, variables } = this.#universe;
    let rest = ALWAYS;
    let ones = ALWAYS;
    let line: string | undefined;
    for (const variable of support.toReversed()) {
      if (variables[variable]!.line !== line) ones = rest;
      line = variables[variable]!.line;
      rest = diagrams.make(variable, rest, ones);
      ones = diagrams.make(variable, NEVER, ones);
    }
    return rest;
  }

  #cost(variable: number): number {
    const { atom } = this.#universe.variables[variable]!;
    return atom.family === 'owners' || atom.family === 'workforce'
      ? 10 * atom.groups.length + atom.level
      : 10 + atom.level;
  }

  #refusal(conflict: readonly Literal[]): Node {
    const { diagrams } = this.#universe;
    let clause = NEVER;
    for (const literal of conflict.toReversed()) {
      const variable = variableOf(literal);
      clause = literal < 0 ? diagrams.make(variable, clause, ALWAYS) : diagrams.make(variable, ALWAYS, clause);
    }
    return clause;
  }

  #learn(conflict: Literal[]): void {
    const first = variableOf(conflict[0]!);
    const known = this.#lemmas.get(first);
    if (known) known.push(conflict);
    else this.#lemmas.set(first, [conflict]);
  }

  /** Each theory answers for its own part of the path. */
  #solve(path: readonly Literal[]): { model: Model } | { conflicts: Literal[][] } {
    const { variables } = this.#universe;
    const model: Fragment[] = [];
    const conflicts: Literal[][] = [];
    for (const [, part] of Map.groupBy(path, (literal) => variables[variableOf(literal)]!.theory)) {
      const known = this.#answer(part);
      if ('conflict' in known) conflicts.push(known.conflict);
      else model.push(known.fragment);
    }
    return conflicts.length > 0 ? { conflicts } : { model };
  }

  #answer(literals: readonly Literal[]): Known {
    const key = literals.join();
    const before = this.#answers.get(key);
    if (before) return before;
    const { variables, diagrams } = this.#universe;
    const signed = literals.map((literal) => ({ atom: variables[variableOf(literal)]!.atom, holds: literal >= 0 }));
    const answer = explainTheory(signed, diagrams.budget);
    const known = 'fragment' in answer ? answer : { conflict: answer.conflict.map((index) => literals[index]!) };
    this.#answers.set(key, known);
    return known;
  }
}
