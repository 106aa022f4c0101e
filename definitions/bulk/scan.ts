import type { Facts } from '#schemas/facts.ts';
import { dayOf } from '../days.ts';
import type { Ints } from './ints.ts';
import { type Column, columnOf, ENDLESS, formNumbers, type Pack, packedDay, putFlag, putNumber } from './pack.ts';

/** Thrown inside where the text is not as `JSON.stringify` writes parsed facts; the text is then parsed in full. */
const otherwise = Symbol('otherwise');

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN = 123;
const CLOSE = 125;
/** Powers of two: how many names and dates are kept. */
const NAMES = 1 << 11;
const DATES = 1 << 14;
/** Bytes that may be looked at past the end before it is noticed. */
const PAST = 64;
const encoder = new TextEncoder();

/**
 * Reads facts out of their stored text straight into a pack. The members of a fact are known (`value`, `level`,
 * `since`, `until`, in this order, no spaces), each begins with its own letter, and dates have ten characters: most of
 * the text need not be looked at. Three times as fast as parsing it first.
 */
export class Scanner {
  #text = '';
  #at = 0;
  #level = 0;
  #dates = 0;
  readonly #pack: Pack;
  #bytes = new Uint8Array(1 << 14);
  readonly #names: string[] = new Array<string>(NAMES).fill('');
  /** Dates read before, as the number of their digits, and their days. */
  readonly #dateOf = new Int32Array(DATES);
  readonly #days = new Int32Array(DATES);
  constructor(pack: Pack) {
    this.#pack = pack;
  }

