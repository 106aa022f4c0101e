import type { Facts } from '#schemas/facts.ts';
import type { CriterionOf } from '../finding.ts';
import { nameOwner, showNamed, showOwner } from './patch.ts';
import { levelFor, type Tries, type Wanted } from './wanted.ts';

const whole = 10_000;

/** Ownership: show owner after owner until `enough` basis points are shown, naming the unknown rest as needed. */
export const owners =
  (wanted: Wanted<CriterionOf<'ownership'>>): Tries =>
  (facts, context) => {
    const { groups, bp, cmp, combine } = wanted.criterion;
    const least = cmp === '>=' ? bp : bp + 1;
    const level = levelFor(wanted);
    /** An owner who is known to be a woman can still be shown not to be Indigenous; in a union that is of no use. */
    const partly = wanted.met || combine !== 'union';
    const shownIn = (list: Facts['owners'], index: number, wantedGroups: readonly string[]) => {
      const all = showOwner(list, index, wantedGroups, wanted.met, level, context);
      if (all !== undefined || !partly) return all;
      return wantedGroups.reduce<Facts['owners'] | undefined>(
        (so, group) => showOwner(so ?? list, index, [group], wanted.met, level, context) ?? so,
        undefined,
      );
    };
    const show = (shownGroups: readonly string[], enough: number, backwards: boolean): Facts => {
      let list = facts.owners;
      let reached = 0;
      const known = list.map((_, index) => index);
      for (const index of backwards ? known.reverse() : known) {
        if (reached >= enough) break;
        const next = shownIn(list, index, shownGroups);
        if (next === undefined) continue;
        list = next;
        reached += list[index]!.bp;
      }
      const named = reached < enough ? nameOwner(list, enough - reached) : list;
      const added =
        named.length > list.length && showOwner(named, list.length, shownGroups, wanted.met, level, context);
      return { ...facts, owners: added || list };
    };
    const directions = [false, true];
    if (!wanted.met) return [whole - least + 1, whole].flatMap((n) => directions.map((b) => show(groups, n, b)));
    return [least, whole].flatMap((enough) =>
      [...groups.map((group) => [group]), groups].flatMap((g) => directions.map((b) => show(g, enough, b))),
    );
  };

export const workforce =
  (wanted: Wanted<CriterionOf<'workforce'>>): Tries =>
  (facts, context) => {
    const { groups, bp, cmp } = wanted.criterion;
    const least = cmp === '>=' ? bp : bp + 1;
    const set = (names: readonly string[], share: number): Facts | undefined => {
      let record = facts.workforce;
      for (const name of names) {
        const known = Object.hasOwn(record, name) ? record[name] : undefined;
        const same = known && showNamed(record, name, known.value, levelFor(wanted), context);
        const next = showNamed(record, name, share, levelFor(wanted), context) ?? same;
        if (next === undefined) return undefined;
        record = next;
      }
      return { ...facts, workforce: record };
    };
    if (!wanted.met) return [set(groups, 0), set(groups, Math.floor(Math.max(0, least - 1) / groups.length))];
    return [
      ...groups.map((g) => set([g], Math.min(least, whole))),
      ...groups.map((g) => set([g], whole)),
      set(groups, whole),
    ];
  };
