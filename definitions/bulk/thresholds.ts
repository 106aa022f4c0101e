import type { Bits } from './ints.ts';
import type { Rails } from './plan.ts';
import type { Bounds, View } from './view.ts';

/** From so many thresholds on one share on, sorting the rows once costs less than comparing them with each. */
const MANY = 3;

/** Met where `lo` reaches the threshold, unmet where `hi` cannot. */
const compared = ({ lo, hi }: Bounds, least: number, { met, unmet }: Rails): void => {
  const rows = lo.length;
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

/** For each share up to the highest threshold, how many of the thresholds it reaches. */
const ranksOf = (thresholds: readonly number[]): Uint16Array => {
  const rank = new Uint16Array(thresholds.at(-1)! + 1);
  for (const threshold of thresholds) for (let share = threshold; share < rank.length; share++) rank[share]!++;
  return rank;
};

/**
 * For each threshold in turn, the rows whose share reaches it, in one array: a row is entered under the highest
 * threshold that it reaches, and counts for the lower ones too. Those that reach none come first.
 */
const reaching = (shares: Bounds['lo'], thresholds: number, rank: Uint16Array, words: number): Bits => {
  const top = rank.length - 1;
  const all = new Uint32Array((thresholds + 1) * words);
  for (let row = 0; row < shares.length; row++) {
    all[rank[Math.min(shares[row]!, top)]! * words + (row >>> 5)]! |= 1 << (row & 31);
  }
  for (let i = all.length - words - 1; i >= words; i--) all[i]! |= all[i + words]!;
  return all;
};

/** What several criteria ask of one share, so that its rows are looked at once for all their thresholds. */
class Share {
  readonly #key: string;
  readonly #bounds: (view: View) => Bounds;
  readonly #thresholds: number[] = [];
  #rank: Uint16Array | undefined;
  constructor(key: string, bounds: (view: View) => Bounds) {
    this.#key = key;
    this.#bounds = bounds;
  }

  add(least: number): void {
    if (this.#thresholds.includes(least)) return;
    this.#thresholds.push(least);
    this.#thresholds.sort((a, b) => a - b);
    this.#rank = undefined;
  }

  /** Sets the bits of the rows that are known to reach a threshold, and of those that cannot. */
  fill(view: View, least: number, rails: Rails): void {
    const thresholds = this.#thresholds;
    if (thresholds.length < MANY) {
      compared(this.#bounds(view), least, rails);
      return;
    }
    const words = rails.met.length;
    this.#rank ??= ranksOf(thresholds);
    const rank = this.#rank;
    const { lo, hi } = view.once(this.#key, () => {
      const bounds = this.#bounds(view);
      return {
        lo: reaching(bounds.lo, thresholds.length, rank, words),
        hi: reaching(bounds.hi, thresholds.length, rank, words),
      };
    });
    const start = (thresholds.indexOf(least) + 1) * words;
    for (let word = 0; word < words; word++) {
      rails.met[word] = lo[start + word]!;
      rails.unmet[word] = ~hi[start + word]!;
    }
  }
}

/** The shares that the criteria of one plan ask about. */
export class Shares {
  readonly #known = new Map<string, Share>();

  /** `key`: of all that is asked but the threshold; `least`: the threshold in basis points. */
  asked(key: string, least: number, bounds: (view: View) => Bounds): Share {
    const share = this.#known.get(key) ?? new Share(`thresholds ${key}`, bounds);
    this.#known.set(key, share);
    share.add(least);
    return share;
  }
}
