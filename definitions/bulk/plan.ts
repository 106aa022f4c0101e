import type { ReciprocityTable, Rule } from '#schemas/definition.ts';
import { keyOf } from '../rule.ts';
import { isCriterion } from '../rules.ts';
import { type Fill, fillFor } from './atoms.ts';
import { type Bits, wordsFor } from './ints.ts';
import { Shares } from './thresholds.ts';
import type { View } from './view.ts';

/** Which rows meet a criterion or rule, which fail it; a row in neither is unknown. */
export interface Rails {
  met: Bits;
  unmet: Bits;
}

/** A node of the plan, seen straight or negated: a `not` only swaps the rails. */
interface Ref {
  node: number;
  negated: boolean;
}
type Node = { fill: Fill } | { decisive: 'met' | 'unmet'; of: readonly Ref[] } | { n: number; of: readonly Ref[] };

/**
 * Rules laid out so that whatever two of them have in common is worked out once: equal criteria are one atom, equal
 * combinations one node. Made once, run on any pack and day.
 */
export class Plan {
  readonly #nodes: Node[] = [];
  readonly #known = new Map<string, number>();
  readonly #tables: readonly ReciprocityTable[];
  readonly #shares = new Shares();
  constructor(tables: readonly ReciprocityTable[]) {
    this.#tables = tables;
  }

  /** Adds a rule and returns where to find it in what `run` answers. */
  add(rule: Rule): Ref {
    if (rule.kind === 'not') {
      const { node, negated } = this.add(rule.of);
      return { node, negated: !negated };
    }
    if (isCriterion(rule)) return this.#node(keyOf(rule), () => ({ fill: fillFor(rule, this.#tables, this.#shares) }));
    const of = rule.of.map((part) => this.add(part));
    const names = of.map(({ node, negated }) => (negated ? ~node : node)).sort((a, b) => a - b);
    if (rule.kind === 'atLeast') return this.#node(`${rule.n} of ${names}`, () => ({ n: rule.n, of }));
    return this.#node(`${rule.kind} ${names}`, () => ({ decisive: rule.kind === 'any' ? 'met' : 'unmet', of }));
  }

  #node(key: string, make: () => Node): Ref {
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.#nodes.push(make()) - 1;
      this.#known.set(key, index);
    }
    return { node: index, negated: false };
  }

  /** Every node over every row of the view. */
  run(view: View): (ref: Ref) => Rails {
    const words = wordsFor(view.rows);
    const all = new Uint32Array(this.#nodes.length * words * 2);
    const rails = (index: number, unmet: boolean): number => (index * 2 + (unmet ? 1 : 0)) * words;
    const slice = (start: number) => all.subarray(start, start + words);
    this.#nodes.forEach((node, index) => {
      const met = rails(index, false);
      const unmet = rails(index, true);
      if ('fill' in node) {
        node.fill(view, { met: slice(met), unmet: slice(unmet) });
        return;
      }
      const mets = node.of.map(({ node, negated }) => rails(node, negated));
      const unmets = node.of.map(({ node, negated }) => rails(node, !negated));
      if ('n' in node) {
        atLeast(all, met, mets, node.n, words);
        atLeast(all, unmet, unmets, mets.length - node.n + 1, words);
        return;
      }
      const some = node.decisive === 'met';
      fold(all, met, mets, some, words);
      fold(all, unmet, unmets, !some, words);
    });
    return ({ node, negated }) => ({ met: slice(rails(node, negated)), unmet: slice(rails(node, !negated)) });
  }
}

/** `into` becomes the union or the intersection of the parts; all are starts within one array. */
const fold = (all: Bits, into: number, parts: readonly number[], union: boolean, words: number): void => {
  all.copyWithin(into, parts[0]!, parts[0]! + words);
  for (let p = 1; p < parts.length; p++) {
    const part = parts[p]!;
    if (union) for (let word = 0; word < words; word++) all[into + word]! |= all[part + word]!;
    else for (let word = 0; word < words; word++) all[into + word]! &= all[part + word]!;
  }
};

/** Rows at which at least `n` of the parts are set: `reached[k]` holds those with k so far. */
const atLeast = (all: Bits, into: number, parts: readonly number[], n: number, words: number): void => {
  const reached = Array.from({ length: n + 1 }, () => new Uint32Array(words));
  reached[0]!.fill(-1);
  for (const part of parts) {
    for (let k = n; k > 0; k--) {
      const to = reached[k]!;
      const from = reached[k - 1]!;
      for (let word = 0; word < words; word++) to[word]! |= from[word]! & all[part + word]!;
    }
  }
  all.set(reached[n]!, into);
};
