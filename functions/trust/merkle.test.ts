import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  memoryTree,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const treeOf = (leaves: readonly (string | Uint8Array)[]) => {
  const tree = memoryTree();
  for (const leaf of leaves) tree.add(leafHash(leaf));
  return tree;
};
const many = (n: number) => treeOf(Array.from({ length: n }, (_, i) => `entry ${i}`));

/** MTH as RFC 9162, 2.1.1 defines it, word for word. */
const mth = (leaves: readonly string[]): string => {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leafHash(leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
};

describe('the Merkle tree', () => {
  // The eight leaves and the roots that the reference implementation of Certificate Transparency tests with.
  const reference = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  it('has the roots of the reference implementation', async () => {
    expect(emptyRoot).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const tree = treeOf(reference.map((hex) => Buffer.from(hex, 'hex')));
    for (const [i, root] of roots.entries()) expect(await rootOf(tree.node, i + 1)).toBe(root);
  });

  it('has the root that the RFC defines, at every size', async () => {
    const leaves = Array.from({ length: 70 }, (_, i) => `entry ${i}`);
    for (let n = 0; n <= leaves.length; n++) expect(await rootOf(many(n).node, n)).toBe(mth(leaves.slice(0, n)));
  });

  it('proves every leaf of every size, and at no other place or size', async () => {
    const tree = many(40);
    for (let size = 1; size <= 40; size++) {
      const root = await rootOf(tree.node, size);
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(tree.node, index, size);
        const leaf = leafHash(`entry ${index}`);
        expect(verifyInclusion({ leaf, index, size, root }, proof)).toBe(true);
        expect(verifyInclusion({ leaf, index: index + 1, size, root }, proof)).toBe(false);
        expect(verifyInclusion({ leaf: leafHash('other'), index, size, root }, proof)).toBe(false);
      }
    }
  });

  it('proves that each size continues each smaller one', async () => {
    const tree = many(40);
    for (let second = 1; second <= 40; second++)
      for (let first = 1; first <= second; first++) {
        const firstRoot = await rootOf(tree.node, first);
        const secondRoot = await rootOf(tree.node, second);
        const proof = await consistencyProof(tree.node, first, second);
        expect(verifyConsistency({ first, firstRoot, second, secondRoot }, proof)).toBe(true);
        expect(verifyConsistency({ first, firstRoot: leafHash('x'), second, secondRoot }, proof)).toBe(false);
      }
  });

  it('accepts no proof of which anything was changed, left out or added', async () => {
    const tree = many(200);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 200 }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('change', 'leave out', 'add'),
        async (size, at, where, how) => {
          const index = at % size;
          const root = await rootOf(tree.node, size);
          const proof = await inclusionProof(tree.node, index, size);
          const i = where % proof.length;
          const wrong =
            how === 'change'
              ? proof.with(i, leafHash(proof[i]!))
              : how === 'add'
                ? proof.toSpliced(i, 0, leafHash('more'))
                : proof.toSpliced(i, 1);
          return !verifyInclusion({ leaf: leafHash(`entry ${index}`), index, size, root }, wrong);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('accepts no history that was rewritten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 100 }), fc.nat(), fc.nat(), async (second, a, b) => {
        const first = 1 + (a % (second - 1));
        const changed = b % first;
        const old = many(first);
        const rewritten = treeOf(Array.from({ length: second }, (_, i) => (i === changed ? 'other' : `entry ${i}`)));
        const trees = {
          first,
          firstRoot: await rootOf(old.node, first),
          second,
          secondRoot: await rootOf(rewritten.node, second),
        };
        return !verifyConsistency(trees, await consistencyProof(rewritten.node, first, second));
      }),
      { numRuns: 300 },
    );
  });
});
