import { all, located, not, ownership } from '#definitions/testing/build.ts';
import type { Rule } from '#schemas/definition.ts';

/** What the attacker reads of one trial: how many vendors would qualify that did not, if anything is told of it. */
export type Answer = { changes: readonly { from: string; to: string; vendors: number | null }[] };
export type Ask = (rule: Rule) => Promise<Answer>;

/** What an attacker believes of one firm: the share of its owners by group, in whole percents. */
export type Profile = Record<string, number>;

const qualifying = ({ changes }: Answer) => changes.filter(({ to }) => to === 'qualifies');
/** A number that is hidden because it is small still tells that it is not zero. */
const anybody = (answer: Answer): boolean => qualifying(answer).some(({ vendors }) => vendors !== 0);
const counted = (answer: Answer): number | undefined => {
  const numbers = qualifying(answer).map(({ vendors }) => vendors);
  return numbers.length === 0 || numbers.includes(null) ? undefined : numbers.reduce<number>((sum, n) => sum + n!, 0);
};

const held = (group: string, percent: number) =>
  ownership({ id: 'g', groups: [group], assurance: 'declared', bp: Math.max(1, percent * 100) });
/** Facts that anybody can look up, and of which the firm is the only one in the registry. */
const at = (region: string) => located({ id: 'r', anyOf: [region], scope: 'head', assurance: 'declared' });

/** Isolation: the firm is alone in its town; groups by presence, shares by halving. */
export const isolate = async (ask: Ask, region: string, groups: readonly string[]): Promise<Profile> => {
  const profile: Profile = {};
  for (const group of groups) {
    const holds = async (percent: number) => anybody(await ask(all(at(region), held(group, percent))));
    if (!(await holds(0))) continue;
    let [low, high] = [0, 100];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (await holds(middle)) low = middle;
      else high = middle - 1;
    }
    profile[group] = low;
  }
  return profile;
};

/** Differencing: a crowd with and without the firm; whoever makes the difference has the property. */
export const track = async (ask: Ask, region: string, crowd: string, groups: readonly string[]): Promise<string[]> => {
  const everybody = counted(await ask(at(crowd)));
  const members: string[] = [];
  for (const group of groups) {
    const without = counted(await ask(all(at(crowd), not(all(at(region), held(group, 0))))));
    if (everybody !== without) members.push(group);
  }
  return members;
};
