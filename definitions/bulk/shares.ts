import type { CriterionOf } from '../finding.ts';
import { type Bits, wordsFor } from './ints.ts';
import { OWNER } from './pack.ts';
import type { Bounds, View } from './view.ts';

const WHOLE = 10_000;
type ShareCriterion = CriterionOf<'ownership'> | CriterionOf<'workforce'>;

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

const boundsOf = (view: View, criterion: ShareCriterion, level: number, maxAge: number): Bounds => {
  const { kind, combine } = criterion;
  const groups = [...criterion.groups].sort();
  if (groups.length === 1 || (kind === 'ownership' && combine === 'union')) {
    return kind === 'ownership' ? owned(view, groups, level, maxAge) : employed(view, groups[0]!, level, maxAge);
  }
  return view.once(`${kind} ${combine} ${groups.join(' ')} ${level} ${maxAge}`, () => {
    const parts = groups.map((group) =>
      kind === 'ownership' ? owned(view, [group], level, maxAge) : employed(view, group, level, maxAge),
    );
    return combined(parts, combine, view.rows);
  });
};

/** Met where `lo` reaches the threshold, unmet where `hi` cannot. */
export const shareBits = (
  view: View,
  criterion: ShareCriterion,
  level: number,
  maxAge: number,
  met: Bits,
  unmet: Bits,
): void => {
  const least = criterion.cmp === '>=' ? criterion.bp : criterion.bp + 1;
  const { lo, hi } = boundsOf(view, criterion, level, maxAge);
  const { rows } = view;
  for (let word = 0, row = 0; row < rows; word++) {
    const end = Math.min(rows, row + 32);
    let yes = 0;
    let no = 0;
    for (let bit = 1; row < end; row++, bit <<= 1) {
      if (lo[row]! >= least) yes |= bit;
      if (hi[row]! < least) no |= bit;
    }
    met[word] = yes;
    unmet[word] = no;
  }
};
