import type { Criterion, Definition, ReciprocityTable } from '#schemas/definition.ts';
import type { Assurance, Facts } from '#schemas/facts.ts';
import { acceptedCertifications, tableOn } from '../criteria/named.ts';
import { dayOf } from '../days.ts';
import { prepare } from '../evidence.ts';
import type { CriterionOf, Found } from '../finding.ts';
import { implications } from '../implication.ts';
import { Moments } from '../moments.ts';
import { CompiledRule } from '../rule.ts';
import { criteriaOf } from '../rules.ts';
import {
  COMPARISONS,
  contains,
  type Decided,
  decided,
  type Effort,
  exert,
  GivenUp,
  type Leaf,
  type Literals,
  literal,
  type Search,
  setsFor,
} from './sets.ts';
import { triesFor } from './tries.ts';
import type { Context } from './wanted.ts';

/** One thing left to show: that a criterion is so, or (where a rule excludes it) that it is not. */
export interface Step {
  criterion: Criterion;
  becomes: 'met' | 'unmet';
  found: Found;
  cost: number;
}
/** Evidence that is enough together, none of it to spare. */
export interface EvidenceSet {
  steps: Step[];
  /** Effort, without a unit: only the order means something. */
  cost: number;
  /** A supplier as this evidence would show it: proof that the steps can be true together. */
  witness: Facts;
}
export interface Missing {
  /** The day on which it is missing, `YYYY-MM-DD`. */
  at: string;
  sets: EvidenceSet[];
  /** False where there are more ways than were followed. */
  complete: boolean;
}

/** Effort of showing something new at an assurance, and of showing better what is already said. */
const effort: Record<Assurance, number> = { declared: 1, documented: 4, verified: 8 };
const kinds: Record<Criterion['kind'], number> = {
  flag: 1,
  legalForm: 1,
  region: 1,
  measure: 1,
  control: 2,
  ownership: 2,
  workforce: 3,
  certification: 10,
};
const begun = (found: Found): boolean => {
  if (found.kind === 'share') return found.claimed > 0;
  if (found.kind === 'named') return found.evidence.some(({ value }) => value);
  return found.kind === 'value' ? found.evidence !== null : found.within.includes('yes');
};
const costOf = (criterion: Criterion, met: boolean, found: Found): number =>
  effort[met ? criterion.assurance : 'declared'] * kinds[criterion.kind] * (begun(found) ? 0.5 : 1);

/** Steps of making facts ready, and of telling whether one criterion follows from another. */
const PREPARE = 200;
const CLOSE = 2;
const canExert = (effort: Effort, cost: number): boolean => {
  effort.left -= cost;
  return effort.left >= 0;
};
const factsIn = ({ owners, managed, controlled, certifications, flags }: Facts): number =>
  3 *
  [managed, controlled, certifications, flags, ...owners.map(({ groups }) => groups)].reduce(
    (sum, record) => sum + Object.keys(record).length,
    0,
  );

/** How many ways of showing a set are tried before it is taken to be impossible, and how many of all the sets. */
const TRIES = 4000;
const ALL_TRIES = 20_000;

/**
 * The minimal sets of further evidence that would make the supplier qualify, cheapest first, each feasible as a whole.
 * Nothing where the supplier qualifies already or no further evidence can help. `limit`: how many sets to give; `most`:
 * what looking for them may cost (a million take about a tenth of a second), beyond which the search is not complete.
 */
