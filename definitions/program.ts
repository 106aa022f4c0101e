import type { Evidence } from './evidence.ts';
import { CELL, type Moments, UNTRUE } from './moments.ts';
import type { When } from './when.ts';

/** When something is met and when it is unmet; at all other moments it is unknown. */
export interface Answer {
  met: When;
  unmet: When;
}

/** What a program does for one part of a rule; parts are named by the number that `add` gave them. */
export type Step =
  | { kind: 'all' | 'any'; of: readonly number[] }
  | { kind: 'atLeast'; n: number; of: readonly number[] }
  | { kind: 'not'; of: number }
  /** One of these names of a row is true at an assurance, or all are false; `block`: `Moments.blockFor` an age. */
  | { kind: 'names'; block: number; row: number; level: number; columns: readonly number[] }
  /** Owners of one of these groups hold at least so many basis points together, or cannot. */
  | { kind: 'owners'; block: number; firstRow: number; level: number; least: number; columns: readonly number[] }
  /** `cells`: whether it looks at more than single facts. */
  | { kind: 'other'; cells: boolean; read: (moments: Moments, into: Answer) => void };

const ALL = 0;
const ANY = 1;
const AT_LEAST = 2;
const NOT = 3;
const NAMES = 4;
const OWNERS = 5;
const OTHER = 6;
const WHOLE = 10_000;

/**
 * The parts of a rule, worked out one after the other for one supplier. The steps are numbers in one array and not
 * closures: calls to a hundred different functions cost more than all that they have to do.
 */
export class Program {
  readonly #moments: Moments;
  readonly #code: number[] = [];
  readonly #others: Extract<Step, { kind: 'other' }>['read'][] = [];
  readonly #answer: Answer = { met: 0, unmet: 0 };
  /** By the number of the part, as of the last run. */
  readonly #met: When[] = [];
  readonly #unmet: When[] = [];
  #turn = -1;

  constructor(moments: Moments) {
    this.#moments = moments;
  }

  add(step: Step): number {
    const code = this.#code;
    switch (step.kind) {
      case 'all':
      case 'any':
        code.push(step.kind === 'all' ? ALL : ANY, step.of.length, ...step.of);
        break;
      case 'atLeast':
        code.push(AT_LEAST, step.n, step.of.length, ...step.of);
        break;
      case 'not':
        code.push(NOT, step.of);
        break;
      case 'names':
        code.push(NAMES, step.block, step.row, step.level, step.columns.length, ...step.columns.map(cellOf));
        break;
      case 'owners':
        code.push(OWNERS, step.block, step.firstRow, step.level, step.least, step.columns.length);
        code.push(...step.columns.map(cellOf));
        break;
      case 'other':
        code.push(OTHER, this.#others.push(step.read) - 1);
    }
    this.#met.push(0);
    return this.#unmet.push(0) - 1;
  }

  /** Works all parts out for a supplier from a day on. */
  run(evidence: Evidence, day: number): void {
    const moments = this.#moments;
    moments.look(evidence, day);
    if (moments.turn === this.#turn) return;
    this.#turn = moments.turn;
    const code = this.#code;
    const met = this.#met;
    const unmet = this.#unmet;
    const { cells, row, block } = moments;
    for (let at = 0, part = 0; at < code.length; part++) {
      switch (code[at++]) {
        case NAMES: {
          const start = code[at]! * block + code[at + 1]! * row;
          const level = start + code[at + 2]!;
          const end = at + 4 + code[at + 3]!;
          let yes = 0;
          let no = -1;
          for (at += 4; at < end; at++) {
            yes |= cells[level + code[at]!]!;
            no &= cells[start + UNTRUE + code[at]!]!;
          }
          met[part] = yes;
          unmet[part] = no;
          break;
        }
        case OWNERS:
          this.#owners(at, part);
          at += 5 + code[at + 4]!;
          break;
        case OTHER: {
          const answer = this.#answer;
          this.#others[code[at++]!]!(moments, answer);
          met[part] = answer.met;
          unmet[part] = answer.unmet;
          break;
        }
        case NOT: {
          const of = code[at++]!;
          met[part] = unmet[of]!;
          unmet[part] = met[of]!;
          break;
        }
        case ALL: {
          const end = at + 1 + code[at]!;
          let yes = -1;
          let no = 0;
          for (at++; at < end; at++) {
            yes &= met[code[at]!]!;
            no |= unmet[code[at]!]!;
          }
          met[part] = yes;
          unmet[part] = no;
          break;
        }
        case ANY: {
          const end = at + 1 + code[at]!;
          let yes = 0;
          let no = -1;
          for (at++; at < end; at++) {
            yes |= met[code[at]!]!;
            no &= unmet[code[at]!]!;
          }
          met[part] = yes;
          unmet[part] = no;
          break;
        }
        default: {
          const n = code[at]!;
          const of = code.slice(at + 2, at + 2 + code[at + 1]!);
          met[part] = atLeast(of, met, n);
          unmet[part] = atLeast(of, unmet, of.length - n + 1);
          at += 2 + of.length;
        }
      }
    }
  }

  /** When a part is met, and when it is unmet, as the last run found. */
  met(part: number): When {
    return this.#met[part]!;
  }
  unmet(part: number): When {
    return this.#unmet[part]!;
  }

  /** Owners known to be in one of the groups raise what is established, owners in none lower what is possible. */
  #owners(at: number, part: number): void {
    const code = this.#code;
    const { cells, row, block, evidence, all } = this.#moments;
    const { shares } = evidence!;
    const first = at + 5;
    const end = first + code[at + 4]!;
    const level = code[at + 2]!;
    const least = code[at + 3]!;
    let start = code[at]! * block + code[at + 1]! * row;
    for (let o = 0; o < shares.length; o++, start += row) {
      let into = 0;
      let out = -1;
      for (let i = first; i < end; i++) {
        into |= cells[start + level + code[i]!]!;
        out &= cells[start + UNTRUE + code[i]!]!;
      }
      within[o] = into;
      without[o] = out;
    }
    this.#met[part] = reaching(shares, within, least, all);
    // Those outside leave less than the threshold when they hold more than the rest.
    this.#unmet[part] = reaching(shares, without, WHOLE - least + 1, all);
  }
}

const cellOf = (column: number): number => column * CELL;

/** For each owner, when they are in one of the groups, and when in none; there are at most 200 owners. */
const within: When[] = [];
const without: When[] = [];

/** When the shares of those owners who count at that moment come to at least so much. Moments alike are added up once. */
const reaching = (shares: readonly number[], counts: readonly When[], least: number, all: When): When => {
  let when = 0;
  for (let rest = all; rest !== 0; ) {
    const moment = 31 - Math.clz32(rest & -rest);
    let sum = 0;
    let alike = rest;
    for (let o = 0; o < shares.length; o++) {
      const so = (counts[o]! << (31 - moment)) >> 31;
      sum += shares[o]! & so;
      alike &= ~(counts[o]! ^ so);
    }
    if (sum >= least) when |= alike;
    rest &= ~alike;
  }
  return when;
};

/** When at least `n` of the parts are so: `reached[k]` holds when k of those seen are. */
const atLeast = (of: readonly number[], when: readonly When[], n: number): When => {
  const reached = [-1];
  for (let k = 1; k <= n; k++) reached.push(0);
  for (const part of of) for (let k = n; k > 0; k--) reached[k]! |= reached[k - 1]! & when[part]!;
  return reached[Math.max(0, n)]!;
};
