import type { Definition } from '#schemas/definition.ts';
import type { Facts } from '#schemas/facts.ts';
import { BitRows } from './bits.ts';
import { type Budget, within } from './budget.ts';
import { type Answer, none, opposite, type Relation, relationOf } from './compare.ts';
import type { Node } from './diagrams.ts';
import { budgetIn, type CompareOptions, firstCommonDay, Inquiry, type Reading } from './inquiry.ts';
import type { Needs } from './needs.ts';
import { layouts } from './order.ts';

/** What a whole matrix may cost unless it is told otherwise, and how much of what is left one question may take: a part of so many. */
const STEPS = 100_000_000;
const PARTS = 16;

export interface Matrix {
  reading: Reading;
  at: string;
  /** `relations[i][j]`: the i-th definition as a, the j-th as b. */
  relations: Relation[][];
  /** Whether any supplier can qualify under the i-th definition. One that none can meet implies all others. */
  satisfiable: Answer[];
}

/**
 * Every definition against every other. A supplier found for one pair is tried on all of them, so most pairs are told
 * apart by an example that is already there; and what follows from two implications is not asked again.
 */
export const matrix = (definitions: readonly Definition[], options: CompareOptions = {}): Matrix => {
  const { reading = 'evidence' } = options;
  const at = options.at ?? firstCommonDay(definitions);
  const pairs = within(() => new Pairs(definitions, at, options));
  const every = <T>(value: (i: number) => T): T[] => definitions.map((_, i) => value(i));
  if (!pairs) {
    return {
      reading,
      at,
      relations: every(() => every(() => 'not-decided' as const)),
      satisfiable: every(() => 'not-decided' as const),
    };
  }
  const satisfiable = every((i) => pairs.isSatisfiable(i));
  const relations: Relation[][] = every(() => every(() => 'equivalent'));
  for (let i = 0; i < definitions.length; i++) {
    for (let j = i + 1; j < definitions.length; j++) {
      const aImpliesB = pairs.implies(i, j);
      const bImpliesA = pairs.implies(j, i);
      const disjoint = aImpliesB === 'no' && bImpliesA === 'no' ? pairs.areDisjoint(i, j) : 'not-decided';
      const relation = relationOf({ aImpliesB, bImpliesA, disjoint });
      relations[i]![j] = relation;
      relations[j]![i] = mirrored[relation] ?? relation;
    }
  }
  return { reading, at, relations, satisfiable };
};
const mirrored: Partial<Record<Relation, Relation>> = { 'a-implies-b': 'b-implies-a', 'b-implies-a': 'a-implies-b' };

class Pairs {
  readonly #definitions: readonly Definition[];
  readonly #inquiry: Inquiry;
  readonly #budget: Budget;
  /** Known to be met; `undefined` when the diagram itself is beyond the budget. */
  readonly #met: (Node | undefined)[];
  readonly #unmet: (Node | undefined)[];
  /** Row i: the example suppliers that i recognises. */
  readonly #recognised: BitRows;
  #examples = 0;
  /** Row i: the definitions that i implies; and, turned round, those that imply i. */
  readonly #above: BitRows;
  readonly #below: BitRows;
  /** What the plainest supplier that i recognises needs. */
  readonly #least = new Map<number, Needs | undefined>();

  constructor(definitions: readonly Definition[], at: string, options: CompareOptions) {
    const rules = definitions.map(({ rule }) => rule);
    this.#definitions = definitions;
    this.#budget = budgetIn(options, STEPS);
    this.#inquiry = new Inquiry(rules, at, options, this.#budget, layouts[0]);
    const { diagrams } = this.#inquiry.universe;
    this.#met = rules.map((rule) => within(() => this.#renewed().diagramOf(rule)));
    this.#unmet = this.#met.map((met) =>
      met === undefined ? undefined : within(() => this.#renewed() && diagrams.not(met)),
    );
    this.#recognised = new BitRows(rules.length, 256);
    this.#above = new BitRows(rules.length, rules.length);
    this.#below = new BitRows(rules.length, rules.length);
  }

  isSatisfiable(i: number): Answer {
    if (this.#recognised.meets(i, this.#recognised, i)) return 'yes';
    return opposite[this.#none(this.#met[i], (found) => this.#show(found.facts))];
  }

  implies(i: number, j: number): Answer {
    if (this.#met[i] !== undefined && this.#met[i] === this.#met[j]) return this.#proved(i, j);
    if (this.#recognised.exceeds(i, j)) return 'no';
    if (this.#above.meets(i, this.#below, j)) return this.#proved(i, j);
    const answer = this.#none(this.#both(this.#met[i], this.#unmet[j]), ({ facts }) => {
      this.#show(facts);
      if (!this.#recognised.exceeds(i, j)) this.#refuted(i, j);
    });
    return answer === 'yes' ? this.#proved(i, j) : answer;
  }

  areDisjoint(i: number, j: number): Answer {
    if (this.#recognised.meets(i, this.#recognised, j) || this.#meetAtLeast(i, j)) return 'no';
    return this.#none(this.#both(this.#met[i], this.#met[j]), ({ facts }) => {
      const outcome = this.#inquiry.outcomes(facts);
      const qualifies = (k: number) => outcome(this.#definitions[k]!.rule) === 'qualifies';
      if (!qualifies(i) || !qualifies(j)) this.#refuted(i, j);
    });
  }

  /** What each asks at least can be had together. */
  #meetAtLeast(i: number, j: number): boolean {
    const [a, b] = [this.#needs(i), this.#needs(j)];
    return a !== undefined && b !== undefined && this.#inquiry.compatibility.areCompatible(a, b);
  }

  #needs(i: number): Needs | undefined {
    const met = this.#met[i];
    if (!this.#least.has(i) && met !== undefined) {
      this.#least.set(
        i,
        within(() => this.#renewed() && this.#inquiry.profile(met)?.needs),
      );
    }
    return this.#least.get(i);
  }

  #both(f: Node | undefined, g: Node | undefined): Node | undefined {
    if (f === undefined || g === undefined) return undefined;
    return within(() => this.#renewed().diagrams.and(f, g));
  }

  /** `yes` when no supplier is in `f`; one that is found is handed over before the answer is given. */
  #none(f: Node | undefined, seen: (found: { facts: Facts }) => void): Answer {
    if (f === undefined) return 'not-decided';
    const found = within(() => this.#renewed() && this.#inquiry.profile(f));
    if (found) seen(found);
    return none(found);
  }

  #show(facts: Facts): void {
    if (!this.#inquiry.isBorneOut(facts)) throw new Error('matrix: an example does not bear out its certificates');
    const example = this.#examples++;
    const outcome = this.#inquiry.outcomes(facts);
    for (const [i, { rule }] of this.#definitions.entries()) {
      if (outcome(rule) === 'qualifies') this.#recognised.set(i, example);
    }
  }

  #proved(i: number, j: number): Answer {
    this.#above.set(i, j);
    this.#below.set(j, i);
    return 'yes';
  }

  #refuted(i: number, j: number): never {
    const [a, b] = [this.#definitions[i]!.id, this.#definitions[j]!.id];
    throw new Error(`matrix: the evaluator refutes the example for ${a} and ${b}`);
  }

  #renewed() {
    this.#budget.portion(PARTS);
    return this.#inquiry.universe;
  }
}
