import { type Evidence, FALSE, MARK, marked, slotsKnown } from './evidence.ts';

/**
 * The true-or-false facts of one supplier on one day as bits, one bit a name: four words (true at each assurance,
 * then false) for every 32 names of every row (`marked`). A question about ten groups is a few operations,
 * whatever is known of them. Lapsed facts are in none; an expired certificate is a no.
 */
export class Today {
  evidence: Evidence | undefined;
  day = 0;
  bits = new Int32Array(1024);
  /** How many owners there are, and the share of each. */
  owners = 0;
  shares = new Int32Array(200);
  /** Integers from one row to the next. */
  row = 0;

  /** Makes this the given supplier on the given day; nothing is allocated unless there are more owners than ever. */
  turnTo(evidence: Evidence, day: number): this {
    if (this.evidence === evidence && this.day === day) return this;
    this.evidence = evidence;
    this.day = day;
    this.owners = evidence.owners.length;
    if (this.owners > this.shares.length) this.shares = new Int32Array(this.owners);
    for (let o = 0; o < this.owners; o++) this.shares[o] = evidence.owners[o]!.bp;
    const row = ((slotsKnown() + 31) >>> 5) * WORD;
    this.row = row;
    const length = (marked.owners + this.owners) * row;
    if (length > this.bits.length) this.bits = new Int32Array(length * 2);
    const { bits } = this;
    for (let i = 0; i < length; i++) bits[i] = 0;
    const { marks } = evidence;
    for (let i = 0; i < marks.length; i += MARK) {
      let value = marks[i + 2]!;
      if (day > marks[i + 4]!) {
        if (value === FALSE || marks[i] !== marked.certifications) continue;
        value = FALSE;
      } else if (day < marks[i + 3]!) continue;
      const slot = marks[i + 1]!;
      bits[marks[i]! * row + (slot >>> 5) * WORD + value]! |= 1 << (slot & 31);
    }
    return this;
  }
}
/** Integers that 32 names take. */
const WORD = 4;

/** Names as words of bits: where in a row, and which bits; a name that became known later is in no supplier asked before. */
export type Mask = readonly { at: number; bits: number }[];
export const maskOf = (slots: readonly number[]): Mask => {
  const words = new Map<number, number>();
  for (const slot of slots) words.set(slot >>> 5, (words.get(slot >>> 5) ?? 0) | (1 << (slot & 31)));
  return [...words].map(([word, bits]) => ({ at: word * WORD, bits }));
};

/** Whether one of the names is true at an assurance or better in the row that starts there. */
export const someTrue = ({ bits, row }: Today, start: number, mask: Mask, level: number): boolean => {
  for (let i = 0; i < mask.length; i++) {
    const { at, bits: asked } = mask[i]!;
    if (at >= row) continue;
    for (let l = level; l < FALSE; l++) if ((bits[start + at + l]! & asked) !== 0) return true;
  }
  return false;
};
/** Whether all of the names are false. */
export const allFalse = ({ bits, row }: Today, start: number, mask: Mask): boolean => {
  for (let i = 0; i < mask.length; i++) {
    const { at, bits: asked } = mask[i]!;
    if (at >= row || (bits[start + at + FALSE]! & asked) !== asked) return false;
  }
  return true;
};
