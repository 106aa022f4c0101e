import type { Definition, ReciprocityTable, Rule } from '#schemas/definition.ts';
import type { Outcome } from '#schemas/verdict.ts';
import { dayOf } from '../days.ts';
import { type Rails, railsOf } from './atoms.ts';
import { type Bits, has, wordsFor } from './ints.ts';
import type { Pack } from './pack.ts';
import { View } from './view.ts';

/** Rows at which at least `n` of the parts are set: `reached[k]` holds those with k so far. */
const atLeast = (parts: readonly Bits[], n: number, words: number): Bits => {
  const reached = Array.from({ length: n + 1 }, () => new Uint32Array(words));
  reached[0]!.fill(-1);
  for (const part of parts) {
    for (let k = n; k > 0; k--) {
      const into = reached[k]!;
      const from = reached[k - 1]!;
      for (let word = 0; word < words; word++) into[word]! |= from[word]! & part[word]!;
    }
  }
  return reached[n]!;
};

const joined = (parts: readonly Rails[], decisive: 'met' | 'unmet', words: number): Rails => {
  const other = decisive === 'met' ? 'unmet' : 'met';
  const some = parts[0]![decisive].slice();
  const every = parts[0]![other].slice();
  for (let i = 1; i < parts.length; i++) {
    const one = parts[i]![decisive];
    const two = parts[i]![other];
    for (let word = 0; word < words; word++) {
      some[word]! |= one[word]!;
      every[word]! &= two[word]!;
    }
  }
  return decisive === 'met' ? { met: some, unmet: every } : { met: every, unmet: some };
};

/** The rails of a rule over every row. */
export const ruleRails = (view: View, rule: Rule, tables: readonly ReciprocityTable[]): Rails => {
  if (rule.kind === 'not') {
    const { met, unmet } = ruleRails(view, rule.of, tables);
    return { met: unmet, unmet: met };
  }
  if (rule.kind !== 'all' && rule.kind !== 'any' && rule.kind !== 'atLeast') return railsOf(view, rule, tables);
  const parts = rule.of.map((part) => ruleRails(view, part, tables));
  const words = wordsFor(view.rows);
  if (rule.kind !== 'atLeast') return joined(parts, rule.kind === 'any' ? 'met' : 'unmet', words);
  const { n } = rule;
  return {
    met: atLeast(
      parts.map(({ met }) => met),
      n,
      words,
    ),
    unmet: atLeast(
      parts.map(({ unmet }) => unmet),
      parts.length - n + 1,
      words,
    ),
  };
};

/** The outcomes of one definition over a pack. */
export class Outcomes {
  /** Rows that qualify and rows that do not; a row in neither is undetermined. Bits past the last row mean nothing. */
  readonly qualifies: Bits;
  readonly fails: Bits;
  constructor({ met, unmet }: Rails) {
    this.qualifies = met;
    this.fails = unmet;
  }
  of(row: number): Outcome {
    if (has(this.qualifies, row)) return 'qualifies';
    return has(this.fails, row) ? 'does-not-qualify' : 'undetermined';
  }
}

/**
 * Every definition over every packed supplier on a day: the same outcomes as the single evaluator. Assurance, last day
 * and reasons are the single evaluator's, for the suppliers one wants to see.
 */
export const evaluateAll = (
  pack: Pack,
  definitions: readonly Definition[],
  at: string,
  tables: readonly ReciprocityTable[] = [],
): Outcomes[] => {
  const view = new View(pack, dayOf(at));
  return definitions.map(({ rule }) => new Outcomes(ruleRails(view, rule, tables)));
};
