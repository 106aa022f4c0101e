import { addMonths } from '../days.ts';
import type { Bits, Ints } from './ints.ts';
import { type Known, lastingOn, noneKnown } from './lasting.ts';
import { CARRY, ENDLESS, FLAG, NUMBER, OWNER, type Pack, packedDay } from './pack.ts';

/** A share between what is established and what is possible, in basis points, for each row. */
export interface Bounds {
  lo: Uint16Array | Int32Array;
  hi: Uint16Array | Int32Array;
}

export type FlagSource = 'managed' | 'controlled' | 'certifications' | 'flags' | 'ownerGroups';

/** Packed evidence on one day. Columns are worked out when first asked for and shared by all criteria that ask. */
export class View {
  readonly pack: Pack;
  readonly day: number;
  readonly #today: number;
  readonly #made = new Map<string, unknown>();

  constructor(pack: Pack, day: number) {
    this.pack = pack;
    this.day = day;
    this.#today = packedDay(day);
  }

  get rows(): number {
    return this.pack.size;
  }

  once<T>(key: string, make: () => T): T {
    let made = this.#made.get(key) as T | undefined;
    if (made === undefined) {
      made = make();
      this.#made.set(key, made);
    }
    return made;
  }

  /** First day on which evidence not older than `maxAge` months may have been established. */
  cutoff(maxAge: number): number {
    if (maxAge === 0) return 0;
    return this.once(`cutoff ${maxAge}`, () => {
      let first = addMonths(this.day, -maxAge);
      while (addMonths(first - 1, maxAge) >= this.day) first--;
      while (addMonths(first, maxAge) < this.day) first++;
      return packedDay(first);
    });
  }

  counts(dates: number, cutoff: number): boolean {
    const since = dates & 0xffff;
    const until = dates >>> 16;
    return since <= this.#today && since >= cutoff && (until === ENDLESS || until >= this.#today);
  }

  /** An expired certificate is a no; any other lapsed fact is unknown. */
  known(source: FlagSource, name: string, maxAge: number): Known {
    return this.once(`${source} ${name} ${maxAge}`, () => {
      const subjects = source === 'ownerGroups' ? this.pack.owners.length / OWNER : this.rows;
      const column = this.pack[source].get(name);
      const expires = source === 'certifications';
      const lasting = column && maxAge === 0 ? lastingOn(column, subjects, this.#today, expires) : undefined;
      if (lasting) return lasting;
      const known = noneKnown(subjects);
      if (column) this.#gather(column, this.cutoff(maxAge), expires, known.yes, known.no);
      return known;
    });
  }

  /**
   * Facts come in the order of their subjects: words are put together in variables and stored when the next begins.
   * Without branches, as what is true, how well and until when is known of one fact says nothing of the next.
   */
  #gather({ data, length }: Ints, cutoff: number, expires: boolean, yes: readonly [Bits, Bits, Bits], no: Bits): void {
    const today = this.#today;
    const expiry = expires ? -1 : 0;
    const [declared, documented, verified] = yes;
    let at = 0;
    let true0 = 0;
    let true1 = 0;
    let true2 = 0;
    let untrue = 0;
    for (let i = 0; i < length; i += FLAG) {
      const head = data[i]!;
      const dates = data[i + 1]!;
      if (head >>> 8 !== at) {
        declared[at]! |= true0;
        documented[at]! |= true1;
        verified[at]! |= true2;
        no[at]! |= untrue;
        at = head >>> 8;
        true0 = true1 = true2 = untrue = 0;
      }
      // Each of these is all ones or none.
      const since = dates & 0xffff;
      const over = ((dates >>> 16) - today) >> 31;
      const counts = ~(over | ((today - since) >> 31) | ((since - cutoff) >> 31));
      const value = -((head >>> 2) & 1);
      const bit = 1 << ((head >>> 3) & 31);
      const holds = bit & value & counts;
      true0 |= holds;
      true1 |= holds & -((head | (head >>> 1)) & 1);
      true2 |= holds & -((head >>> 1) & 1);
      untrue |= bit & ((~value & counts) | (value & over & expiry));
    }
    if (length === 0) return;
    declared[at]! |= true0;
    documented[at]! |= true1;
    verified[at]! |= true2;
    no[at]! |= untrue;
  }

  /** The facts of a column of numbers that count. */
  numbers(source: 'legalForm' | 'employees' | 'revenueCad' | 'foundedOn', maxAge: number) {
    return this.once(`${source} ${maxAge}`, () => {
      const column = this.pack[source];
      const most = column.length / NUMBER;
      const rows = new Int32Array(most);
      const levels = new Uint8Array(most);
      const values = new Float64Array(most);
      let count = 0;
      this.eachNumber(column, maxAge, (row, level, value) => {
        rows[count] = row;
        levels[count] = level;
        values[count++] = value;
      });
      return { rows, levels, values, count };
    });
  }

  /** Calls back for each fact of a column of numbers that counts. */
  eachNumber(column: Ints, maxAge: number, visit: (row: number, level: number, value: number) => void): void {
    const cutoff = this.cutoff(maxAge);
    const { data, length } = column;
    for (let i = 0; i < length; i += NUMBER) {
      if (!this.counts(data[i + 1]!, cutoff)) continue;
      const head = data[i]!;
      visit(head >>> 2, head & 3, data[i + 2]! + data[i + 3]! * CARRY);
    }
  }
}
