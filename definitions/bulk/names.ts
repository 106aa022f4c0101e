const QUOTE = 34;
const BACKSLASH = 92;
/** A power of two: places for names; a name that takes another's place is read anew. */
const PLACES = 1 << 11;
const decoder = new TextDecoder();

/** Thrown where a name is not as plain text writes it. */
export const notPlain = Symbol('not plain');

/**
 * Names in JSON text, each with what is kept for it. The same few hundred come again and again and mostly in the same
 * order, so the one that followed last time is tried first; otherwise it is found by a hash of its bytes. No string is
 * made of a name that is known.
 */
export class Names<T> {
  readonly #make: (name: string) => T;
  readonly #kept: T[] = [];
  /** For each kept one: its bytes with the closing quote, and which came after it. */
  readonly #bytes: Uint8Array[] = [];
  readonly #after: number[] = [];
  readonly #places = new Int32Array(PLACES).fill(-1);
  #last = 0;
  /** Behind the closing quote of the name read last. */
  end = 0;

  /** `make`: what is kept for a name. */
  constructor(make: (name: string) => T) {
    this.#make = make;
  }

  /** Reads the name that begins behind an opening quote. Throws `notPlain`. */
  read(text: Uint8Array, start: number): T {
    const guess = this.#after[this.#last] ?? -1;
    const found = guess >= 0 && this.#isAt(guess, text, start) ? guess : this.#find(text, start);
    this.#after[this.#last] = found;
    this.#last = found;
    this.end = start + this.#bytes[found]!.length;
    return this.#kept[found]!;
  }

  #isAt(index: number, text: Uint8Array, start: number): boolean {
    const bytes = this.#bytes[index]!;
    for (let i = 0; i < bytes.length; i++) if (bytes[i] !== text[start + i]) return false;
    return true;
  }

  #find(text: Uint8Array, start: number): number {
    let hash = 0;
    let end = start;
    for (let code = text[end]; code !== QUOTE; code = text[++end]) {
      if (code === BACKSLASH || code === undefined) throw notPlain;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    const known = this.#places[place]!;
    if (known >= 0 && this.#isAt(known, text, start)) return known;
    const index = this.#kept.push(this.#make(decoder.decode(text.subarray(start, end)))) - 1;
    this.#bytes.push(text.slice(start, end + 1));
    this.#after.push(-1);
    this.#places[place] = index;
    return index;
  }
}
