/** Rows of bits that grow in width; one row for each definition. */
export class BitRows {
  readonly #rows: Uint32Array<ArrayBuffer>[];

  constructor(rows: number, width = 32) {
    this.#rows = Array.from({ length: rows }, () => new Uint32Array((width + 31) >> 5));
  }

  has(row: number, bit: number): boolean {
    return ((this.#rows[row]![bit >> 5]! >>> (bit & 31)) & 1) === 1;
  }

  set(row: number, bit: number): void {
    const word = bit >> 5;
    let words = this.#rows[row]!;
    if (word >= words.length) {
      const wider = new Uint32Array(Math.max(word + 1, words.length * 2));
      wider.set(words);
      words = this.#rows[row] = wider;
    }
    words[word]! |= 1 << (bit & 31);
  }

  /** Some bit is set in both rows. */
  meets(a: number, other: BitRows, b: number): boolean {
    const left = this.#rows[a]!;
    const right = other.#rows[b]!;
    for (let i = Math.min(left.length, right.length) - 1; i >= 0; i--) if ((left[i]! & right[i]!) !== 0) return true;
    return false;
  }

  /** Some bit is set in `a` and not in `b`. */
  exceeds(a: number, b: number): boolean {
    const left = this.#rows[a]!;
    const right = this.#rows[b]!;
    for (let i = left.length - 1; i >= 0; i--) if ((left[i]! & ~(right[i] ?? 0)) !== 0) return true;
    return false;
  }
}
