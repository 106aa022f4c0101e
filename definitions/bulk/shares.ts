import type { CriterionOf } from '../finding.ts';
import { wordsFor } from './ints.ts';
import { OWNER } from './pack.ts';
import type { Bounds, View } from './view.ts';

const WHOLE = 10_000;
export type ShareCriterion = CriterionOf<'ownership'> | CriterionOf<'workforce'>;

/** Owners in at least one of the groups raise `lo`, owners in none lower `hi`. */
const owned = (view: View, groups: readonly string[], level: number, maxAge: number): Bounds =>
  view.once(`owned ${groups.join(' ')} ${level} ${maxAge}`, () => {
    const { data, length } = view.pack.owners;
    const known = groups.map((group) => view.known('ownerGroups', group, maxAge));
    const words = wordsFor(length / OWNER);
    const lo = new Int32Array(view.rows);
    const hi = new Int32Array(view.rows).fill(WHOLE);
    for (let word = 0; word < words; word++) {
      let into = 0;
      let out = -1;
      for (let g = 0; g < known.length; g++) {
        const { yes, no } = known[g]!;
        into |= yes[level]![word]!;
        out &= no[word]!;
      }
      for (let rest = into; rest !== 0; rest &= rest - 1) {
        const i = (word * 32 + 31 - Math.clz32(rest & -rest)) * OWNER;
        lo[data[i]!]! += data[i + 1]!;
      }
      for (let rest = out; rest !== 0; rest &= rest - 1) {
        const i = (word * 32 + 31 - Math.clz32(rest & -rest)) * OWNER;
        hi[data[i]!]! -= data[i + 1]!;
      }
    }
    return { lo, hi };
  });

const employed = (view: View, group: string, level: number, maxAge: number): Bounds =>
  view.once(`employed ${group} ${level} ${maxAge}`, () => {
    const lo = new Int32Array(view.rows);
    const hi = new Int32Array(view.rows).fill(WHOLE);
    const column = view.pack.workforce.get(group);
    if (column) {
      view.eachNumber(column, maxAge, (row, at, value) => {
        hi[row] = value;
        if (at >= level) lo[row] = value;
      });
    }
    return { lo, hi };
  });

const combined = (parts: readonly Bounds[], combine: ShareCriterion['combine'], rows: number): Bounds => {
  const lo = new Int32Array(rows);
  const hi = new Int32Array(rows);
  for (const part of parts) {
    for (let row = 0; row < rows; row++) {
      lo[row] = combine === 'sum' ? lo[row]! + part.lo[row]! : Math.max(lo[row]!, part.lo[row]!);
      hi[row] = combine === 'anyOne' ? Math.max(hi[row]!, part.hi[row]!) : hi[row]! + part.hi[row]!;
    }
  }
  if (combine === 'union') for (let row = 0; row < rows; row++) hi[row] = Math.min(WHOLE, hi[row]!);
  return { lo, hi };
};

/** What is asked, apart from how much of it: criteria with equal keys have the same bounds. */
export const shareKey = ({ kind, combine, groups }: ShareCriterion, level: number, maxAge: number): string =>
  `${kind} ${combine} ${[...groups].sort().join(' ')} ${level} ${maxAge}`;

export const boundsOf = (view: View, criterion: ShareCriterion, level: number, maxAge: number): Bounds => {
  const { kind, combine } = criterion;
  const groups = [...criterion.groups].sort();
  if (groups.length === 1 || (kind === 'ownership' && combine === 'union')) {
    return kind === 'ownership' ? owned(view, groups, level, maxAge) : employed(view, groups[0]!, level, maxAge);
  }
  return view.once(shareKey(criterion, level, maxAge), () => {
    const parts = groups.map((group) =>
      kind === 'ownership' ? owned(view, [group], level, maxAge) : employed(view, group, level, maxAge),
    );
    return combined(parts, combine, view.rows);
  });
};
