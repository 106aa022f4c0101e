import type { Facts } from '#schemas/facts.ts';
import { dayOf } from '../days.ts';
import type { Ints } from './ints.ts';
import { Names, notPlain, textOf } from './names.ts';
import { type Column, columnOf, ENDLESS, formNumbers, type Pack, packedDay, putFlag, putNumber } from './pack.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN = 123;
const CLOSE = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const [D, F, L, O, S, T, U, V] = [100, 102, 108, 111, 115, 116, 117, 118] as const;
const ZERO = 48;
/** How many dates are kept, as a power of two. */
const DATES = 12;
/** Bytes that may be looked at past the end before it is noticed. */
const PAST = 64;
const encoder = new TextEncoder();

const members = [
  'owners',
  'managed',
  'controlled',
  'certifications',
  'flags',
  'workforce',
  'places',
  'employees',
  'revenueCad',
  'placesComplete',
  'legalForm',
  'foundedOn',
] as const;

/**
 * Reads facts out of their stored text straight into a pack. The members of a fact are known (`value`, `level`,
 * `since`, `until`, in this order, no spaces), each begins with its own letter, and dates have ten characters: most of
 * the text need not be looked at. Several times as fast as parsing it first. A text that is written otherwise is parsed.
 */
export class Scanner {
  readonly #pack: Pack;
  #text = textOf(new Uint8Array(1 << 14));
  #bytes = this.#text.bytes;
  /** Where the text is read; what reads keeps it in a variable meanwhile. */
  #at = 0;
  #level = 0;
  #dates = 0;
  readonly #members = new Names((name) => members.find((member) => member === name));
  readonly #words = new Names((word) => word);
  readonly #columns: Record<
    'managed' | 'controlled' | 'certifications' | 'flags' | 'ownerGroups' | 'workforce',
    Names<Ints>
  >;
  /** Dates read before, as the bytes of their digits, and their days. */
  readonly #years = new Int32Array(1 << DATES);
  readonly #monthsAndDays = new Int32Array(1 << DATES);
  readonly #days = new Int32Array(1 << DATES);

