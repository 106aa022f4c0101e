import { type Bits, type Ints, wordsFor } from './ints.ts';
import { ENDLESS, FLAG } from './pack.ts';

/** What is known of one true-or-false thing on a day: true at each assurance or better, and false. */
export interface Known {
  /** `yes[level]`; each includes the next. */
  yes: readonly [Bits, Bits, Bits];
  no: Bits;
}

/** A column of flags as long as every fact in it holds, and which of them end, soonest first. */
interface Lasting extends Known {
  /** Of the column, when this was worked out. */
  length: number;
  /** Packed day from which all have begun. */
  begun: number;
  ending: Ending;
}
type Ending = { heads: Int32Array; days: Uint16Array };

export const noneKnown = (subjects: number): Known => {
  const words = wordsFor(subjects);
  return { yes: [new Uint32Array(words), new Uint32Array(words), new Uint32Array(words)], no: new Uint32Array(words) };
};

/** The facts that end, soonest first: their heads and packed last days. Counted, not compared: such days are few. */
const byEnd = ({ data, length }: Ints): Ending => {
  const first = new Int32Array(ENDLESS + 1);
  for (let i = 1; i < length; i += FLAG) first[data[i]! >>> 16]!++;
  let before = 0;
  for (let day = 0; day < ENDLESS; day++) {
    const count = first[day]!;
    first[day] = before;
    before += count;
  }
  const heads = new Int32Array(before);
  const days = new Uint16Array(before);
  for (let i = 0; i < length; i += FLAG) {
    const until = data[i + 1]! >>> 16;
    if (until === ENDLESS) continue;
    const at = first[until]!++;
    heads[at] = data[i]!;
    days[at] = until;
  }
  return { heads, days };
};

const lastingOf = (column: Ints, subjects: number): Lasting => {
  const { data, length } = column;
  const known = noneKnown(subjects);
  const rails = [...known.yes, known.no];
  let begun = 0;
  for (let i = 0; i < length; i += FLAG) {
    const head = data[i]!;
    begun = Math.max(begun, data[i + 1]! & 0xffff);
    const bit = 1 << ((head >>> 3) & 31);
    if ((head & 4) === 0) known.no[head >>> 8]! |= bit;
    else for (let level = head & 3; level >= 0; level--) rails[level]![head >>> 8]! |= bit;
  }
  return { ...known, length, begun, ending: byEnd(column) };
};

const worked = new WeakMap<Ints, Lasting>();

/**
 * What a column of flags says on a (packed) day, at the cost of the facts that have ended by then: the rest is worked
 * out once and kept beside the column until it grows. Undefined when some have not begun. `expires`: a fact that was
 * true is false when it has ended.
 */
export const lastingOn = (column: Ints, subjects: number, today: number, expires: boolean): Known | undefined => {
  let lasting = worked.get(column);
  if (lasting === undefined || lasting.length !== column.length || lasting.no.length !== wordsFor(subjects)) {
    lasting = lastingOf(column, subjects);
    worked.set(column, lasting);
  }
  if (lasting.begun > today) return undefined;
  const { heads, days } = lasting.ending;
  if (days.length === 0 || days[0]! >= today) return lasting;
  const declared = lasting.yes[0].slice();
  const documented = lasting.yes[1].slice();
  const verified = lasting.yes[2].slice();
  const no = lasting.no.slice();
  for (let i = 0; i < heads.length && days[i]! < today; i++) {
    const head = heads[i]!;
    const word = head >>> 8;
    const bit = 1 << ((head >>> 3) & 31);
    declared[word]! &= ~bit;
    documented[word]! &= ~bit;
    verified[word]! &= ~bit;
    // All ones where it was true and that is now a no.
    const lapsed = expires ? -((head >>> 2) & 1) : 0;
    no[word] = (no[word]! & ~bit) | (bit & lapsed);
  }
  return { yes: [declared, documented, verified], no };
};
