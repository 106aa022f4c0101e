import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '#test/support/dynamodb.ts';
import { appendEntries, type LogStore, readState } from './append.ts';
import { leafOf } from './chain.ts';
import { allLines, linesBefore } from './lines.ts';
import { consistencyProof, inclusionProof, memoryTree, rootOf, verifyConsistency, verifyInclusion } from './merkle.ts';
import { entryNumber } from './testing.ts';
import { nodesOf, tilesIn } from './tiles.ts';

let database: TestDatabase;
let store: LogStore;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => entryNumber(from + i));

beforeAll(async () => {
  database = await startTestDatabase();
  store = { db: database.db, table: await database.table('audit') };
}, 30_000);
afterAll(() => database.stop());

describe('the log', () => {
  it('gives each entry one place, whoever tells it how often, also at the same time', async () => {
    await appendEntries(store, [...numbers(0, 20), entryNumber(3)]);
    await Promise.all([
      appendEntries(store, numbers(15, 40)),
      appendEntries(store, numbers(30, 60)),
      appendEntries(store, numbers(0, 10)),
    ]);
    expect((await readState(store)).size).toBe(60);
    const lines = await Array.fromAsync(allLines(store, 60));
    expect(lines.map(({ index }) => index)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    expect(new Set(lines.map(({ entry }) => entry.id)).size).toBe(60);
  });

  it('grows over the edges of its tiles as the tree in memory does, with proofs that verify', async () => {
    await appendEntries(store, numbers(60, 600));
    const { size } = await readState(store);
    expect(size).toBe(600);
    const tree = memoryTree();
    for await (const { entry } of allLines(store, size)) tree.add(leafOf(entry));
    const node = nodesOf(tilesIn(store));
    const root = await rootOf(tree.node, size);
    expect(await rootOf(node, size)).toBe(root);
    for (const index of [0, 255, 256, 511, 512, 599]) {
      const leaf = await tree.node(0, index);
      expect(verifyInclusion({ leaf, index, size, root }, await inclusionProof(node, index, size))).toBe(true);
    }
    for (const first of [1, 255, 256, 257, 512, 600]) {
      const trees = { first, firstRoot: await rootOf(tree.node, first), second: size, secondRoot: root };
      expect(verifyConsistency(trees, await consistencyProof(node, first, size))).toBe(true);
    }
  }, 60_000);

  it('can be read newest first, whole or of one subject', async () => {
    const newest = await linesBefore(store, { before: 600, limit: 5 });
    expect(newest.map(({ index }) => index)).toEqual([599, 598, 597, 596, 595]);
    const mine = await linesBefore(store, { before: 600, limit: 100, subject: 'sup_4' });
    expect(mine.every(({ entry }) => entry.subjects.includes('sup_4'))).toBe(true);
    expect(mine).toHaveLength(55);
  });
});
