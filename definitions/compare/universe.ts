import type { Criterion, Rule } from '#schemas/definition.ts';
import { isCriterion, partsOf } from '../rules.ts';
import { type Atom, keyOf, lineOf, theoryOf } from './atom.ts';
import { type Budget, BudgetSpent } from './budget.ts';
import { ALWAYS, Diagrams, NEVER, type Node } from './diagrams.ts';
import { type Clause, expand, type Rails, type Setting } from './expand.ts';
import { closeTogether, type Layout } from './order.ts';

const DEEPEST = 1000;
/** Parts of a rule with more criteria than this say little about what belongs together. */
const TOGETHER = 24;
/** Deeper diagrams than this could not be walked: each variable is a call within a call. */
const MOST_VARIABLES = 4000;

/** A place in the variable order: those of one line are neighbours, strongest first; see `Layout` for the rest. */
export interface Variable {
  atom: Atom;
  theory: string;
  line: string;
  strength: number;
}

/** Every atom that some rules speak of, numbered; and the rules as diagrams over them. Built for a closed list of rules. */
export class Universe {
  readonly setting: Setting;
  readonly diagrams: Diagrams;
  readonly variables: readonly Variable[];
  readonly #number = new Map<string, number>();
  readonly #rails = new Map<Criterion, Rails>();
  readonly #known = new Map<Rule, [Node | undefined, Node | undefined]>();

  constructor(rules: readonly Rule[], setting: Setting, budget: Budget, layout: Layout) {
    this.setting = setting;
    this.diagrams = new Diagrams(budget);
    const found = new Map<string, Variable>();
    const together: Variable[][] = [];
    for (const rule of rules) {
      measureDepth(rule, budget);
      const parts: Criterion[][] = [];
      const variablesOf = (criterion: Criterion): Variable[] => {
        const { met, unmet } = this.#railsOf(criterion);
        const atoms = [...atomsOf(met), ...atomsOf(unmet)];
        budget.spend(atoms.length);
        return atoms.map((atom) => {
          const key = keyOf(atom);
          const variable = found.get(key) ?? { atom, theory: theoryOf(atom), ...lineOf(atom) };
          found.set(key, variable);
          return variable;
        });
      };
      for (const criterion of gathered(rule, parts)) variablesOf(criterion);
      for (const part of parts) together.push(part.flatMap(variablesOf));
    }
    if (found.size > MOST_VARIABLES) throw new BudgetSpent('variables');
    this.variables = laidOut([...found.values()], together, layout);
    for (const [number, { atom }] of this.variables.entries()) this.#number.set(keyOf(atom), number);
  }

  numberOf(atom: Atom): number | undefined {
    return this.#number.get(keyOf(atom));
  }

  /** All facts under which the rule is known to be met (`rail` 0), or known to be unmet (1). */
  diagramOf(rule: Rule, rail: 0 | 1 = 0): Node {
    const known = this.#known.get(rule) ?? [undefined, undefined];
    this.#known.set(rule, known);
    known[rail] ??= this.#build(rule, rail);
    return known[rail];
  }

  #build(rule: Rule, rail: 0 | 1): Node {
    const { diagrams } = this;
    switch (rule.kind) {
      case 'not':
        return this.diagramOf(rule.of, rail === 0 ? 1 : 0);
      case 'all':
      case 'any': {
        const parts = rule.of.map((part) => this.diagramOf(part, rail));
        return (rule.kind === 'all') === (rail === 0) ? diagrams.all(parts) : diagrams.any(parts);
      }
      case 'atLeast': {
        const parts = rule.of.map((part) => this.diagramOf(part, rail));
        return diagrams.atLeast(rail === 0 ? rule.n : rule.of.length - rule.n + 1, parts);
      }
      default:
        return this.#clause(rail === 0 ? this.#railsOf(rule).met : this.#railsOf(rule).unmet);
    }
  }

  #clause(clause: Clause): Node {
    const parts = atomsOf(clause).map((atom) => this.diagrams.make(this.numberOf(atom)!, NEVER, ALWAYS));
    return 'any' in clause ? this.diagrams.any(parts) : this.diagrams.all(parts);
  }

  #railsOf(criterion: Criterion): Rails {
    const rails = this.#rails.get(criterion) ?? expand(criterion, this.setting);
    this.#rails.set(criterion, rails);
    return rails;
  }
}

const atomsOf = (clause: Clause): readonly Atom[] => ('any' in clause ? clause.any : clause.all);

/** Without recursion, so that depth is measured before anything can overflow. */
const measureDepth = (rule: Rule, budget: Budget): void => {
  const open: { rule: Rule; depth: number }[] = [{ rule, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > DEEPEST) throw new BudgetSpent('depth');
    budget.spend(1);
    for (const part of partsOf(next.rule)) open.push({ rule: part, depth: next.depth + 1 });
  }
};

/** Every criterion of a rule in its order; and, in `parts`, those that stand together in each of its smaller parts. */
const gathered = (rule: Rule, parts: Criterion[][]): Criterion[] => {
  if (isCriterion(rule)) return [rule];
  const below = partsOf(rule).flatMap((part) => gathered(part, parts));
  if (below.length <= TOGETHER) parts.push(below);
  return below;
};

/** Variables in their order: lines in the order that the layout gives them, and in each the strongest first. */
const laidOut = (
  variables: readonly Variable[],
  together: readonly (readonly Variable[])[],
  layout: Layout,
): Variable[] => {
  const blockOf = ({ theory, line }: Variable) => (layout === 'byTheory' ? theory : line);
  const blocks = new Map<string, number>();
  const lines = new Map<string, number>();
  for (const variable of variables) {
    if (!blocks.has(blockOf(variable))) blocks.set(blockOf(variable), blocks.size);
    if (!lines.has(variable.line)) lines.set(variable.line, lines.size);
  }
  const sets = together.map((part) => [...new Set(part.map((variable) => blocks.get(blockOf(variable))!))]);
  const place = new Int32Array(blocks.size);
  for (const [at, block] of closeTogether(blocks.size, sets).entries()) place[block] = at;
  return variables.toSorted(
    (a, b) =>
      place[blocks.get(blockOf(a))!]! - place[blocks.get(blockOf(b))!]! ||
      lines.get(a.line)! - lines.get(b.line)! ||
      b.strength - a.strength,
  );
};
