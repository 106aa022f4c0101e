import type { Literal } from './cheapest-path.ts';
import type { Decider } from './decide.ts';
import type { Universe } from './universe.ts';

/** What one supplier must be known to be, as pairs of a theory's number and of a list of literals in it. */
export type Needs = readonly { theory: number; part: number }[];

/**
 * Whether two lists of needs can be met by one supplier. Definitions have few different needs of one theory, so after
 * the first pairs this is a look-up. Needs only ever say what holds: being known to be more never hurts them.
 */
export class Compatibility {
  readonly #universe: Universe;
  readonly #decider: Decider;
  readonly #theories = new Map<string, number>();
  readonly #parts: Literal[][] = [];
  readonly #numbers = new Map<string, number>();
  readonly #compatible = new Map<number, boolean>();
  readonly #isBound: (theory: string) => boolean;

  /** `isBound`: theories of which more than the facts' own logic is asked, so that unlike needs are not merged. */
  constructor(universe: Universe, decider: Decider, isBound: (theory: string) => boolean) {
    this.#universe = universe;
    this.#decider = decider;
    this.#isBound = isBound;
  }

  needs(literals: readonly Literal[]): Needs {
    const byTheory = Map.groupBy(literals, (literal) => this.#universe.variables[literal]!.theory);
    const numbered = [...byTheory].map(([theory, part]) => ({
      theory: numberIn(this.#theories, theory),
      part: this.#partOf(part),
    }));
    return numbered.sort((a, b) => a.theory - b.theory);
  }

  areCompatible(a: Needs, b: Needs): boolean {
    if (a.length + b.length > 200) return false;
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      const left = a[i]!;
      const right = b[j]!;
      if (left.theory === right.theory && left.part !== right.part && !this.#partsMeet(left.part, right.part))
        return false;
      if (left.theory <= right.theory) i++;
      if (right.theory <= left.theory) j++;
    }
    return true;
  }

  #partOf(literals: Literal[]): number {
    const number = numberIn(this.#numbers, literals.join());
    this.#parts[number] = literals;
    return number;
  }

  #partsMeet(a: number, b: number): boolean {
    const key = a < b ? a * 0x1000000 + b : b * 0x1000000 + a;
    const before = this.#compatible.get(key);
    if (before !== undefined) return before;
    const { theory } = this.#universe.variables[this.#parts[a]![0]!]!;
    const both = [...new Set([...this.#parts[a]!, ...this.#parts[b]!])].sort((x, y) => x - y);
    const meet = !this.#isBound(theory) && this.#decider.isPossible(both);
    this.#compatible.set(key, meet);
    return meet;
  }
}

const numberIn = (numbers: Map<string, number>, key: string): number => {
  const number = numbers.get(key) ?? numbers.size;
  numbers.set(key, number);
  return number;
};
