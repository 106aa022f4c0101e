import type { Choose } from './levels.ts';

/** A place where there is a choice, and which choices above it lead there. */
type Factor = { place: string; levels: number; needs: ReadonlyMap<string, number> };

/** A pseudo-random sequence that is the same in every run. */
const randomFrom = (seed: number) => {
  let state = seed;
  return () => {
    // Numerical Recipes' linear congruential generator: chance enough to break ties.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

/** More places than this are not paired: those found last, the deepest, take a random value instead. */
const mostFactors = 36;

/** Every place of choice that can be reached, the shallowest first, each with what has to be chosen to get there. */
const factorsOf = (generate: (choose: Choose) => unknown): Factor[] => {
  const found = new Map<string, Factor>();
  const waiting: ReadonlyMap<string, number>[] = [new Map()];
  for (let given = waiting.shift(); given !== undefined && found.size < mostFactors * 3; given = waiting.shift()) {
    const fixed = given;
    const fresh: [string, number][] = [];
    generate((place, levels) => {
      if (!found.has(place) && levels > 1) {
        found.set(place, { place, levels, needs: fixed });
        fresh.push([place, levels]);
      }
      return fixed.get(place) ?? 0;
    });
    for (const [place, levels] of fresh)
      for (let level = 1; level < levels; level++) waiting.push(new Map([...fixed, [place, level]]));
  }
  return [...found.values()].sort((a, b) => a.needs.size - b.needs.size).slice(0, mostFactors);
};

/**
 * Inputs in which every two choices, of two different places, meet at least once, wherever both can be made: most faults
 * need no more than two things to come together. Greedy, in the manner of AETG; the same inputs in every run.
 */
export const pairwise = (generate: (choose: Choose) => unknown): unknown[] => {
  const factors = factorsOf(generate);
  const random = randomFrom(1);
  const pair = (a: string, i: number, b: string, j: number) => (a < b ? `${a}=${i}&${b}=${j}` : `${b}=${j}&${a}=${i}`);
  const uncovered = new Map<string, ReadonlyMap<string, number>>();
  const merge = (...maps: ReadonlyMap<string, number>[]): Map<string, number> | undefined => {
    const all = new Map<string, number>();
    for (const map of maps)
      for (const [place, level] of map) {
        if ((all.get(place) ?? level) !== level) return undefined;
        all.set(place, level);
      }
    return all;
  };
  for (const [n, a] of factors.entries())
    for (let i = 0; i < a.levels; i++) {
      // A place alone counts too: there may be no other.
      const alone = merge(a.needs, new Map([[a.place, i]]));
      if (alone) uncovered.set(pair(a.place, i, '', 0), alone);
      for (const b of factors.slice(n + 1))
        for (let j = 0; j < b.levels; j++) {
          const both = merge(a.needs, b.needs, new Map([[a.place, i]]), new Map([[b.place, j]]));
          if (both) uncovered.set(pair(a.place, i, b.place, j), both);
        }
    }
  if (uncovered.size === 0) return [generate(() => 0)];
  const inputs: unknown[] = [];
  while (uncovered.size > 0) {
    const [wanted, start] = uncovered.entries().next().value!;
    uncovered.delete(wanted);
    const chosen = new Map(start);
    for (const { place, levels, needs } of factors) {
      if (chosen.has(place)) continue;
      if ([...needs].some(([above, level]) => (chosen.get(above) ?? level) !== level)) continue;
      const gain = (level: number) =>
        [...chosen].filter(([other, its]) => uncovered.has(pair(place, level, other, its))).length;
      const best = Array.from({ length: levels }, (_, level) => ({ level, worth: gain(level) + random() / 2 }));
      chosen.set(place, best.reduce((a, b) => (b.worth > a.worth ? b : a)).level);
    }
    const met: [string, number][] = [];
    inputs.push(
      generate((place, levels) => {
        const level = Math.min(chosen.get(place) ?? Math.floor(random() * levels), levels - 1);
        met.push([place, level]);
        return level;
      }),
    );
    for (const [n, [a, i]] of met.entries()) {
      uncovered.delete(pair(a, i, '', 0));
      for (const [b, j] of met.slice(n + 1)) uncovered.delete(pair(a, i, b, j));
    }
  }
  return inputs;
};
