import type { Criterion, Rule } from '#schemas/definition.ts';
import { type Atom, keyOf, lineOf, theoryOf } from './atom.ts';
import { type Budget, BudgetSpent } from './budget.ts';
import { ALWAYS, Diagrams, NEVER, type Node } from './diagrams.ts';
import { type Clause, expand, type Rails, type Setting } from './expand.ts';

const DEEPEST = 1000;

/** A place in the variable order: atoms of one theory are neighbours, and in it those of one line, strongest first. */
export interface Variable {
  atom: Atom;
  theory: string;
  line: string;
  strength: number;
}

const inOrder = (a: Variable, b: Variable): number => {
  if (a.theory !== b.theory) return a.theory < b.theory ? -1 : 1;
  if (a.line !== b.line) return a.line < b.line ? -1 : 1;
  return b.strength - a.strength;
};

/** Every atom that some rules speak of, numbered; and the rules as diagrams over them. Built for a closed list of rules. */
export class Universe {
  readonly setting: Setting;
  readonly diagrams: Diagrams;
  readonly variables: readonly Variable[];
  readonly #number = new Map<string, number>();
  readonly #rails = new Map<Criterion, Rails>();
  readonly #known = new Map<Rule, [Node | undefined, Node | undefined]>();

  constructor(rules: readonly Rule[], setting: Setting, budget: Budget) {
    this.setting = setting;
    this.diagrams = new Diagrams(budget);
    const found = new Map<string, Variable>();
    for (const rule of rules) {
      for (const criterion of criteriaOf(rule, budget)) {
        const { met, unmet } = this.#railsOf(criterion);
        for (const atom of [...atomsOf(met), ...atomsOf(unmet)]) {
          const key = keyOf(atom);
          if (!found.has(key)) found.set(key, { atom, theory: theoryOf(atom), ...lineOf(atom) });
        }
      }
    }
    const entries = [...found].sort(([, a], [, b]) => inOrder(a, b));
    this.variables = entries.map(([, variable]) => variable);
    for (const [number, [key]] of entries.entries()) this.#number.set(key, number);
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

/** Every criterion of a rule, without recursion, so that depth is measured before anything can overflow. */
function* criteriaOf(rule: Rule, budget: Budget): Generator<Criterion> {
  const open: { rule: Rule; depth: number }[] = [{ rule, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { rule: part, depth } = next;
    if (depth > DEEPEST) throw new BudgetSpent('depth');
    budget.spend(1);
    if (part.kind === 'not') open.push({ rule: part.of, depth: depth + 1 });
    else if (part.kind === 'all' || part.kind === 'any' || part.kind === 'atLeast') {
      for (const inner of part.of) open.push({ rule: inner, depth: depth + 1 });
    } else yield part;
  }
}
