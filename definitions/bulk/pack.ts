import type { Facts, Known } from '#schemas/facts.ts';
import { legalForms } from '#schemas/legal-forms.ts';
import { dayOf } from '../days.ts';
import { levelOf } from '../evidence.ts';
import { Ints } from './ints.ts';

/**
 * Dates are packed as days since 1970-01-01 in 16 bits (to 2149-06-05); `ENDLESS`: no end known. Earlier starts and
 * later ends are moved to the edge, which no question asked between 2020 and 2149 can notice.
 */
const EPOCH = dayOf('1970-01-01');
export const ENDLESS = 0xffff;
export const packedDay = (day: number): number => Math.max(0, Math.min(ENDLESS - 1, day - EPOCH));
const datesOf = (fact: { since: string; until?: string | undefined }): number => {
  const until = fact.until === undefined ? ENDLESS : packedDay(dayOf(fact.until));
  return packedDay(dayOf(fact.since)) | (until << 16);
};

/** A true-or-false fact is two integers: `subject << 3 | value << 2 | level`, then its dates. */
export const FLAG = 2;
/** A fact with a number is four: `subject << 2 | level`, its dates, the number's part below 2³¹ and how often 2³¹ goes in it. */
export const NUMBER = 4;
export const CARRY = 0x80000000;
/** An owner is two integers: its row, its basis points. */
export const OWNER = 2;
/** A place is three: `row << 3 | head << 2 | level`, its dates, the number of its region. */
export const PLACE = 3;

export type Column = Map<string, Ints>;
export const columnOf = (columns: Column, name: string): Ints => {
  let column = columns.get(name);
  if (column === undefined) {
    column = new Ints();
    columns.set(name, column);
  }
  return column;
};

export const putFlag = (column: Ints, subject: number, value: boolean, level: number, dates: number): void => {
  const i = column.grow(FLAG);
  column.data[i] = (subject << 3) | (value ? 4 : 0) | level;
  column.data[i + 1] = dates;
};
export const putNumber = (column: Ints, subject: number, value: number, level: number, dates: number): void => {
  const i = column.grow(NUMBER);
  column.data[i] = (subject << 2) | level;
  column.data[i + 1] = dates;
  column.data[i + 2] = value % CARRY;
  column.data[i + 3] = Math.floor(value / CARRY);
};

const pushFlags = (columns: Column, subject: number, facts: Record<string, Known<boolean>>): void => {
  for (const name in facts) {
    const fact = facts[name]!;
    putFlag(columnOf(columns, name), subject, fact.value, levelOf[fact.level], datesOf(fact));
  }
};
const pushNumber = (column: Ints, subject: number, fact: Known<unknown>, value: number): void =>
  putNumber(column, subject, value, levelOf[fact.level], datesOf(fact));

export const formNumbers: Record<string, number> = Object.fromEntries(legalForms.map((form, index) => [form, index]));

/**
 * The evidence of many suppliers as columns of integers, one column for each thing that can be known. Suppliers are
 * added in any number and numbered from 0; nothing in it depends on definitions or on the day, so it is kept.
 */
export class Pack {
  size = 0;
  readonly managed: Column = new Map();
  readonly controlled: Column = new Map();
  readonly certifications: Column = new Map();
  readonly flags: Column = new Map();
  readonly workforce: Column = new Map();
  readonly owners = new Ints();
  /** Facts about owners by group; the subject is the owner's number. */
  readonly ownerGroups: Column = new Map();
  readonly places = new Ints();
  readonly regions: string[] = [];
  readonly #regionNumbers = new Map<string, number>();
  readonly placesComplete = new Ints();
  readonly legalForm = new Ints();
  readonly employees = new Ints();
  readonly revenueCad = new Ints();
  /** Founding as a day number. */
  readonly foundedOn = new Ints();

  /** Adds a supplier and returns its row. */
  add(facts: Facts): number {
    const row = this.size++;
    for (let i = 0; i < facts.owners.length; i++) {
      const { bp, groups } = facts.owners[i]!;
      pushFlags(this.ownerGroups, this.addOwner(row, bp), groups);
    }
    pushFlags(this.managed, row, facts.managed);
    pushFlags(this.controlled, row, facts.controlled);
    pushFlags(this.certifications, row, facts.certifications);
    pushFlags(this.flags, row, facts.flags);
    for (const group in facts.workforce) {
      const fact = facts.workforce[group]!;
      pushNumber(columnOf(this.workforce, group), row, fact, fact.value);
    }
    for (let i = 0; i < facts.places.length; i++) {
      const place = facts.places[i]!;
      this.addPlace(row, place.value.region, place.value.head, levelOf[place.level], datesOf(place));
    }
    const { legalForm, employees, revenueCad, foundedOn, placesComplete } = facts;
    if (legalForm) pushNumber(this.legalForm, row, legalForm, formNumbers[legalForm.value]!);
    if (employees) pushNumber(this.employees, row, employees, employees.value);
    if (revenueCad) pushNumber(this.revenueCad, row, revenueCad, revenueCad.value);
    if (foundedOn) pushNumber(this.foundedOn, row, foundedOn, dayOf(foundedOn.value));
    if (placesComplete) pushNumber(this.placesComplete, row, placesComplete, placesComplete.value ? 1 : 0);
    return row;
  }

  /** Adds an owner and returns its number. */
  addOwner(row: number, bp: number): number {
    const i = this.owners.grow(OWNER);
    this.owners.data[i] = row;
    this.owners.data[i + 1] = bp;
    return i / OWNER;
  }

  addPlace(row: number, region: string, head: boolean, level: number, dates: number): void {
    let number = this.#regionNumbers.get(region);
    if (number === undefined) {
      number = this.regions.push(region) - 1;
      this.#regionNumbers.set(region, number);
    }
    const i = this.places.grow(PLACE);
    this.places.data[i] = (row << 3) | (head ? 4 : 0) | level;
    this.places.data[i + 1] = dates;
    this.places.data[i + 2] = number;
  }

  /** Takes back whatever the last row has got so far. */
  dropLast(): void {
    const row = --this.size;
    const drop = (column: Ints, stride: number, subject: (head: number) => number, from: number) => {
      while (column.length > 0 && subject(column.data[column.length - stride]!) >= from) column.length -= stride;
    };
    drop(this.owners, OWNER, (head) => head, row);
    drop(this.places, PLACE, (head) => head >>> 3, row);
    const owners = this.owners.length / OWNER;
    for (const column of this.ownerGroups.values()) drop(column, FLAG, (head) => head >>> 3, owners);
    for (const columns of [this.managed, this.controlled, this.certifications, this.flags]) {
      for (const column of columns.values()) drop(column, FLAG, (head) => head >>> 3, row);
    }
    const single = [this.placesComplete, this.legalForm, this.employees, this.revenueCad, this.foundedOn];
    for (const column of [...this.workforce.values(), ...single]) drop(column, NUMBER, (head) => head >>> 2, row);
  }
}
