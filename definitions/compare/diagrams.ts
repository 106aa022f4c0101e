import type { Budget } from './budget.ts';

/** A boolean function as a node of a shared, reduced, ordered decision diagram: equal functions are equal numbers. */
export type Node = number;
export const NEVER: Node = 0;
export const ALWAYS: Node = 1;

const TERMINAL = 0x7fffffff;

const grown = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
};

/**
 * Reduced ordered binary decision diagrams (Bryant 1986) over variables 0, 1, 2, …, tested in that order.
 * Nodes live as long as the whole set does: a set is made for one comparison or one matrix.
 */
export class Diagrams {
  #variable = new Int32Array(1024);
  #low = new Int32Array(1024);
  #high = new Int32Array(1024);
  #count = 2;
  /** Open addressing, at most half full; 0 is an empty slot because terminals are never looked up. */
  #unique = new Int32Array(2048);
  /** Direct-mapped cache of `ite`: rows of condition, then, otherwise, result. */
  #cache = new Int32Array(4 * 2048);
  readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
    this.#variable[NEVER] = TERMINAL;
    this.#variable[ALWAYS] = TERMINAL;
  }

  variable(node: Node): number {
    return this.#variable[node]!;
  }
  low(node: Node): Node {
    return this.#low[node]!;
  }
  high(node: Node): Node {
    return this.#high[node]!;
  }

  make(variable: number, low: Node, high: Node): Node {
    if (low === high) return low;
    const unique = this.#unique;
    const mask = unique.length - 1;
    let slot = hash(variable, low, high) & mask;
    for (let node = unique[slot]!; node !== 0; node = unique[slot]!) {
      if (this.#low[node] === low && this.#high[node] === high && this.#variable[node] === variable) return node;
      slot = (slot + 1) & mask;
    }
    this.budget.spend(1);
    if (this.#count === this.#variable.length) this.#grow();
    const node = this.#count++;
    this.#variable[node] = variable;
    this.#low[node] = low;
    this.#high[node] = high;
    if (this.#unique === unique) unique[slot] = node;
    else this.#enter(node);
    return node;
  }

  /** if `f` then `g` else `h`: every other operation is one of these. */
  ite(f: Node, g: Node, h: Node): Node {
    if (f <= ALWAYS) return f === ALWAYS ? g : h;
    if (g === h) return g;
    if (g === ALWAYS && h === NEVER) return f;
    const cache = this.#cache;
    const at = (hash(f, g, h) & ((cache.length >> 2) - 1)) << 2;
    if (cache[at] === f && cache[at + 1] === g && cache[at + 2] === h) return cache[at + 3]!;
    this.budget.spend(1);
    const vf = this.#variable[f]!;
    const vg = this.#variable[g]!;
    const vh = this.#variable[h]!;
    const top = Math.min(vf, vg, vh);
    const low = this.ite(
      vf === top ? this.#low[f]! : f,
      vg === top ? this.#low[g]! : g,
      vh === top ? this.#low[h]! : h,
    );
    const high = this.ite(
      vf === top ? this.#high[f]! : f,
      vg === top ? this.#high[g]! : g,
      vh === top ? this.#high[h]! : h,
    );
    const result = this.make(top, low, high);
    const row = this.#cache === cache ? at : (hash(f, g, h) & ((this.#cache.length >> 2) - 1)) << 2;
    this.#cache[row] = f;
    this.#cache[row + 1] = g;
    this.#cache[row + 2] = h;
    this.#cache[row + 3] = result;
    return result;
  }

  not(f: Node): Node {
    return this.ite(f, NEVER, ALWAYS);
  }
  and(f: Node, g: Node): Node {
    return f < g ? this.ite(f, g, NEVER) : this.ite(g, f, NEVER);
  }
  or(f: Node, g: Node): Node {
    return f < g ? this.ite(f, ALWAYS, g) : this.ite(g, ALWAYS, f);
  }

  /** Balanced, so that a thousand parts do not make one deep and lopsided product. */
  all(parts: readonly Node[]): Node {
    if (parts.length <= 1) return parts[0] ?? ALWAYS;
    const middle = parts.length >> 1;
    return this.and(this.all(parts.slice(0, middle)), this.all(parts.slice(middle)));
  }
  any(parts: readonly Node[]): Node {
    if (parts.length <= 1) return parts[0] ?? NEVER;
    const middle = parts.length >> 1;
    return this.or(this.any(parts.slice(0, middle)), this.any(parts.slice(middle)));
  }

  /** True when `n` or more of the parts are; built from the last variable up, one row of counts for each part. */
  atLeast(n: number, parts: readonly Node[]): Node {
    if (n > parts.length) return NEVER;
    const needed: Node[] = [ALWAYS, ...Array<Node>(Math.max(n, 0)).fill(NEVER)];
    for (const part of parts.toSorted((a, b) => this.variable(b) - this.variable(a)))
      for (let k = needed.length - 1; k > 0; k--) needed[k] = this.ite(part, needed[k - 1]!, needed[k]!);
    return needed.at(-1)!;
  }

  /** The variables that `f` depends on, in order. */
  support(f: Node): number[] {
    const seen = new Set<Node>();
    const variables = new Set<number>();
    const open = [f];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node <= ALWAYS || seen.has(node)) continue;
      seen.add(node);
      variables.add(this.#variable[node]!);
      open.push(this.#low[node]!, this.#high[node]!);
    }
    this.budget.spend(seen.size);
    return [...variables].sort((a, b) => a - b);
  }

  #enter(node: Node): void {
    const mask = this.#unique.length - 1;
    let slot = hash(this.#variable[node]!, this.#low[node]!, this.#high[node]!) & mask;
    while (this.#unique[slot] !== 0) slot = (slot + 1) & mask;
    this.#unique[slot] = node;
  }

  #grow(): void {
    this.#variable = grown(this.#variable);
    this.#low = grown(this.#low);
    this.#high = grown(this.#high);
    this.#cache = new Int32Array(this.#cache.length * 2);
    this.#unique = new Int32Array(this.#unique.length * 2);
    for (let node = 2; node < this.#count; node++) this.#enter(node);
  }
}

const hash = (a: number, b: number, c: number): number => {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};
