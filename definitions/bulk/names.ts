const QUOTE = 34;
const BACKSLASH = 92;
/** A power of two: places for names; a name that takes another's place is read anew. */
const PLACES = 1 << 11;
const decoder = new TextDecoder();

/** Bytes, and the same bytes to be read four at a time. */
export interface Text {
  bytes: Uint8Array;
  view: DataView;
}
export const textOf = (bytes: Uint8Array): Text => ({ bytes, view: new DataView(bytes.buffer) });

/** Whether so many bytes of two texts are alike. */
const alike = (a: Text, atA: number, b: Text, atB: number, length: number): boolean => {
  if (length < 4) {
    for (let i = 0; i < length; i++) if (a.bytes[atA + i] !== b.bytes[atB + i]) return false;
    return true;
  }
  const last = length - 4;
  for (let i = 0; i < last; i += 4) if (a.view.getInt32(atA + i) !== b.view.getInt32(atB + i)) return false;
  return a.view.getInt32(atA + last) === b.view.getInt32(atB + last);
};

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
  /** The names with their closing quotes one behind the other; where each begins and how long it is. */
  #known = textOf(new Uint8Array(1 << 12));
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  /** For each, which came after it. */
  readonly #after: number[] = [];
  readonly #places = new Int32Array(PLACES).fill(-1);
  #length = 0;
  #last = 0;
  /** Behind the closing quote of the name read last. */
  end = 0;

  /** `make`: what is kept for a name. */
  constructor(make: (name: string) => T) {
    this.#make = make;
  }

  /** Reads the name that begins behind an opening quote. Throws `notPlain`. */
  read(text: Text, start: number): T {
    const after = this.#after;
    const guess = after[this.#last] ?? -1;
    let found = guess;
    if (guess < 0 || !alike(this.#known, this.#starts[guess]!, text, start, this.#lengths[guess]!)) {
      found = this.#find(text, start);
      after[this.#last] = found;
    }
    this.#last = found;
    this.end = start + this.#lengths[found]!;
    return this.#kept[found]!;
  }

  #find(text: Text, start: number): number {
    const { bytes } = text;
    let hash = 0;
    let end = start;
    for (let code = bytes[end]; code !== QUOTE; code = bytes[++end]) {
      if (code === BACKSLASH || code === undefined) throw notPlain;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    const known = this.#places[place]!;
    if (known >= 0 && alike(this.#known, this.#starts[known]!, text, start, this.#lengths[known]!)) return known;
    const index = this.#kept.push(this.#make(decoder.decode(bytes.subarray(start, end)))) - 1;
    this.#keep(bytes.subarray(start, end + 1));
    this.#places[place] = index;
    return index;
  }

  #keep(name: Uint8Array): void {
    const start = this.#length;
    this.#length += name.length;
    if (this.#length > this.#known.bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#known.bytes);
      this.#known = textOf(larger);
    }
    this.#known.bytes.set(name, start);
    this.#starts.push(start);
    this.#lengths.push(name.length);
    this.#after.push(-1);
  }
}