  /** Adds the supplier whose facts are this JSON (of facts that were parsed by their schema) and returns its row. */
  add(text: string): number {
    this.#text = text;
    this.#at = 0;
    if (text.length + PAST > this.#bytes.length) this.#bytes = new Uint8Array(text.length * 2 + PAST);
    // Bytes are read many times faster than characters. A text that is not ASCII takes more bytes than it has characters.
    const ascii = encoder.encodeInto(text, this.#bytes).written === text.length;
    const row = this.#pack.size++;
    try {
      if (!ascii) throw otherwise;
      this.#members((name) => this.#member(name, row));
      if (this.#at !== text.length) throw otherwise;
      return row;
    } catch (error) {
      if (error !== otherwise) throw error;
      this.#pack.dropLast();
      return this.#pack.add(JSON.parse(text) as Facts);
    }
  }

  #expect(code: number): void {
    if (this.#bytes[this.#at++] !== code) throw otherwise;
  }
  #ahead(code: number): boolean {
    return this.#bytes[this.#at] === code;
  }
  /** The same few hundred names come again and again: one string for each is kept, found by a hash of its bytes. */
  #string(): string {
    this.#expect(QUOTE);
    const bytes = this.#bytes;
    const start = this.#at;
    let hash = 0;
    let end = start;
    for (let code = bytes[end]!; code !== QUOTE; code = bytes[++end]!) {
      if (code === BACKSLASH || end >= this.#text.length) throw otherwise;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.#at = end + 1;
    const place = (hash ^ (hash >>> 15)) & (NAMES - 1);
    const known = this.#names[place]!;
    if (known.length === end - start && this.#reads(known, start)) return known;
    const value = this.#text.slice(start, end);
    this.#names[place] = value;
    return value;
  }
  #reads(name: string, start: number): boolean {
    for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== this.#bytes[start + i]) return false;
    return true;
  }
  #members(read: (name: string) => void): void {
    this.#expect(OPEN);
    if (this.#ahead(CLOSE)) this.#at++;
    else {
      for (;;) {
        const name = this.#string();
        this.#expect(58);
        read(name);
        if (!this.#ahead(COMMA)) break;
        this.#at++;
      }
      this.#expect(CLOSE);
    }
  }
  #items(read: () => void): void {
    this.#expect(91);
    if (this.#ahead(93)) this.#at++;
    else {
      for (;;) {
        read();
        if (!this.#ahead(COMMA)) break;
        this.#at++;
      }
      this.#expect(93);
    }
  }

  #boolean(): boolean {
    const value = this.#ahead(116);
    if (!value && !this.#ahead(102)) throw otherwise;
    this.#at += value ? 4 : 5;
    return value;
  }
  #number(): number {
    let value = 0;
    let digits = 0;
    const bytes = this.#bytes;
    for (let code = bytes[this.#at]!; code >= 48 && code <= 57; code = bytes[++this.#at]!) {
      value = value * 10 + code - 48;
      digits++;
    }
    if (digits === 0 || digits > 15) throw otherwise;
    return value;
  }
  /** Days since 1970 of a date in quotes; the same few thousand dates come again and again. */
  #date(): number {
    const bytes = this.#bytes;
    const at = this.#at;
    if (bytes[at] !== QUOTE || bytes[at + 11] !== QUOTE) throw otherwise;
    let key = 0;
    for (let i = 1; i < 11; i++) key = i === 5 || i === 8 ? key : key * 10 + bytes[at + i]! - 48;
    const place = key & (DATES - 1);
    let day = this.#days[place]!;
    if (this.#dateOf[place] !== key) {
      day = packedDay(dayOf(this.#text.slice(at + 1, at + 11)));
      this.#days[place] = day;
      this.#dateOf[place] = key;
    }
    this.#at = at + 12;
    return day;
  }
  /** From a fact's opening brace to its value. */
  #open(): void {
    const at = this.#at;
    if (this.#bytes[at] !== OPEN || this.#bytes[at + 2] !== 118) throw otherwise;
    this.#at = at + 9;
  }
  /** From behind a fact's value to its closing brace: leaves its level and dates. */
  #close(): void {
    const bytes = this.#bytes;
    const at = this.#at;
    if (bytes[at] !== COMMA || bytes[at + 2] !== 108) throw otherwise;
    const first = bytes[at + 10];
    const second = bytes[at + 11];
    const level = first === 118 ? 2 : second === 111 ? 1 : 0;
    // declared and verified have eight letters, documented has ten.
    const next = at + (level === 1 ? 21 : 19);
    if (bytes[next] !== COMMA || bytes[next + 2] !== 115) throw otherwise;
    this.#at = next + 9;
    const since = this.#date();
    let until = ENDLESS;
    if (this.#ahead(COMMA)) {
      if (bytes[this.#at + 2] !== 117) throw otherwise;
      this.#at += 9;
      until = this.#date();
    }
    this.#expect(CLOSE);
    this.#level = level;
    this.#dates = since | (until << 16);
  }

  #flags(columns: Column, subject: number): void {
    this.#members((name) => {
      this.#open();
      const value = this.#boolean();
      this.#close();
      putFlag(columnOf(columns, name), subject, value, this.#level, this.#dates);
    });
  }
  #fact(column: Ints, row: number, read: () => number): void {
    this.#open();
    const value = read();
    this.#close();
    putNumber(column, row, value, this.#level, this.#dates);
  }
  #word(word: string): void {
    if (!this.#text.startsWith(word, this.#at)) throw otherwise;
    this.#at += word.length;
  }

  #member(name: string, row: number): void {
    const pack = this.#pack;
    switch (name) {
      case 'owners':
        this.#items(() => {
          this.#word('{"bp":');
          const owner = pack.addOwner(row, this.#number());
          this.#word(',"groups":');
          this.#flags(pack.ownerGroups, owner);
          this.#expect(CLOSE);
        });
        break;
      case 'managed':
      case 'controlled':
      case 'certifications':
      case 'flags':
        this.#flags(pack[name], row);
        break;
      case 'workforce':
        this.#members((group) => this.#fact(columnOf(pack.workforce, group), row, () => this.#number()));
        break;
      case 'places':
        this.#items(() => {
          this.#open();
          this.#word('{"region":');
          const region = this.#string();
          this.#word(',"head":');
          const head = this.#boolean();
          this.#expect(CLOSE);
          this.#close();
          pack.addPlace(row, region, head, this.#level, this.#dates);
        });
        break;
      case 'employees':
      case 'revenueCad':
        this.#fact(pack[name], row, () => this.#number());
        break;
      case 'placesComplete':
        this.#fact(pack.placesComplete, row, () => (this.#boolean() ? 1 : 0));
        break;
      case 'legalForm':
        this.#fact(pack.legalForm, row, () => formNumbers[this.#string()] ?? -1);
        break;
      case 'foundedOn':
        this.#fact(pack.foundedOn, row, () => dayOf(this.#string()));
        break;
      default:
        throw otherwise;
    }
  }
}
