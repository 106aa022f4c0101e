import type { Rule } from '#schemas/definition.ts';
import type { State } from '#schemas/verdict.ts';

export const decided = ['met', 'unmet'] as const;
export type Decided = (typeof decided)[number];

/** A set of literals as bits: bit 2i says that the i-th criterion becomes met, bit 2i+1 that it becomes unmet. */
export type Literals = bigint;
export const literal = (criterion: number, state: Decided): Literals =>
  1n << BigInt(2 * criterion + (state === 'met' ? 0 : 1));
export const contains = (set: Literals, part: Literals): boolean => (set & part) === part;

/** What one criterion comes to now, and the literal sets that follow from making it met or unmet. */
export interface Leaf {
  state: State;
  closure: Record<Decided, Literals>;
}

/** Beyond this many alternatives only the cheapest are followed; once a search has cost enough, only the smallest few. */
const WIDTH = 512;
const FEW = 8;
/** Comparisons of two sets that a search may cost before that: a part of a second. */
export const COMPARISONS = 2_000_000;

/** Thrown when a search has cost all that it may. */
export class GivenUp extends Error {
  override name = 'GivenUp';
}

/** What a search may still cost in all, in tenths of a microsecond or so; the same on every machine. */
export interface Effort {
  left: number;
}
export const exert = (effort: Effort, cost: number): void => {
  effort.left -= cost;
  if (effort.left < 0) throw new GivenUp();
};
/** Looking at one set costs some thirty comparisons. */
const LOOK = 30;

export interface Search {
  effort: Effort;
  leaves: readonly Leaf[];
  cost: (set: Literals) => number;
  /** Comparisons left. */
  left: number;
  /** Set when alternatives were left out. */
  truncated: boolean;
}

/** The bits that say "becomes met"; the next higher ones say "becomes unmet". */
const METS = BigInt(`0x${'5'.repeat(1024)}`);
/** A criterion cannot become both met and unmet. */
const contradicts = (set: Literals): boolean => (set & (set >> 1n) & METS) !== 0n;

const size = (set: Literals): number => set.toString(2).replaceAll('0', '').length;

/** Drops impossible sets and every set that contains another. */
const minimal = (sets: readonly Literals[], search: Search): Literals[] => {
  exert(search.effort, LOOK * sets.length);
  const possible = [...new Set(sets)].filter((set) => !contradicts(set));
  const smallestFirst = possible.map((set) => ({ set, size: size(set) })).sort((a, b) => a.size - b.size);
  const kept: Literals[] = [];
  for (const { set } of smallestFirst) {
    if (search.left <= 0 && kept.length >= FEW) {
      search.truncated = true;
      return kept.slice(0, FEW);
    }
    if (!kept.some((smaller) => contains(set, smaller))) kept.push(set);
    search.left -= kept.length;
    exert(search.effort, kept.length);
  }
  if (kept.length <= WIDTH) return kept;
  search.truncated = true;
  // What a set costs depends on all that follows from its literals.
  search.left -= kept.length * search.leaves.length;
  exert(search.effort, LOOK * kept.length * search.leaves.length);
  return kept
    .map((set) => ({ set, cost: search.cost(set) }))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, WIDTH)
    .map(({ set }) => set);
};

const product = (a: readonly Literals[], b: readonly Literals[], search: Search): Literals[] => {
  exert(search.effort, a.length * b.length);
  return minimal(
    a.flatMap((left) => b.map((right) => left | right)),
    search,
  );
};

/** Sets under which at least `n` of the parts come to the state: built part by part, by how many are so already. */
const choose = (parts: readonly Literals[][], n: number, search: Search): Literals[] => {
  let reached: Literals[][] = [[0n], ...Array.from({ length: n }, () => [])];
  for (const sets of parts) {
    reached = reached.map((now, count) =>
      count === 0 ? now : minimal([...now, ...product(reached[count - 1]!, sets, search)], search),
    );
  }
  return reached[n]!;
};

/**
 * Every minimal set of literals under which a rule comes to `state`. Criteria are numbered in the rule's order by
 * `next`. Three-valued logic is compositional, so sets are too.
 */
export const setsFor = (rule: Rule, state: Decided, search: Search, next = { index: 0 }): Literals[] => {
  if (rule.kind === 'not') return setsFor(rule.of, state === 'met' ? 'unmet' : 'met', search, next);
  if (rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'atLeast') {
    const parts = rule.of.map((part) => setsFor(part, state, search, next));
    const met = rule.kind === 'all' ? parts.length : rule.kind === 'any' ? 1 : rule.n;
    return choose(parts, state === 'met' ? met : parts.length - met + 1, search);
  }
  const leaf = search.leaves[next.index++]!;
  if (leaf.state === 'unknown') return [leaf.closure[state]];
  return leaf.state === state ? [0n] : [];
};
