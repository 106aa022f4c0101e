import type { Definition, ReciprocityTable, Rule } from '#schemas/definition.ts';
import { type Outcome, outcomes } from '#schemas/verdict.ts';
import { dayOf } from '../days.ts';
import { keyOf } from '../rule.ts';
import { isCriterion, partsOf } from '../rules.ts';
import { Outcomes } from './bulk.ts';
import { type Bits, countOf, rowsOf, wordsFor } from './ints.ts';
import type { Pack } from './pack.ts';
import { Plan, type Rails } from './plan.ts';
import { View } from './view.ts';

/** A criterion that changed between two definitions, and how many of a group of suppliers it treats differently. */
export interface Cause {
  criterion: string;
  /** The criterion is only in the old definition, only in the new one, or asks something else there. */
  change: 'removed' | 'added' | 'altered';
  suppliers: number;
}
export interface Affected {
  /** Rows of the pack, ascending. */
  rows: Uint32Array;
  /** The criteria by which, most suppliers first; a supplier can be counted under several. */
  because: Cause[];
}
export interface WhatIf {
  /** Did not qualify or were undetermined, and would qualify. */
  gain: Affected;
  /** Qualified, and would not. */
  lose: Affected;
  /** Were decided, and would be undetermined. */
  becomeUndetermined: Affected;
  /** How many suppliers went from each outcome to each. */
  moves: Record<Outcome, Record<Outcome, number>>;
  /** The outcomes of one row. */
  of: (row: number) => { from: Outcome; to: Outcome };
}

const byOutcome = ({ qualifies: met, fails: unmet }: Outcomes, rows: number): Record<Outcome, Bits> => {
  const undetermined = met.map((word, i) => ~(word | unmet[i]!));
  const rest = rows & 31;
  const last = met.length - 1;
  const split = { qualifies: met.slice(), 'does-not-qualify': unmet.slice(), undetermined };
  if (rest !== 0) for (const outcome of outcomes) split[outcome][last]! &= (1 << rest) - 1;
  return split;
};

const both = (a: Bits, b: Bits): Bits => a.map((word, i) => word & b[i]!);
const without = (a: Bits, b: Bits): Bits => a.map((word, i) => word & ~b[i]!);

interface Changed {
  criterion: string;
  change: Cause['change'];
  before: Rails | undefined;
  after: Rails | undefined;
}

/** Every criterion by its id, seen from the definition: under a `not`, meeting it is failing. */
const sides = (rule: Rule, into = new Map<string, Side>(), negated = false): Map<string, Side> => {
  if (isCriterion(rule)) {
    into.set(rule.id, { key: `${negated} ${keyOf(rule)}`, rule: negated ? { kind: 'not', of: rule } : rule });
  } else for (const part of partsOf(rule)) sides(part, into, negated !== (rule.kind === 'not'));
  return into;
};
interface Side {
  key: string;
  rule: Rule;
}

const changedCriteria = (
  before: Rule | undefined,
  after: Rule,
): { id: string; before: Rule | undefined; after: Rule | undefined }[] => {
  const old = before ? sides(before) : new Map<string, Side>();
  const now = sides(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((id) => old.get(id)?.key !== now.get(id)?.key)
    .map((id) => ({ id, before: old.get(id)?.rule, after: now.get(id)?.rule }));
};

type Turn = 'gain' | 'lose' | 'becomeUndetermined';
const good = (rails: Rails, word: number): number => rails.met[word]!;
const open = (rails: Rails, word: number): number => ~(rails.met[word]! | rails.unmet[word]!);

/** Bits of one word at which a changed criterion pushes the outcome this way. */
const pushes = ({ before, after }: Changed, turn: Turn, word: number): number => {
  if (turn === 'becomeUndetermined') {
    if (after === undefined) return before === undefined ? 0 : ~open(before, word);
    return open(after, word) & (before === undefined ? -1 : ~open(before, word));
  }
  const was = before === undefined ? (turn === 'gain' ? 0 : -1) : good(before, word);
  const is = after === undefined ? (turn === 'gain' ? -1 : 0) : good(after, word);
  return turn === 'gain' ? is & ~was : was & ~is;
};

const causes = (group: Bits, changed: readonly Changed[], turn: Turn): Cause[] =>
  changed
    .map((one) => {
      const { criterion, change } = one;
      return { criterion, change, suppliers: countOf(group.map((bits, word) => bits & pushes(one, turn, word))) };
    })
    .filter(({ suppliers }) => suppliers > 0)
    .sort((a, b) => b.suppliers - a.suppliers);

/** Before there was a definition nobody was decided. */
const undecided = (rows: number): Rails => {
  const none = new Uint32Array(wordsFor(rows));
  return { met: none, unmet: none };
};

/**
 * What a draft would change for every supplier of a registry, before it is published.
 * @param before the definition in force; undefined where there is none
 */
export const whatIf = (
  pack: Pack,
  before: Definition | undefined,
  after: Definition,
  at: string,
  tables: readonly ReciprocityTable[] = [],
): WhatIf => {
  const plan = new Plan(tables);
  const rules = { before: before && plan.add(before.rule), after: plan.add(after.rule) };
  const changes = changedCriteria(before?.rule, after.rule).map(({ id, before, after }) => ({
    id,
    before: before && plan.add(before),
    after: after && plan.add(after),
  }));
  const found = plan.run(new View(pack, dayOf(at)));
  const was = new Outcomes(rules.before ? found(rules.before) : undecided(pack.size));
  const is = new Outcomes(found(rules.after));
  const old = byOutcome(was, pack.size);
  const now = byOutcome(is, pack.size);
  const changed = changes.map(
    ({ id, before, after }): Changed => ({
      criterion: id,
      change: before === undefined ? 'added' : after === undefined ? 'removed' : 'altered',
      before: before && found(before),
      after: after && found(after),
    }),
  );
  const affected = (group: Bits, turn: Turn): Affected => ({
    rows: rowsOf(group),
    because: causes(group, changed, turn),
  });
  const counts = (from: Outcome): Record<Outcome, number> => ({
    qualifies: countOf(both(old[from], now.qualifies)),
    'does-not-qualify': countOf(both(old[from], now['does-not-qualify'])),
    undetermined: countOf(both(old[from], now.undetermined)),
  });
  return {
    gain: affected(without(now.qualifies, old.qualifies), 'gain'),
    lose: affected(both(old.qualifies, now['does-not-qualify']), 'lose'),
    becomeUndetermined: affected(without(now.undetermined, old.undetermined), 'becomeUndetermined'),
    moves: {
      qualifies: counts('qualifies'),
      'does-not-qualify': counts('does-not-qualify'),
      undetermined: counts('undetermined'),
    },
    of: (row) => ({ from: was.of(row), to: is.of(row) }),
  };
};
