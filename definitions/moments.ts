import { addMonths, lastDay, NEVER } from './days.ts';
import {
  type Evidence,
  FALSE,
  type Fact,
  levelIn,
  MARK,
  marked,
  type NameKind,
  nameIn,
  namesKnown,
  rowIn,
} from './evidence.ts';
import { Finding, type Found } from './finding.ts';
import { NOW, STRETCHES, seen, VIEWS, type When } from './when.ts';

/** Integers for one column (in a glance: for 32 of them): true at each assurance or better, then false. */
export const CELL = 4;
export const UNTRUE = 3;
/** Columns that fit one integer of a glance. */
export const BITS = 32;
/** At most (`schemas/facts.ts`). */
const OWNERS = 200;

/**
 * One supplier from one day on, looked through once for all the definitions that are compiled with the same `Moments`.
 * Only they may ask it; what else than evidence changes their answers is told to it when they are compiled.
 */
export class Moments {
  evidence: Evidence | undefined;
  day = 0;
  /** Changes whenever another supplier or day is looked at. */
  turn = 0;
  /** All the moments that are told apart. */
  all: When = NOW;
  /** First days of the stretches; the first is the day asked about. */
  readonly starts = new Int32Array(STRETCHES);
  stretches = 1;
  /** First day after the last stretch. */
  next = NEVER;
  /** What is known of each column of each row (`marked`), for each age that is asked. */
  cells = new Int32Array(1024);
  /** Integers from one row of cells to the next (0 when there are none), and from one age to the next. */
  row = 0;
  block = 0;
  /** After a glance: for each row, the first 32 columns (one bit each) that are true at each assurance or better, and false. */
  readonly words = new Int32Array((marked.owners + OWNERS) * CELL);
  /** By kind and number of a name: its column plus one; 0 where no rule asks for it, and its facts are passed over. */
  readonly #columns: Record<NameKind, Int32Array> = {
    groups: new Int32Array(64),
    certifications: new Int32Array(64),
    flags: new Int32Array(64),
  };
  readonly #asked: Record<NameKind, number> = { groups: 0, certifications: 0, flags: 0 };
  readonly #finds = new Map<string, Finding>();
  readonly #ages = [0];
  readonly #days: number[] = [];
  readonly #months: number[] = [];

  /** Told of an age; answers which block of cells looks only at evidence not older than so many months (0: any age). */
  blockFor(maxAge: number): number {
    this.#tell(this.#ages, maxAge);
    return this.#ages.indexOf(maxAge);
  }
  /** Told of a day on which answers may change whatever the evidence. */
  turnsOn(day: number): void {
    this.#tell(this.#days, day);
  }
  /** Told that answers may change so many months after the founding. */
  turnsAfter(months: number): void {
    this.#tell(this.#months, months);
  }
  #tell(list: number[], value: number): void {
    if (list.includes(value)) return;
    list.push(value);
    this.evidence = undefined;
  }

  /** Told of a name (by its number) that a rule asks for; answers which column of its rows is its own. */
  columnFor(kind: NameKind, name: number): number {
    this.#makeRoom();
    const columns = this.#columns[kind];
    if (columns[name] === 0) {
      columns[name] = ++this.#asked[kind];
      this.evidence = undefined;
    }
    return columns[name]! - 1;
  }
  #makeRoom(): void {
    const room = namesKnown();
    if (room <= this.#columns.groups.length) return;
    for (const kind of ['groups', 'certifications', 'flags'] as const) {
      const wider = new Int32Array(room * 2);
      wider.set(this.#columns[kind]);
      this.#columns[kind] = wider;
    }
  }

  /** What several criteria find in the same way is found once for each supplier and day. `key`: of the way. */
  onceForAll(key: string, find: (moments: Moments) => Found): Finding {
    const known = this.#finds.get(key);
    if (known !== undefined) return known;
    const once = new Finding(this, find);
    this.#finds.set(key, once);
    return once;
  }

  /** Looks at a supplier from a day on. */
  look(evidence: Evidence, day: number): void {
    if (evidence === this.evidence && day === this.day && this.row !== 0) return;
    this.turn++;
    const { groups, certifications, flags } = this.#asked;
    this.row = Math.max(1, groups, certifications, flags) * CELL;
    this.#begin(evidence, day);
    this.#findStretches(evidence);
    this.all = ((1 << this.stretches) - 1) | VIEWS;
    this.#fill(evidence);
  }

  /** Looks at a supplier on one day only: `words` tell of that day, there are no `cells`. */
  glance(evidence: Evidence, day: number): void {
    if (evidence === this.evidence && day === this.day && this.row === 0) return;
    this.row = 0;
    this.#begin(evidence, day);
    this.all = NOW;
    const { words } = this;
    const { groups, certifications, flags } = this.#columns;
    const { marks, shares } = evidence;
    const rows = marked.owners + shares.length;
    for (let i = 0; i < rows * CELL; i++) words[i] = 0;
    for (let i = 0; i < marks.length; i += MARK) {
      const head = marks[i]!;
      const row = rowIn(head);
      const column = (row === marked.certifications ? certifications : row === marked.flags ? flags : groups)[
        nameIn(head)
      ]!;
      // A shift by 32 is a shift by none: what has no bit of its own must not be taken for another.
      if (column === 0 || column > BITS) continue;
      // Each of these is all ones or none: what is so of one fact says nothing of the next, and a wrong guess is dear.
      const over = (marks[i + 2]! - day) >> 31;
      const early = (day - marks[i + 1]!) >> 31;
      const lapsed = row === marked.certifications ? over & ((head & FALSE) - 1) : 0;
      const bit = 1 << (column - 1);
      words[row * CELL + ((head & FALSE) === 0 ? levelIn(head) : UNTRUE)]! |= bit & ~(over | early);
      words[row * CELL + UNTRUE]! |= bit & (lapsed >> 31);
    }
    // What is true at an assurance is true at any lesser one.
    for (let i = 0; i < rows * CELL; i += CELL) {
      words[i + 1]! |= words[i + 2]!;
      words[i]! |= words[i + 1]!;
    }
  }

  #begin(evidence: Evidence, day: number): void {
    this.#makeRoom();
    this.evidence = evidence;
    this.day = day;
    this.starts[0] = day;
    this.stretches = 1;
    this.next = NEVER;
  }

  /** The moments from one day to another, both included. */
  between(since: number, last: number): When {
    const { day, starts, stretches } = this;
    if (since > day) {
      let when = 0;
      for (let i = 1; i < stretches; i++) if (starts[i]! >= since && starts[i]! <= last) when |= 1 << i;
      return when;
    }
    if (last < day) return 0;
    if (last >= starts[stretches - 1]!) return this.all;
    let count = 1;
    while (starts[count]! <= last) count++;
    return ((1 << count) - 1) | VIEWS;
  }

  /** The moments at which a fact is known and not older than `maxAge` months. */
  of(fact: Fact<unknown>, maxAge: number): When {
    return this.between(fact.since, lastDay(fact.since, fact.until, maxAge)) & seen[fact.level]!;
  }

  /** The column of what is marked, or -1 where no rule asks for it. */
  #columnOf(head: number): number {
    const row = rowIn(head);
    const kind = row === marked.certifications ? 'certifications' : row === marked.flags ? 'flags' : 'groups';
    return this.#columns[kind][nameIn(head)]! - 1;
  }

  #findStretches({ marks, others, foundedOn }: Evidence): void {
    for (const maxAge of this.#ages) {
      for (let i = 0; i < marks.length; i += MARK)
        if (this.#columnOf(marks[i]!) >= 0) this.#changes(marks[i + 1]!, marks[i + 2]!, maxAge);
      for (let i = 0; i < others.length; i++) this.#changes(others[i]!.since, others[i]!.until, maxAge);
    }
    for (const day of this.#days) this.#startAt(day);
    if (foundedOn) for (const months of this.#months) this.#startAt(addMonths(foundedOn.value, months));
  }

  #changes(since: number, until: number, maxAge: number): void {
    if (since > this.day) this.#startAt(since);
    if (until !== NEVER) this.#startAt(until + 1);
    if (maxAge !== 0) this.#startAt(addMonths(since, maxAge) + 1);
  }

  /** Keeps the soonest days in order, and in `next` the soonest of those for which there is no room. */
  #startAt(day: number): void {
    const { starts } = this;
    if (day <= this.day || day >= this.next) return;
    let at = this.stretches;
    while (starts[at - 1]! > day) at--;
    if (starts[at - 1] === day) return;
    if (this.stretches < STRETCHES) this.stretches++;
    else this.next = at === STRETCHES ? day : starts[STRETCHES - 1]!;
    for (let i = this.stretches - 1; i > at; i--) starts[i] = starts[i - 1]!;
    if (at < STRETCHES) starts[at] = day;
  }

  #fill({ marks, shares }: Evidence): void {
    const { row } = this;
    this.block = (marked.owners + shares.length) * row;
    const length = this.block * this.#ages.length;
    if (length > this.cells.length) this.cells = new Int32Array(length * 2);
    const { cells } = this;
    cells.fill(0, 0, length);
    for (let age = 0; age < this.#ages.length; age++) {
      const start = age * this.block;
      for (let i = 0; i < marks.length; i += MARK) {
        const head = marks[i]!;
        const since = marks[i + 1]!;
        const until = marks[i + 2]!;
        const column = this.#columnOf(head);
        if (column < 0) continue;
        const cell = start + rowIn(head) * row + column * CELL;
        const level = levelIn(head);
        const when = this.between(since, lastDay(since, until, this.#ages[age]!)) & seen[level]!;
        if ((head & FALSE) !== 0) cells[cell + UNTRUE] = when;
        else {
          cells[cell] = when;
          if (level > 0) cells[cell + 1] = when;
          if (level > 1) cells[cell + 2] = when;
          // A certificate past its last day is a known no.
          if (until !== NEVER && rowIn(head) === marked.certifications)
            cells[cell + UNTRUE] = this.between(until + 1, NEVER) & seen[level]!;
        }
      }
    }
  }
}