export const missing = (
  definition: Definition,
  facts: Facts,
  at: string,
  tables: readonly ReciprocityTable[] = [],
  limit = 5,
  most = Number.POSITIVE_INFINITY,
): Missing => {
  const effort: Effort = { left: most };
  const day = dayOf(at);
  const evidence = prepare(facts);
  const criteria = criteriaOf(definition.rule);
  const moments = new Moments();
  const readers = criteria.map((criterion) => new CompiledRule(criterion, tables, moments));
  const accepted = ({ anyOf, reciprocity }: CriterionOf<'certification'>) =>
    acceptedCertifications(anyOf, reciprocity === null ? undefined : tableOn(reciprocity, day, tables));
  const follows = implications(accepted);

  const closure = (index: number, state: Decided): Literals => {
    const test = follows[state];
    return criteria.reduce(
      (set, other, i) => (i === index || test(criteria[index]!, other) ? set | literal(i, state) : set),
      0n,
    );
  };
  const sets: EvidenceSet[] = [];
  if (!canExert(effort, CLOSE * criteria.length ** 2)) return { at, sets, complete: false };
  const leaves = readers.map(
    (reader, index): Leaf => ({
      state: reader.state(evidence, day),
      closure: { met: closure(index, 'met'), unmet: closure(index, 'unmet') },
    }),
  );
  const steps = new Map<Literals, Step>();
  const stepFor = (index: number, state: Decided): Step => {
    const key = literal(index, state);
    const known = steps.get(key);
    if (known !== undefined) return known;
    const criterion = criteria[index]!;
    const found = readers[index]!.found(evidence, day);
    const step: Step = { criterion, becomes: state, found, cost: costOf(criterion, state === 'met', found) };
    steps.set(key, step);
    return step;
  };

  /** The literals of a closed set from which the others follow; of equivalent ones the first. */
  const generators = (set: Literals): { index: number; state: Decided }[] => {
    const within = criteria
      .flatMap((_, index) => decided.map((state) => ({ index, state, closure: leaves[index]!.closure[state]! })))
      .filter(({ index, state }) => contains(set, literal(index, state)));
    return within.filter(
      (one, position) =>
        !within.some(
          (other, before) =>
            other !== one &&
            contains(other.closure, one.closure) &&
            (other.closure !== one.closure || before < position),
        ),
    );
  };
  const cost = (set: Literals) =>
    generators(set).reduce((sum, { index, state }) => sum + stepFor(index, state).cost, 0);

  const context: Context = {
    at,
    accepted,
    thresholds: { employees: [], revenueCad: [], monthsInBusiness: [] },
  };
  for (const c of criteria) {
    if (c.kind === 'measure')
      context.thresholds = { ...context.thresholds, [c.measure]: [...context.thresholds[c.measure], c.value] };
  }

  let left = ALL_TRIES;
  const witness = (wanted: readonly { index: number; state: Decided }[]): Facts | undefined => {
    let tries = TRIES;
    const holds = (so: Facts, { index, state }: { index: number; state: Decided }) => {
      exert(effort, PREPARE + factsIn(so));
      return readers[index]!.state(prepare(so), day) === state;
    };
    const solve = (order: typeof wanted, so: Facts, from = 0): Facts | undefined => {
      const next = order[from];
      if (next === undefined) return wanted.every((literal) => holds(so, literal)) ? so : undefined;
      const ways = holds(so, next) ? [so] : triesFor(criteria[next.index]!, next.state === 'met')(so, context);
      for (const way of ways) {
        if (way === undefined || --tries < 0 || --left < 0 || !holds(way, next)) continue;
        const solved = solve(order, way, from + 1);
        if (solved !== undefined) return solved;
      }
      return undefined;
    };
    const first = solve(wanted, facts);
    tries = TRIES;
    return first ?? solve(wanted.toReversed(), facts);
  };

  const search: Search = { effort, leaves, cost, left: COMPARISONS, truncated: false };
  let unseen = 0;
  try {
    const found = setsFor(definition.rule, 'met', search)
      .filter((set) => set !== 0n)
      .map((set) => ({ set, cost: cost(set) }))
      .sort((a, b) => a.cost - b.cost);
    unseen = found.length;
    for (const { set, cost: total } of found) {
      if (sets.length >= limit || left <= 0) break;
      unseen--;
      const wanted = generators(set);
      const shown = witness(wanted);
      if (shown === undefined) continue;
      sets.push({ steps: wanted.map(({ index, state }) => stepFor(index, state)), cost: total, witness: shown });
    }
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    return { at, sets, complete: false };
  }
  return { at, sets, complete: unseen === 0 && left > 0 && !search.truncated };
};
