/** A list of integers that grows in place: evidence of a whole registry without an object for each fact. */
export class Ints {
  data: Int32Array;
  length = 0;
  constructor(capacity = 1024) {
    this.data = new Int32Array(capacity);
  }
  /** Makes room for `count` more and returns where they start. */
  grow(count: number): number {
    const start = this.length;
    this.length = start + count;
    if (this.length > this.data.length) {
      const larger = new Int32Array(Math.max(this.length, this.data.length * 2));
      larger.set(this.data);
      this.data = larger;
    }
    return start;
  }
}

/** One bit a row. */
export type Bits = Uint32Array;
export const wordsFor = (rows: number): number => (rows + 31) >>> 5;
export const has = (bits: Bits, row: number): boolean => ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1;

export const countOf = (bits: Bits): number => {
  let total = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return total;
};

export const rowsOf = (bits: Bits): Uint32Array => {
  const rows = new Uint32Array(countOf(bits));
  let at = 0;
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i]!; word !== 0; word &= word - 1) rows[at++] = i * 32 + 31 - Math.clz32(word & -word);
  }
  return rows;
};
