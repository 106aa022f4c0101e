import { createHash } from 'node:crypto';

/*
 * Merkle trees after RFC 9162, section 2.1: SHA-256, leaves and nodes hashed under different prefixes. Pure; hashes are
 * lower-case hexadecimal.
 */

export type Hash = string;
const sha256 = (prefix: number, ...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256').update(Uint8Array.of(prefix));
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** MTH of a list of one: SHA-256(0x00 || d). */
export const leafHash = (data: string | Uint8Array): Hash => sha256(0, Buffer.from(data));
/** SHA-256(0x01 || left || right). */
export const nodeHash = (left: Hash, right: Hash): Hash =>
  sha256(1, Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
export const emptyRoot: Hash = createHash('sha256').digest('hex');

/** Hash of the whole subtree of 2^level leaves that begins at leaf `index` × 2^level. */
export type NodeSource = (level: number, index: number) => Promise<Hash>;

/** The largest power of two smaller than n (n > 1), as its exponent. */
const splitLevel = (n: number): number => Math.ceil(Math.log2(n)) - 1;

/** MTH of the leaves from `start` up to `end`, exclusive; `start` is where a subtree of the tree begins. */
const rangeHash = async (node: NodeSource, start: number, end: number): Promise<Hash> => {
  const n = end - start;
  const level = Math.log2(n);
  if (Number.isInteger(level)) return node(level, start / n);
  const middle = start + 2 ** splitLevel(n);
  return nodeHash(await rangeHash(node, start, middle), await rangeHash(node, middle, end));
};

export const rootOf = async (node: NodeSource, size: number): Promise<Hash> =>
  size === 0 ? emptyRoot : rangeHash(node, 0, size);

/** PATH(index, D[size]) of section 2.1.3.1. @throws RangeError when there is no such leaf. */
export const inclusionProof = async (node: NodeSource, index: number, size: number): Promise<Hash[]> => {
  if (!(index >= 0 && index < size)) throw new RangeError('no such leaf');
  const path = async (start: number, end: number): Promise<Hash[]> => {
    if (end - start === 1) return [];
    const middle = start + 2 ** splitLevel(end - start);
    return index < middle
      ? [...(await path(start, middle)), await rangeHash(node, middle, end)]
      : [...(await path(middle, end)), await rangeHash(node, start, middle)];
  };
  return path(0, size);
};

/** PROOF(first, D[second]) of section 2.1.4.1. @throws RangeError unless 0 < first ≤ second. */
export const consistencyProof = async (node: NodeSource, first: number, second: number): Promise<Hash[]> => {
  if (!(first > 0 && first <= second)) throw new RangeError('no such tree');
  const sub = async (start: number, end: number, whole: boolean): Promise<Hash[]> => {
    if (first === end) return whole ? [] : [await rangeHash(node, start, end)];
    const middle = start + 2 ** splitLevel(end - start);
    return first <= middle
      ? [...(await sub(start, middle, whole)), await rangeHash(node, middle, end)]
      : [...(await sub(middle, end, false)), await rangeHash(node, start, middle)];
  };
  return sub(0, second, true);
};

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** Section 2.1.3.2: whether `leaf` stands at `index` of the tree of this size and root. */
export const verifyInclusion = (
  { leaf, index, size, root }: { leaf: Hash; index: number; size: number; root: Hash },
  proof: readonly Hash[],
): boolean => {
  if (!(index >= 0 && index < size)) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = nodeHash(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r === root;
};

/** Section 2.1.4.2: whether the tree of `second` leaves begins with the tree of `first`. */
export const verifyConsistency = (
  trees: { first: number; firstRoot: Hash; second: number; secondRoot: Hash },
  proof: readonly Hash[],
): boolean => {
  const { first, firstRoot, second, secondRoot } = trees;
  if (!(first > 0 && first <= second)) return false;
  if (first === second) return proof.length === 0 && firstRoot === secondRoot;
  // A first tree that is whole is itself the proof's first node.
  const nodes = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof;
  if (nodes.length === 0) return false;
  let [fn, sn] = [first - 1, second - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [nodes[0]!, nodes[0]!];
  for (const c of nodes.slice(1)) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr === firstRoot && sr === secondRoot;
};

/** A tree that grows in memory, whole; what a verifier and the tests hold the stored one against. */
export const memoryTree = () => {
  const levels: Hash[][] = [[]];
  return {
    get size() {
      return levels[0]!.length;
    },
    add: (leaf: Hash): void => {
      levels[0]!.push(leaf);
      for (let level = 0; levels[level]!.length % 2 === 0; level++) {
        const [left, right] = levels[level]!.slice(-2);
        levels[level + 1] ??= [];
        levels[level + 1]!.push(nodeHash(left!, right!));
      }
    },
    node: (async (level, index) => levels[level]?.[index] ?? '') satisfies NodeSource,
  };
};
