import type { OpenFacts } from '#schemas/fact-classes.ts';
import type { Facts, Owner } from '#schemas/facts.ts';
import { noFacts } from '#schemas/no-facts.ts';
import { type Statistic, within } from './statistics.ts';

/** A number in [0, 1) that is always the same for the same text, and says nothing of it (FNV-1a, then mixed). */
export const chance = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** A majority is drawn as this: where within it, no statistic tells, and nothing is asked that could. */
const MAJORITY = 7500;

/**
 * One firm's owners as public statistics have them: for each group a majority or nobody, independently, since no table
 * crosses groups. A group is a stretch of the firm from its left, or from either end; where stretches begin and end, owners do.
 */
const drawOwners = (seed: string, tables: Readonly<Record<string, Statistic>>, on: string): Owner[] => {
  const stretches = Object.entries(tables).map(([group, { majority }]) => {
    const held = chance(`${seed} ${group} share`) * 10_000 < majority ? MAJORITY : 0;
    const fromLeft = group === 'women' || chance(`${seed} ${group} end`) < 0.5;
    return { group, from: fromLeft ? 0 : 10_000 - held, to: fromLeft ? held : 10_000 };
  });
  const cuts = [...new Set([0, 10_000, ...stretches.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, index) => {
    const from = cuts[index]!;
    const groups: Owner['groups'] = {};
    for (const one of stretches) {
      const value = one.from <= from && to <= one.to;
      groups[one.group] = { value, level: 'verified', since: on };
      // Whoever is not in the wider group is not in the narrower; of the others, nothing is known.
      for (const [inner, outer] of Object.entries(within))
        if (outer === one.group && !value) groups[inner] = { value, level: 'verified', since: on };
    }
    return { bp: to - from, groups };
  });
};

/**
 * A row of the synthetic registry: what anybody may know of a firm, and owners drawn from public statistics. It depends on
 * nothing but the firm's id and open facts, the copy and the tables: no protected fact of anybody can move it.
 */
export const drawFirm = (
  vendor: string,
  copy: number,
  open: OpenFacts | undefined,
  tables: Readonly<Record<string, Statistic>>,
  on: string,
): Facts => ({ ...noFacts(), ...open, owners: drawOwners(`${vendor} ${copy}`, tables, on) });