  constructor(pack: Pack) {
    this.#pack = pack;
    const columns = (of: Column) => new Names((name) => columnOf(of, name));
    this.#columns = {
      managed: columns(pack.managed),
      controlled: columns(pack.controlled),
      certifications: columns(pack.certifications),
      flags: columns(pack.flags),
      ownerGroups: columns(pack.ownerGroups),
      workforce: columns(pack.workforce),
    };
  }

  /** Adds the supplier whose facts are this JSON (of facts that were parsed by their schema) and returns its row. */
  add(text: string): number {
    if (text.length + PAST > this.#bytes.length) {
      this.#text = textOf(new Uint8Array(text.length * 2 + PAST));
      this.#bytes = this.#text.bytes;
    }
    // Bytes are read many times faster than characters. A text that is not ASCII takes more bytes than it has characters.
    const ascii = encoder.encodeInto(text, this.#bytes).written === text.length;
    const row = this.#pack.size++;
    try {
      if (!ascii) throw notPlain;
      this.#at = 0;
      this.#facts(row);
      if (this.#at !== text.length) throw notPlain;
      return row;
    } catch (error) {
      if (error !== notPlain) throw error;
      this.#pack.dropLast();
      return this.#pack.add(JSON.parse(text) as Facts);
    }
  }

  #expect(code: number): void {
    if (this.#bytes[this.#at++] !== code) throw notPlain;
  }
  /** Whether an object or list that has been opened goes on; moves behind its end when it does not. */
  #isEmpty(close: number): boolean {
    if (this.#bytes[this.#at] !== close) return false;
    this.#at++;
    return true;
  }
  /** Behind a member or item: whether another follows; moves behind the comma or the end. */
  #goesOn(close: number): boolean {
    const code = this.#bytes[this.#at++];
    if (code === COMMA) return true;
    if (code !== close) throw notPlain;
    return false;
  }

  #facts(row: number): void {
    this.#expect(OPEN);
    if (this.#isEmpty(CLOSE)) return;
    do {
      this.#expect(QUOTE);
      const member = this.#members.read(this.#text, this.#at);
      this.#at = this.#members.end;
      this.#expect(COLON);
      this.#member(member, row);
    } while (this.#goesOn(CLOSE));
  }

  #member(member: (typeof members)[number] | undefined, row: number): void {
    const pack = this.#pack;
    switch (member) {
      case 'owners':
        this.#owners(row);
        break;
      case 'managed':
      case 'controlled':
      case 'certifications':
      case 'flags':
        this.#flags(this.#columns[member], row);
        break;
      case 'workforce':
        this.#shares(row);
        break;
      case 'places':
        this.#places(row);
        break;
      case 'employees':
      case 'revenueCad':
        this.#open();
        this.#put(pack[member], row, this.#number());
        break;
      case 'placesComplete':
        this.#open();
        this.#put(pack.placesComplete, row, this.#boolean() ? 1 : 0);
        break;
      case 'legalForm':
        this.#open();
        this.#put(pack.legalForm, row, formNumbers[this.#word()] ?? -1);
        break;
      case 'foundedOn':
        this.#open();
        this.#put(pack.foundedOn, row, dayOf(this.#word()));
        break;
      default:
        throw notPlain;
    }
  }

  #owners(row: number): void {
    this.#expect(OPEN_LIST);
    if (this.#isEmpty(CLOSE_LIST)) return;
    do {
      this.#skip('{"bp":');
      const owner = this.#pack.addOwner(row, this.#number());
      this.#skip(',"groups":');
      this.#flags(this.#columns.ownerGroups, owner);
      this.#expect(CLOSE);
    } while (this.#goesOn(CLOSE_LIST));
  }

  /** Nearly all of the text is this: names with true-or-false facts. */
  #flags(columns: Names<Ints>, subject: number): void {
    this.#expect(OPEN);
    if (this.#isEmpty(CLOSE)) return;
    const text = this.#text;
    do {
      this.#expect(QUOTE);
      const column = columns.read(text, this.#at);
      const value = this.#flag(columns.end);
      putFlag(column, subject, value, this.#level, this.#dates);
    } while (this.#goesOn(CLOSE));
  }
  #flag(at: number): boolean {
    const bytes = this.#bytes;
    if (bytes[at] !== COLON || bytes[at + 1] !== OPEN || bytes[at + 3] !== V) throw notPlain;
    const value = bytes[at + 10] === T;
    if (!value && bytes[at + 10] !== F) throw notPlain;
    this.#at = at + (value ? 14 : 15);
    this.#close();
    return value;
  }

  #shares(row: number): void {
    this.#expect(OPEN);
    if (this.#isEmpty(CLOSE)) return;
    const { workforce } = this.#columns;
    do {
      this.#expect(QUOTE);
      const column = workforce.read(this.#text, this.#at);
      this.#at = workforce.end;
      this.#expect(COLON);
      this.#open();
      this.#put(column, row, this.#number());
    } while (this.#goesOn(CLOSE));
  }

  #places(row: number): void {
    this.#expect(OPEN_LIST);
    if (this.#isEmpty(CLOSE_LIST)) return;
    do {
      this.#open();
      this.#skip('{"region":');
      const region = this.#word();
      this.#skip(',"head":');
      const head = this.#boolean();
      this.#expect(CLOSE);
      this.#close();
      this.#pack.addPlace(row, region, head, this.#level, this.#dates);
    } while (this.#goesOn(CLOSE_LIST));
  }

  /** From a fact's opening brace to its value. */
  #open(): void {
    const at = this.#at;
    if (this.#bytes[at] !== OPEN || this.#bytes[at + 2] !== V) throw notPlain;
    this.#at = at + 9;
  }
  /** From behind a fact's value to behind its closing brace: leaves its level and dates. */
  #close(): void {
    const bytes = this.#bytes;
    const at = this.#at;
    if (bytes[at] !== COMMA || bytes[at + 2] !== L) throw notPlain;
    // declared and verified have eight letters, documented has ten.
    const documented = bytes[at + 10] === D && bytes[at + 11] === O;
    this.#level = documented ? 1 : bytes[at + 10] === V ? 2 : 0;
    const next = at + (documented ? 21 : 19);
    if (bytes[next] !== COMMA || bytes[next + 2] !== S) throw notPlain;
    const since = this.#date(next + 9);
    let end = next + 21;
    let until = ENDLESS;
    if (bytes[end] === COMMA) {
      if (bytes[end + 2] !== U) throw notPlain;
      until = this.#date(end + 9);
      end += 21;
    }
    if (bytes[end] !== CLOSE) throw notPlain;
    this.#at = end + 1;
    this.#dates = since | (until << 16);
  }
  #put(column: Ints, row: number, value: number): void {
    this.#close();
    putNumber(column, row, value, this.#level, this.#dates);
  }

  /** Days since 1970 of the date in quotes that begins there; the same few thousand dates come again and again. */
  #date(at: number): number {
    const bytes = this.#bytes;
    if (bytes[at] !== QUOTE || bytes[at + 11] !== QUOTE) throw notPlain;
    const { view } = this.#text;
    const year = view.getInt32(at + 1);
    const monthAndDay = (view.getInt16(at + 6) << 16) | view.getUint16(at + 9);
    const place = Math.imul(Math.imul(year, 31) + monthAndDay, 0x9e3779b1) >>> (32 - DATES);
    if (this.#years[place] !== year || this.#monthsAndDays[place] !== monthAndDay) {
      this.#years[place] = year;
      this.#monthsAndDays[place] = monthAndDay;
      this.#days[place] = packedDay(dayOf(String.fromCharCode(...bytes.subarray(at + 1, at + 11))));
    }
    return this.#days[place]!;
  }

  #boolean(): boolean {
    const code = this.#bytes[this.#at];
    if (code !== T && code !== F) throw notPlain;
    this.#at += code === T ? 4 : 5;
    return code === T;
  }
  #number(): number {
    let value = 0;
    let digits = 0;
    const bytes = this.#bytes;
    for (let code = bytes[this.#at]!; code >= ZERO && code < ZERO + 10; code = bytes[++this.#at]!) {
      value = value * 10 + code - ZERO;
      digits++;
    }
    if (digits === 0 || digits > 15) throw notPlain;
    return value;
  }
  /** A string that is one of a few. */
  #word(): string {
    this.#expect(QUOTE);
    const word = this.#words.read(this.#text, this.#at);
    this.#at = this.#words.end;
    return word;
  }
  #skip(text: string): void {
    for (let i = 0; i < text.length; i++) if (this.#bytes[this.#at + i] !== text.charCodeAt(i)) throw notPlain;
    this.#at += text.length;
  }
}
