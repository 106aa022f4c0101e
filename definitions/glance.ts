import type { State } from '#schemas/verdict.ts';
import { type Evidence, marked } from './evidence.ts';
import { BITS, CELL, type Moments, UNTRUE } from './moments.ts';
import type { Answer, Step } from './program.ts';
import { NOW } from './when.ts';

const UNKNOWN = 0;
const MET = 1;
const UNMET = 2;
const stateNames: readonly State[] = ['unknown', 'met', 'unmet'];

const ALL = 0;
const ANY = 1;
const AT_LEAST = 2;
const NOT = 3;
const NAMES = 4;
const OWNERS = 5;
const OTHER = 6;
const SETTLE = 7;
const WHOLE = 10_000;

/**
 * The bare state of a rule on one day, which is most often all that is asked: what `Program` tells of that day, without
 * later days and without assurance, so that ten names are one integer and a part that settles the rule saves the rest.
 * The steps are numbers in one array and not closures: calls to a hundred different functions cost more than all that
 * they have to do.
 */
export class Glance {
  readonly #moments: Moments;
  readonly #code: number[] = [];
  readonly #others: Extract<Step, { kind: 'other' }>['read'][] = [];
  readonly #answer: Answer = { met: 0, unmet: 0 };
  readonly #states: number[] = [];
  /** False where a rule asks what bits by name do not tell: the age of evidence, or more names than there are bits. */
  possible = true;

  constructor(moments: Moments) {
    this.#moments = moments;
  }

  /** The next part; parts get the same numbers as in a `Program`. */
  add(step: Step): void {
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
        code.push(NAMES, step.row * CELL, step.level, this.#mask(step));
        break;
      case 'owners':
        code.push(OWNERS, step.level, step.least, this.#mask(step));
        break;
      case 'other':
        this.possible &&= !step.cells;
        code.push(OTHER, this.#others.push(step.read) - 1);
    }
    this.#states.push(UNKNOWN);
  }

  #mask({ block, columns }: Extract<Step, { kind: 'names' | 'owners' }>): number {
    this.possible &&= block === 0 && columns.every((column) => column < BITS);
    return columns.reduce((mask, column) => mask | (1 << column), 0);
  }

  /** Once this part of an `all` (`any`) is unmet (met), the others need not be looked at. Answers what `settled` needs. */
  settle(kind: 'all' | 'any', part: number): number {
    return this.#code.push(SETTLE, kind === 'all' ? UNMET : MET, part, 0, 0);
  }
  settled(settles: readonly number[], whole: number): void {
    for (const end of settles) {
      this.#code[end - 2] = whole;
      this.#code[end - 1] = this.#code.length;
    }
  }

  state(evidence: Evidence, day: number): State {
    const moments = this.#moments;
    moments.glance(evidence, day);
    const code = this.#code;
    const parts = this.#states;
    const { words } = moments;
    let part = 0;
    for (let at = 0; at < code.length; part++) {
      switch (code[at]) {
        case NAMES: {
          const row = code[at + 1]!;
          const mask = code[at + 3]!;
          if ((words[row + code[at + 2]!]! & mask) !== 0) parts[part] = MET;
          else parts[part] = (words[row + UNTRUE]! & mask) === mask ? UNMET : UNKNOWN;
          at += 4;
          break;
        }
        case OWNERS:
          parts[part] = owned(moments, code[at + 1]!, code[at + 2]!, code[at + 3]!);
          at += 4;
          break;
        case SETTLE: {
          const decisive = code[at + 1]!;
          if (parts[code[at + 2]!] === decisive) {
            part = code[at + 3]!;
            parts[part] = decisive;
            at = code[at + 4]!;
          } else {
            part--;
            at += 5;
          }
          break;
        }
        case ALL:
        case ANY: {
          const decisive = code[at] === ALL ? UNMET : MET;
          const end = at + 2 + code[at + 1]!;
          let state = MET + UNMET - decisive;
          for (at += 2; at < end; at++) {
            const one = parts[code[at]!]!;
            if (one === decisive) {
              state = decisive;
              at = end;
              break;
            }
            if (one === UNKNOWN) state = UNKNOWN;
          }
          parts[part] = state;
          break;
        }
        case OTHER: {
          const answer = this.#answer;
          this.#others[code[at + 1]!]!(moments, answer);
          parts[part] = (answer.met & NOW) !== 0 ? MET : (answer.unmet & NOW) !== 0 ? UNMET : UNKNOWN;
          at += 2;
          break;
        }
        case NOT: {
          const of = parts[code[at + 1]!]!;
          parts[part] = of === UNKNOWN ? UNKNOWN : MET + UNMET - of;
          at += 2;
          break;
        }
        default: {
          const n = code[at + 1]!;
          const end = at + 3 + code[at + 2]!;
          let met = 0;
          let unmet = 0;
          for (let i = at + 3; i < end; i++) {
            if (parts[code[i]!] === MET) met++;
            else if (parts[code[i]!] === UNMET) unmet++;
          }
          parts[part] = met >= n ? MET : unmet > code[at + 2]! - n ? UNMET : UNKNOWN;
          at = end;
        }
      }
    }
    return stateNames[parts[part - 1]!]!;
  }
}

/** Owners in one of the groups raise what is established, owners in none lower what is possible. */
const owned = ({ words, evidence }: Moments, level: number, least: number, mask: number): number => {
  const { shares } = evidence!;
  let lo = 0;
  let hi = WHOLE;
  for (let o = 0, row = marked.owners * CELL; o < shares.length; o++, row += CELL) {
    if ((words[row + level]! & mask) !== 0) lo += shares[o]!;
    else if ((words[row + UNTRUE]! & mask) === mask) hi -= shares[o]!;
  }
  return lo >= least ? MET : hi < least ? UNMET : UNKNOWN;
};
